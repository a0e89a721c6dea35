import { clockOf, DAY, dateOf, HOUR, MINUTE } from '../../../../contract/kernel/time'
import type { Picked } from '../../../../ui/period-picker/view'

/** A query of conflicts begins with the next two hours: an urgent meeting is soon. */
export function firstPicked(now: number): Picked {
  const from = Math.ceil(now / (30 * MINUTE)) * 30 * MINUTE
  const to = Math.min(from + 2 * HOUR, from + DAY)
  return { fromDate: dateOf(from), fromTime: clockOf(from), toDate: dateOf(to), toTime: clockOf(to) }
}

/** The number of conflicts, in words; a full page may have more behind it. */
export const foundWords = (count: number, more: boolean): string =>
  more ? `前 ${count} 个占用这个时段的预订，上拉看更多` : `${count} 个预订占用这个时段`
