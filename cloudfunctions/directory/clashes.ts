import { refuse } from '#contract/kernel/errors'
import { HOUR } from '#contract/kernel/time'
import { type AuditFacts, auditEntry, withAudit } from '../kernel/audit'
import { administersEverybody } from '../kernel/identity/administers'
import type { Member } from '../kernel/identity/member'
import { consume, type RateLimit, remainingUses } from '../kernel/rate-limit'

/**
 * Answers that a number belongs to a person outside the administrator's departments, or from outside, who gets an offer. Each tells which numbers exist, so
 * an administrator of some departments gets few.
 */
const CLASHES: RateLimit = { field: 'clashes', most: 10, within: HOUR }

/**
 * Ends calls that state numbers when the answers are used up, whether the numbers clash or not, except for the repetition
 * of the call with the last answer. Refuses TOO_OFTEN.
 */
export function checkClashes(actor: Member, now: Date, key = ''): void {
  const isRepeated = key !== '' && actor.clashes?.lastKey === key
  if (!isRepeated && !administersEverybody(actor) && remainingUses(CLASHES, actor, now) <= 0)
    refuse('TOO_OFTEN')
}

interface Clashing {
  actor: Member
  now: Date
  /** Identifies the call, so that a repetition is not counted again. */
  key: string
  target: AuditFacts['target']
}

/**
 * Counts and audits so many answers at once.
 * @returns false if they are more than are left: then the call must not tell where they are
 */
export async function countClashes(clashes: number, { actor, now, key, target }: Clashing): Promise<boolean> {
  if (!clashes || administersEverybody(actor)) return true
  const left = remainingUses(CLASHES, actor, now)
  if (key !== '' && actor.clashes?.lastKey === key) return left > 0
  const entry = auditEntry(actor, {
    id: `${target.id}-clash`,
    at: now,
    action: 'clash',
    target,
    departments: [],
    after: { 次数: String(clashes) },
  })
  await consume(CLASHES, { actor, now, key, note: withAudit(entry), times: Math.min(clashes, left) })
  return clashes <= left
}
