import type { Sent } from '../../../contract/kernel/rpc'
import { clockOf, DAY, dateOf, HOUR, MINUTE, midnight } from '../../../contract/kernel/time'
import { MAX_PERIOD_DAYS, type room } from '../../../contract/room'
import { lengthWords, minutesBetween, periodWords } from '../../../ui/date-words'
import { intervalOf, type Picked, periodProblem } from '../../../ui/period-picker/view'

/** What is asked for; a length of 0 means the whole period, empty text means any. */
export interface Wanted {
  picked: Picked
  minutes: number
  people: string
  location: string
  label: string
}

export const LENGTHS = [0, 30, 45, 60, 90, 120, 180, 240]
export const lengthChoice = (minutes: number): string => (minutes ? lengthWords(minutes) : '不限，整段都要空')

const DAYS = [
  { id: 'today', text: '今天', ahead: 0 },
  { id: 'tomorrow', text: '明天', ahead: 1 },
  { id: 'after', text: '后天', ahead: 2 },
]
export const PARTS = [
  { id: 'all', text: '全天', fromTime: '08:00', toTime: '22:00' },
  { id: 'morning', text: '上午', fromTime: '08:00', toTime: '12:00' },
  { id: 'afternoon', text: '下午', fromTime: '13:00', toTime: '18:00' },
  { id: 'evening', text: '晚上', fromTime: '18:00', toTime: '22:00' },
]

/** What a search starts with: an hour, in what is left of today, or tomorrow when the day is over. */
export function firstWanted(now: number): Wanted {
  const soon = Math.ceil(now / (30 * MINUTE)) * 30 * MINUTE
  const late = soon - midnight(now) > 20 * HOUR
  const date = dateOf(late ? now + DAY : now)
  const fromTime = late || clockOf(soon) < '08:00' ? '08:00' : clockOf(soon)
  const picked = { fromDate: date, fromTime, toDate: date, toTime: '22:00' }
  return { picked, minutes: 60, people: '', location: '', label: '' }
}

/** The same times on a day so many days from now. */
export function onDay(picked: Picked, ahead: number, now: number): Picked {
  const date = dateOf(now + ahead * DAY)
  return { ...picked, fromDate: date, toDate: date }
}

/** The days to choose from; the one that is the whole period is on. */
export const dayChoices = (picked: Picked, now: number) =>
  DAYS.map(day => {
    const { fromDate, toDate } = onDay(picked, day.ahead, now)
    return { ...day, on: picked.fromDate === fromDate && picked.toDate === toDate }
  })

/** A part of the first day of the period. */
export function inPart(picked: Picked, part: { fromTime: string; toTime: string }): Picked {
  const { fromTime, toTime } = part
  return { fromDate: picked.fromDate, fromTime, toDate: picked.fromDate, toTime }
}

/** What is wrong with what is asked for, in words; nothing when the server can be asked. */
export function wantedProblem(wanted: Wanted, now: number): string | undefined {
  const problem = periodProblem(wanted.picked, MAX_PERIOD_DAYS)
  if (problem) return problem
  const { from, to } = intervalOf(wanted.picked)
  if (Date.parse(to) <= now) return '这个时段已经过去'
  if (wanted.minutes > minutesBetween(from, to)) return '时段比要用的时间还短'
  if (wanted.people && !/^[1-9]\d{0,3}$/.test(wanted.people)) return '人数请填 1 到 9999 的整数'
  return undefined
}

/** The question to the server: what is left empty is not asked. */
export function searchInput(wanted: Wanted, after?: string): Sent<(typeof room)['ops']['search']> {
  const { minutes, people, location, label } = wanted
  return {
    ...intervalOf(wanted.picked),
    ...(minutes && { lengthMinutes: minutes }),
    ...(people && { people: Number(people) }),
    ...(location && { location }),
    ...(label && { label }),
    ...(after && { page: { after } }),
  }
}

/** What was asked for, in one line; a length is not torn apart where the line breaks. */
export function summary({ picked, minutes, people, location, label }: Wanted, now: number): string {
  const { from, to } = intervalOf(picked)
  const length = minutes ? `用 ${lengthWords(minutes)}`.replace(/ /g, '\u00a0') : '整段'
  return [periodWords(from, to, now), length, people && `${people} 人`, location, label]
    .filter(Boolean)
    .join(' · ')
}
