import { clockOf, DAY, dateOf, MINUTE, midnight, startOf, weekday } from '../contract/kernel/time'

const WEEKDAY_NAMES = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日']
const NEAR = new Map([
  [-1, '昨天'],
  [0, '今天'],
  [1, '明天'],
  [2, '后天'],
])

/** A weekday by its ISO number: `周一`. */
export const weekdayWords = (day: number): string => WEEKDAY_NAMES[day] ?? ''

/** The days of the week, from Monday, to choose from. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7].map(day => ({ id: day, text: weekdayWords(day) }))

/** A calendar day as people say it: `今天 11月22日 周日`; another year is named. */
export function dayWords(at: number, now: number): string {
  const [year, month, day] = dateOf(at).split('-').map(Number)
  const name = NEAR.get((midnight(at) - midnight(now)) / DAY)
  const otherYear = dateOf(now).startsWith(String(year)) ? '' : `${year}年`
  const date = `${otherYear}${month}月${day}日 ${weekdayWords(weekday(at))}`
  return name ? `${name} ${date}` : date
}

/** A moment as people say it: `今天 11月22日 周日 14:00`. @param at a moment as the wire carries it */
export const momentWords = (at: string, now: number): string =>
  `${dayWords(Date.parse(at), now)} ${clockOf(Date.parse(at))}`

/** The same without the date where the day has a name: `明天 10:00`, `11月25日 周三 10:00`. */
export function shortMomentWords(at: string, now: number): string {
  const moment = Date.parse(at)
  const name = NEAR.get((midnight(moment) - midnight(now)) / DAY)
  return `${name ?? dayWords(moment, now)} ${clockOf(moment)}`
}

/** The clock time at which something ends; midnight is the end of the day before, `24:00`. */
export const endClock = (to: number): string => (to === midnight(to) ? '24:00' : clockOf(to))

/** The period in words: `今天 11月22日 周日 14:00–15:30`, with both days when it crosses midnight. */
export function periodWords(from: string, to: string, now: number): string {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  const first = `${dayWords(start, now)} ${clockOf(start)}`
  const lastMoment = end - 1
  if (midnight(lastMoment) === midnight(start)) return `${first}–${endClock(end)}`
  return `${first} – ${dayWords(lastMoment, now)} ${endClock(end)}`
}

/** A number of minutes as people say it: `1 小时 30 分钟`. */
export function lengthWords(minutes: number): string {
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const rest = minutes % 60
  const parts = [days && `${days} 天`, hours && `${hours} 小时`, rest && `${rest} 分钟`]
  return parts.filter(Boolean).join(' ') || '0 分钟'
}

export const minutesBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / MINUTE)

/** The moment, in milliseconds, of a clock time such as `09:30` on a calendar day; `24:00` is the next midnight. */
export const momentOf = (date: string, clock: string): number =>
  startOf(date) + (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))) * MINUTE
