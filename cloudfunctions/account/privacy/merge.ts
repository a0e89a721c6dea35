import { holdings } from '../../../database-schema/holdings'
import { _ } from '../../kernel/data/cloud'
import { type Row, table } from '../../kernel/data/table'
import { members } from '../../kernel/identity/actor'
import { dueJob, dueRows } from '../../kernel/jobs'

const PEOPLE_PER_RUN = 25

/**
 * What somebody had under an earlier row is theirs under the new one: their reports, their messages. Interrupted
 * anywhere, it can run again; the night does, for what was on its way, and erases what the earlier row says besides.
 */
export async function mergeHoldings(from: string, to: string): Promise<void> {
  for (const { collection, path, list } of holdings.filter(({ moves }) => moves)) {
    const rows = table<Row>(collection)
    if (!list) await rows.updateAll({ [path]: from }, { [path]: to })
    else {
      const theirs = { [list]: _.elemMatch({ [path]: from }) }
      // One element of each row at a time: the database names only the first that matches.
      while (await rows.updateAll(theirs, { [`${list}.$.${path}`]: to, version: _.inc(1) }));
    }
  }
}

const becoming = table<Row & { becomes: string }>('members')

/** Goes over every move once more; what is left of the earlier rows is erased. */
export const finishMerges = dueJob(
  dueRows(becoming, () => ({ becomes: _.gt('') })),
  async ({ _id, becomes }, now) => {
    await mergeHoldings(_id, becomes)
    return members.update({ _id, becomes }, { becomes: _.remove(), erasedAt: now })
  },
  PEOPLE_PER_RUN,
)
