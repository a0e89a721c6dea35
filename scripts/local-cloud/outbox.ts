import { setTimeout as delay } from 'node:timers/promises'
import { iso } from '#contract/kernel/time'

export const KINDS = ['sms', 'mail', 'subscribe'] as const
export type Kind = (typeof KINDS)[number]

/** A message to one person, as its carrier received it. */
export interface Message {
  kind: Kind
  /** A phone number, a mail address or an openid. */
  to: string
  /** Id of the template, where the kind has templates. */
  template?: string
  parameters: Record<string, unknown>
  /** The text that the person reads. */
  text: string
}

export interface Entry extends Message {
  id: string
  /** ISO 8601 with +08:00, by the cloud's clock. */
  at: string
  status: 'sent' | 'failed'
  /** The carrier's own code of the failure. */
  code?: string | number
}

/**
 * The behaviour of a carrier from now on: `fail` answers with a code, `slow` takes its time, `down` does not answer.
 */
export type Plan =
  | { plan: 'ok' }
  | { plan: 'fail'; code: string | number }
  | { plan: 'slow'; ms: number }
  | { plan: 'down' }

/** The messages that carriers received, oldest first, and the planned behaviour of the carriers. */
export class Outbox {
  private entries: Entry[] = []
  private readonly plans = new Map<Kind, Plan>()
  private added = 0
  private heard: () => void = () => {}

  constructor(private readonly now: () => number) {}

  list(kind?: Kind): Entry[] {
    return this.entries.filter(entry => kind === undefined || entry.kind === kind)
  }

  clear(): void {
    this.entries = []
    this.heard()
  }

  /** Calls the listener whenever a message is added, or all are taken away. */
  onAdd(listener: () => void): void {
    this.heard = listener
  }

  /** Sets the behaviour of a carrier until the next plan for the same kind. */
  plan(kind: Kind, plan: Plan): void {
    this.plans.set(kind, plan)
  }

  current(kind: Kind): Plan {
    return this.plans.get(kind) ?? { plan: 'ok' }
  }

  /** Waits as long as a slow carrier takes. @returns the plan for the current request */
  async turn(kind: Kind): Promise<Plan> {
    const plan = this.current(kind)
    if (plan.plan === 'slow') await delay(plan.ms)
    return plan
  }

  /** Records a message with its outcome under the plan; callers skip it for a carrier that is down. */
  add(message: Message, plan: Plan): Entry {
    const entry: Entry = {
      id: String(++this.added),
      at: iso(this.now()),
      ...message,
      ...(plan.plan === 'fail' ? { status: 'failed', code: plan.code } : { status: 'sent' }),
    }
    this.entries.push(entry)
    this.heard()
    return entry
  }
}

/**
 * Reads `{ kind, plan, code?, ms? }`.
 * @throws SyntaxError that names the missing field
 */
export function parsePlan(order: Record<string, unknown>): [Kind, Plan] {
  const { plan, code, ms } = order
  const kind = parseKind(order.kind)
  if (plan === 'ok' || plan === 'down') return [kind, { plan }]
  if (plan === 'fail' && (typeof code === 'string' || typeof code === 'number')) return [kind, { plan, code }]
  if (plan === 'slow' && typeof ms === 'number' && ms >= 0) return [kind, { plan, ms }]
  throw new SyntaxError('plan must be ok, down, fail with a code, or slow with ms')
}

/** @throws SyntaxError that lists the known kinds */
export function parseKind(kind: unknown): Kind {
  const known = KINDS.find(one => one === kind)
  if (!known) throw new SyntaxError(`kind must be one of ${KINDS.join(', ')}`)
  return known
}
