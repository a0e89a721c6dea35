import { setTimeout as delay } from 'node:timers/promises'
import { iso } from '#contract/kernel/time'

export const KINDS = ['sms', 'mail', 'subscribe'] as const
export type Kind = (typeof KINDS)[number]

/** What a carrier was given for one person. */
export interface Message {
  kind: Kind
  /** A phone number, a mail address or an openid. */
  to: string
  /** Id of the template, where the kind has templates. */
  template?: string
  parameters: Record<string, unknown>
  /** As the person reads it. */
  text: string
}

export interface Entry extends Message {
  id: string
  /** ISO 8601 with +08:00, by the cloud's clock. */
  at: string
  status: 'sent' | 'failed'
  /** Why it failed, in the carrier's own code. */
  code?: string | number
}

/** How a carrier behaves from now on: `fail` answers with a code, `slow` takes its time, `down` does not answer. */
export type Plan =
  | { plan: 'ok' }
  | { plan: 'fail'; code: string | number }
  | { plan: 'slow'; ms: number }
  | { plan: 'down' }

/** What people were told, newest last, and how well the carriers work that tell them. */
export class Outbox {
  private entries: Entry[] = []
  private readonly plans = new Map<Kind, Plan>()
  private added = 0

  constructor(private readonly now: () => number) {}

  list(kind?: Kind): Entry[] {
    return this.entries.filter(entry => kind === undefined || entry.kind === kind)
  }

  clear(): void {
    this.entries = []
  }

  /** Holds until the next plan for the same kind. */
  plan(kind: Kind, plan: Plan): void {
    this.plans.set(kind, plan)
  }

  current(kind: Kind): Plan {
    return this.plans.get(kind) ?? { plan: 'ok' }
  }

  /** The plan that holds for the request in hand; answers only after the time that a slow carrier takes. */
  async turn(kind: Kind): Promise<Plan> {
    const plan = this.current(kind)
    if (plan.plan === 'slow') await delay(plan.ms)
    return plan
  }

  /** Keeps a message with what became of it under the plan; a carrier that is down never saw it. */
  add(message: Message, plan: Plan): Entry {
    const entry: Entry = {
      id: String(++this.added),
      at: iso(this.now()),
      ...message,
      ...(plan.plan === 'fail' ? { status: 'failed', code: plan.code } : { status: 'sent' }),
    }
    this.entries.push(entry)
    return entry
  }
}

/**
 * Reads `{ kind, plan, code?, ms? }`.
 * @throws SyntaxError that names what is missing
 */
export function parsePlan(order: Record<string, unknown>): [Kind, Plan] {
  const { plan, code, ms } = order
  const kind = parseKind(order.kind)
  if (plan === 'ok' || plan === 'down') return [kind, { plan }]
  if (plan === 'fail' && (typeof code === 'string' || typeof code === 'number')) return [kind, { plan, code }]
  if (plan === 'slow' && typeof ms === 'number' && ms >= 0) return [kind, { plan, ms }]
  throw new SyntaxError('plan must be ok, down, fail with a code, or slow with ms')
}

/** @throws SyntaxError that lists the kinds there are */
export function parseKind(kind: unknown): Kind {
  const known = KINDS.find(one => one === kind)
  if (!known) throw new SyntaxError(`kind must be one of ${KINDS.join(', ')}`)
  return known
}
