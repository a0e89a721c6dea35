import { refuse } from '#contract/kernel/errors'
import { iso } from '#contract/kernel/time'
import { _ } from './data/cloud'
import type { Fields } from './data/table'
import { members } from './identity/actor'
import type { Member, Usage } from './identity/member'

/** Fields of a member's row that count uses. */
type UsageField = {
  [K in keyof Member]-?: Usage extends NonNullable<Member[K]> ? K : never
}[keyof Member]

/** At most `most` uses within `within` milliseconds, counted in the member's own row. */
export interface RateLimit {
  field: UsageField
  most: number
  within: number
}

interface Consumption {
  actor: Member
  now: Date
  /** Identifies the use, so that a repetition is not counted again; empty for a use that always counts. */
  key: string
  /** Further changes of the row, made by the same write. */
  note?: Fields
  /** Uses that are counted at once, 1 unless given; the last of them may exceed the limit. */
  times?: number
}

/** Uses that are left to the member, by the row as it was read. */
export const remainingUses = ({ field, most, within }: RateLimit, actor: Member, now: Date): number =>
  most - (actor[field]?.at.filter(at => +at >= +now - within).length ?? 0)

/**
 * Counts one use; concurrent calls cannot exceed the limit.
 * @throws Refusal TOO_OFTEN with `details.again`, the moment from which the next use is allowed
 */
export async function consume(
  allowance: RateLimit,
  { actor, now, key, note, times = 1 }: Consumption,
): Promise<void> {
  const { field, most, within } = allowance
  const { _id, [field]: before } = actor
  if (key && before?.lastKey === key) return
  const late = new Date(+now - within)
  if (isFull(allowance, before, late))
    refuse('TOO_OFTEN', { details: { again: retryAt(allowance, before!) } })
  const [last, newest, oldest] = [`${field}.lastKey`, `${field}.at.${most - 1}`, `${field}.at.0`]
  const room = _.or([{ [newest]: _.exists(false) }, { [oldest]: _.lt(late) }]) as unknown as Fields
  const won = await members.update([{ _id }, room, ...(key ? [{ [last]: _.neq(key) }] : [])], {
    [`${field}.at`]: _.push({ each: Array<Date>(times).fill(now), slice: -most }),
    [last]: key,
    ...note,
  })
  if (won) return
  // The race was lost: to a repetition of this use, or to others that reached the limit.
  const current = (await members.first({ _id }))?.[field]
  if (key && current?.lastKey === key) return
  refuse('TOO_OFTEN', current && { details: { again: retryAt(allowance, current) } })
}

const isFull = ({ most }: RateLimit, before: Usage | undefined, late: Date): boolean =>
  before !== undefined && before.at.length >= most && before.at[0]! >= late

/** Rounded up to a full second. */
const retryAt = ({ within }: RateLimit, { at }: Usage): string => iso(+at[0]! + within + SECOND)

const SECOND = 1000
