import { refuse } from '#contract/kernel/errors'
import type { repair, StatsView } from '#contract/repair'
import { _, $ } from '../../kernel/data/cloud'
import type { Handlers } from '../../kernel/serve'
import { monthlyStats, type Sums } from './aggregate'

/** More categories, buildings, workers or months than one looks at. */
const MOST = 1000

type SummedStats = Sums & { _id: string; name: string; count: number; finished: number }

/** Statistics by category, building, worker or month, from the last counts of all months that touch the period. */
export const stats: Handlers<typeof repair>['stats'] = async ({ from, to, by }) => {
  if (to < from) refuse('INVALID_INPUT', { field: 'to' })
  const month = _.and([_.gte(from.slice(0, 7)), _.lte(to.slice(0, 7))])
  const sum = (field: keyof Sums) => ({ [field]: $.sum(`$sums.${field}`) })
  const rows = await monthlyStats.aggregate<SummedStats>(MOST, pipeline =>
    pipeline
      .match({ by, month })
      .sort({ by: 1, month: 1, key: 1 })
      .group({
        _id: '$key',
        name: $.last('$name'),
        count: $.sum('$count'),
        finished: $.sum('$finished'),
        ...sum('toAccept'),
        ...sum('accepted'),
        ...sum('toFinish'),
        ...sum('result'),
        ...sum('efficiency'),
        ...sum('rated'),
      })
      .sort(by === 'month' ? { _id: 1 } : { count: -1, _id: 1 })
      .limit(MOST),
  )
  return { rows: rows.map(toStatsRow) }
}

const toStatsRow = ({
  _id: key,
  name,
  count,
  finished,
  ...sums
}: SummedStats): StatsView['rows'][number] => ({
  key,
  name,
  count,
  finished,
  hoursToAccept: mean(sums.toAccept, sums.accepted),
  hoursToFinish: mean(sums.toFinish, finished),
  result: mean(sums.result, sums.rated),
  efficiency: mean(sums.efficiency, sums.rated),
})

/** The mean to one decimal; null without values. */
const mean = (sum: number, of: number): number | null => (of ? Math.round((sum / of) * 10) / 10 : null)
