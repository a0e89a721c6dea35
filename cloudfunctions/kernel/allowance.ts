import { refuse } from '#contract/kernel/errors'
import { iso } from '#contract/kernel/time'
import { type Member, members } from './actor'
import { _ } from './cloud'
import type { Fields } from './table'

/** When a member did something, oldest first, and what they did last. */
export interface Uses {
  at: Date[]
  lastKey: string
}

/** So many uses within so many milliseconds, counted in the member's own row. */
export interface Allowance {
  field: 'reveals' | 'lookups'
  most: number
  within: number
}

interface Use {
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
export async function use(allowance: Allowance, { actor, now, key, note }: Use): Promise<void> {
  const { field, most, within } = allowance
  const { _id, [field]: before } = actor
  if (key && before?.lastKey === key) return
  const late = new Date(+now - within)
  if (isFull(allowance, before, late)) refuse('TOO_OFTEN', { details: { again: again(allowance, before!) } })
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
  refuse('TOO_OFTEN', current && { details: { again: again(allowance, current) } })
}

const isFull = ({ most }: Allowance, before: Uses | undefined, late: Date): boolean =>
  before !== undefined && before.at.length >= most && before.at[0]! >= late

/** To the second, and no second too early. */
const again = ({ within }: Allowance, { at }: Uses): string => iso(+at[0]! + within + SECOND)

const SECOND = 1000
