import { holdings } from '../../../database-schema/holdings'
import { _ } from '../../kernel/data/cloud'
import { type Row, table } from '../../kernel/data/table'
import { members } from '../../kernel/identity/actor'
import { forEachSettled } from '../../kernel/jobs'

/** People whom one run takes on; the next goes on with the others. */
const ONE_RUN = 25

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

/** Goes over every move once more; what is left of the earlier rows is erased. */
export async function finishMerges(now: Date): Promise<number> {
  const begun = await members.aggregate<Row & { becomes: string }>(ONE_RUN, pipeline =>
    pipeline
      .match({ becomes: _.gt('') })
      .limit(ONE_RUN)
      .project({ becomes: 1 }),
  )
  return forEachSettled(begun, async ({ _id, becomes }) => {
    await mergeHoldings(_id, becomes)
    return members.update({ _id, becomes }, { becomes: _.remove(), erasedAt: now })
  })
}
