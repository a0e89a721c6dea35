import { _, $ } from '../../kernel/data/cloud'
import type { Row } from '../../kernel/data/table'
import { tickets, workers } from '../tables'
import { monthlyStats } from './aggregate'

/** More than the workers of any organisation. */
const MOST = 999

/**
 * Counts each worker's open tickets anew, and once an hour their ratings. Counting anew instead of adding makes
 * interrupted and concurrent runs harmless.
 * @returns the number of workers changed
 */
export async function recountWorkload(now: Date): Promise<number> {
  const known = await workers.find({ load: _.gte(-MOST) }, MOST)
  const loads = await openByWorker()
  const ratings = now.getUTCMinutes() === 0 ? await ratingsByWorker() : undefined
  let changed = 0
  for (const { _id, load: kept, rated: before } of known) {
    const load = loads.get(_id)?.load ?? 0
    const { sum, count } = ratings ? (ratings.get(_id) ?? { sum: 0, count: 0 }) : before
    if (load === kept && sum === before.sum && count === before.count) continue
    // A worker dispatched meanwhile is counted by the next run.
    if (await workers.update({ _id, load: kept }, { load, rated: { sum, count } })) changed++
  }
  return changed
}

interface Workload extends Row {
  load: number
}
const openByWorker = async (): Promise<Map<string, Workload>> =>
  byId(
    await tickets.aggregate<Workload>(MOST, pipeline =>
      pipeline.match({ list: 'waitingRepair' }).group({ _id: '$worker.id', load: $.sum(1) }),
    ),
  )

interface Rated extends Row {
  sum: number
  count: number
}
/** The monthly counts make the cost independent of the number of tickets. Each rating is two scores. */
const ratingsByWorker = async (): Promise<Map<string, Rated>> =>
  byId(
    await monthlyStats.aggregate<Rated>(MOST, pipeline =>
      pipeline.match({ by: 'worker' }).group({
        _id: '$key',
        count: $.sum($.multiply(['$sums.rated', 2])),
        sum: $.sum($.add(['$sums.result', '$sums.efficiency'])),
      }),
    ),
  )

const byId = <T extends Row>(rows: T[]): Map<string, T> => new Map(rows.map(row => [row._id, row]))
