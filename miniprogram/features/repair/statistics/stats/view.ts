import { STATS_BY, type StatsBy, type StatsView } from '../../../../contract/repair'
import { wordsOf } from '../../tickets/view'

export const CHOICES = (Object.keys(STATS_BY) as StatsBy[]).map(id => ({ id, text: `按${STATS_BY[id]}` }))

/** Months as the pickers give them, `2026-03`; both ends belong to the period. */
export interface Period {
  from: string
  to: string
}

const pad = (month: number): string => String(month).padStart(2, '0')

/** The six months up to that of a day such as `2026-03-04`. */
export function halfYear(today: string): Period {
  const [year = 0, month = 0] = today.split('-').map(Number)
  const first = year * 12 + month - 1 - 5
  return { from: `${Math.floor(first / 12)}-${pad((first % 12) + 1)}`, to: today.slice(0, 7) }
}

/** The first and the last day of the period. */
export function daysOf({ from, to }: Period): { from: string; to: string } {
  const [year = 0, month = 0] = to.split('-').map(Number)
  return { from: `${from}-01`, to: `${to}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}` }
}

/** A bar whose length is its count relative to the largest, with the finished part in a fuller colour. */
export interface Bar {
  key: string
  name: string
  count: number
  width: string
  done: string
  words: string
}

const percent = (part: number, whole: number): string => `${whole ? Math.round((part / whole) * 100) : 0}%`

export function barsOf({ rows }: StatsView): Bar[] {
  const most = Math.max(0, ...rows.map(({ count }) => count))
  return rows.map(({ key, name, count, finished, hoursToAccept, hoursToFinish, result, efficiency }) => ({
    key,
    name,
    count,
    width: percent(count, most),
    done: percent(finished, count),
    words: wordsOf(
      `修好 ${finished}`,
      hoursToAccept !== null && `受理 ${hoursToAccept} 小时`,
      hoursToFinish !== null && `修好用 ${hoursToFinish} 小时`,
      result !== null && `结果 ${result} 分`,
      efficiency !== null && `效率 ${efficiency} 分`,
    ),
  }))
}

/** The sum of all rows; by month, category or building every ticket stands in one of them. */
export const totalWords = ({ rows }: StatsView, by: StatsBy): string => {
  const sum = (field: 'count' | 'finished') => rows.reduce((all, row) => all + row[field], 0)
  return `${by === 'worker' ? '派出' : '报修'} ${sum('count')} 单，修好 ${sum('finished')} 单`
}
