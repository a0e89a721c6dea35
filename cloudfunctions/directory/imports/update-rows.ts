import { accountKey } from '#contract/kernel/canonical-text'
import { _ } from '../../kernel/data/cloud'
import { type Fields, falseIfDuplicate } from '../../kernel/data/table'
import { members } from '../../kernel/identity/actor'
import { forEachParallel } from '../../kernel/pool'
import { givers, type Unique } from './chunks'
import type { Planned } from './model'

/** Updates that are on their way at the same time. */
export const AT_ONCE = 20

export interface Write {
  filter: Fields
  version: number
  change: Fields
}

/**
 * Makes the updates, several at a time; values that some of the rows take from others are given up first. Answers the rows
 * whose condition did not hold.
 */
export async function updateRows(rows: Planned[], writeOf: (row: Planned) => Write): Promise<Planned[]> {
  const missed: Planned[] = []
  const giving = givers(rows)
  await forEachParallel(giving, AT_ONCE, ({ row, fields }) => {
    const held = Object.fromEntries(fields.map(field => [field, row.before[field]]))
    const given = fields.flatMap(stored).map(field => [field, _.remove()])
    return members.update({ ...writeOf(row).filter, ...held }, Object.fromEntries(given))
  })
  await forEachParallel(rows, AT_ONCE, async row => {
    const { filter, version, change } = writeOf(row)
    // A number that another member has taken meanwhile leaves the row alone.
    const written = await falseIfDuplicate(members.update(filter, { ...change, version }))
    if (!written) missed.push(row)
  })
  for (const { row, fields } of giving) if (missed.includes(row)) await giveBack(row, fields)
  return missed
}

/** The fields of the row that hold the value. */
const stored = (field: Unique): string[] => (field === 'account' ? ['account', 'accountKey'] : [field])

/** A row that was left alone keeps what it had, where nobody has it now. */
async function giveBack({ id, before }: Planned, fields: readonly Unique[]): Promise<void> {
  for (const field of fields) {
    const value = before[field]!
    const back = field === 'account' ? { account: value, accountKey: accountKey(value) } : { [field]: value }
    await falseIfDuplicate(members.update({ _id: id, [field]: _.exists(false) }, back))
  }
}
