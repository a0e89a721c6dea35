import { refuse } from '#contract/kernel/errors'
import { iso } from '#contract/kernel/time'
import { _ } from './data/cloud'
import type { Fields } from './data/table'
import { members } from './identity/actor'
import type { Member, Usage } from './identity/member'

/** The fields of a member's row that count uses. */
type UsageField = {
  [K in keyof Member]-?: Usage extends NonNullable<Member[K]> ? K : never
}[keyof Member]

/** So many uses within so many milliseconds, counted in the member's own row. */
export interface RateLimit {
  field: UsageField
  most: number
  within: number
}

interface Consumption {
  actor: Member
  now: Date
  /** The same for what is one use however often it comes; empty for one that is always new. */
  key: string
  /** What the same write leaves in the row. */
  note?: Fields
}

/**
 * Counts one more use; of many at once no more are counted than allowed. Refuses TOO_OFTEN with `details.again`, the
 * moment from which there is room.
 */
export async function consume(allowance: RateLimit, { actor, now, key, note }: Consumption): Promise<void> {
  const { field, most, within } = allowance
  const { _id, [field]: before } = actor
  if (key && before?.lastKey === key) return
  const late = new Date(+now - within)
  if (isFull(allowance, before, late))
    refuse('TOO_OFTEN', { details: { again: retryAt(allowance, before!) } })
  const [last, newest, oldest] = [`${field}.lastKey`, `${field}.at.${most - 1}`, `${field}.at.0`]
  const room = _.or([{ [newest]: _.exists(false) }, { [oldest]: _.lt(late) }]) as unknown as Fields
  const won = await members.update([{ _id }, room, ...(key ? [{ [last]: _.neq(key) }] : [])], {
    [`${field}.at`]: _.push({ each: [now], slice: -most }),
    [last]: key,
    ...note,
  })
  if (won) return
  // Others came in between: this very use among them, or all that were left.
  const current = (await members.first({ _id }))?.[field]
  if (key && current?.lastKey === key) return
  refuse('TOO_OFTEN', current && { details: { again: retryAt(allowance, current) } })
}

const isFull = ({ most }: RateLimit, before: Usage | undefined, late: Date): boolean =>
  before !== undefined && before.at.length >= most && before.at[0]! >= late

/** To the second, and no second too early. */
const retryAt = ({ within }: RateLimit, { at }: Usage): string => iso(+at[0]! + within + SECOND)

const SECOND = 1000
