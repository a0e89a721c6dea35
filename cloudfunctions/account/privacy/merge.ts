import { holdings } from '../../../database-schema/holdings'
import { _ } from '../../kernel/data/cloud'
import { type Row, table } from '../../kernel/data/table'
import { members } from '../../kernel/identity/actor'
import { dueJob, dueRows } from '../../kernel/jobs'

const PEOPLE_PER_RUN = 25

/**
 * Moves the reports, messages and other holdings of an earlier row to the member's new one. Repeating an
 * interrupted run completes it; the nightly job repeats it for rows that were written meanwhile, and
 * erases the rest of the earlier row.
 */
export async function mergeHoldings(from: string, to: string): Promise<void> {
  for (const { collection, path, list } of holdings.filter(({ moves }) => moves)) {
    const rows = table<Row>(collection)
    if (!list) await rows.updateAll({ [path]: from }, { [path]: to })
    else {
      const theirs = { [list]: _.elemMatch({ [path]: from }) }
      // Each update changes one element of each row, because the database addresses only the first match.
      while (await rows.updateAll(theirs, { [`${list}.$.${path}`]: to, version: _.inc(1) }));
    }
  }
}

const becoming = table<Row & { becomes: string }>('members')

/** Repeats every merge, then has the earlier row erased with what it still holds. */
export const finishMerges = dueJob(
  dueRows(becoming, () => ({ becomes: _.gt('') })),
  async ({ _id, becomes }, now) => {
    await mergeHoldings(_id, becomes)
    return members.update({ _id, becomes }, { becomes: _.remove(), erasedAt: now })
  },
  PEOPLE_PER_RUN,
)
