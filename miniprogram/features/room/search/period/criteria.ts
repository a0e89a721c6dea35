import type { Sent } from '../../../../contract/kernel/rpc'
import { clockOf, DAY, dateOf, HOUR, MINUTE, midnight } from '../../../../contract/kernel/time'
import { MAX_PERIOD_DAYS, type room } from '../../../../contract/room'
import { lengthWords, minutesBetween, periodWords } from '../../../../ui/date-words'
import type { Faults } from '../../../../ui/form'
import type { Option } from '../../../../ui/options'
import { intervalOf, type Picked, periodProblem } from '../../../../ui/period-picker/view'

/** The criteria of a search; a length of 0 means the whole period, empty text means any. */
export interface Criteria {
  picked: Picked
  minutes: number
  people: string
  location: string
  label: string
}

export const LENGTHS = [0, 30, 45, 60, 90, 120, 180, 240].map(minutes => ({
  id: minutes,
  text: minutes ? lengthWords(minutes) : '不限，整段都要空',
}))

export const DAYS = [
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

/** The criteria to start with: an hour, in what is left of today, or tomorrow when the day is over. */
export function firstCriteria(now: number): Criteria {
  const soon = Math.ceil(now / (30 * MINUTE)) * 30 * MINUTE
  const late = soon - midnight(now) > 20 * HOUR
  const date = dateOf(late ? now + DAY : now)
  const fromTime = late || clockOf(soon) < '08:00' ? '08:00' : clockOf(soon)
  const picked = { fromDate: date, fromTime, toDate: date, toTime: '22:00' }
  return { picked, minutes: 60, people: '', location: '', label: '' }
}

/** The same times on another day, by its id; what is left of today becomes the whole of another day. */
export function onDay(picked: Picked, id: string, now: number): Picked {
  const date = dateOf(now + daysAhead(id) * DAY)
  const { picked: first } = firstCriteria(now)
  const isRest = picked.fromTime === first.fromTime && picked.toTime === first.toTime
  if (isRest && date === first.fromDate) return first
  const onDate = { ...picked, fromDate: date, toDate: date }
  return isRest ? inPart(onDate, 'all') : onDate
}

const daysAhead = (id: string): number => DAYS.find(day => day.id === id)?.ahead ?? 0

/** The id of the day that is the whole period; empty where it is none. */
export const dayOf = ({ fromDate, toDate }: Picked, now: number): string =>
  DAYS.find(({ ahead }) => fromDate === toDate && fromDate === dateOf(now + ahead * DAY))?.id ?? ''

/** A part of the first day of the period, by its id. */
export function inPart(picked: Picked, id: string): Picked {
  const { fromTime, toTime } = PARTS.find(part => part.id === id) ?? picked
  return { fromDate: picked.fromDate, fromTime, toDate: picked.fromDate, toTime }
}

/** The id of the part of the day whose times the period has; empty where it is none. */
export const partOf = ({ fromTime, toTime }: Picked): string =>
  PARTS.find(part => part.fromTime === fromTime && part.toTime === toTime)?.id ?? ''

/** Values to choose from, after any. */
export const optionsOf = (values: readonly string[]): Option<string>[] => [
  { id: '', text: '不限' },
  ...values.map(value => ({ id: value, text: value })),
]

/** The faults of the criteria, by field. */
export function faultsOf(criteria: Criteria, now: number): Faults<Criteria> {
  const { picked, minutes, people } = criteria
  const period = pickedProblem(picked, now)
  if (period) return { picked: period }
  const { from, to } = intervalOf(picked)
  return {
    ...(minutes > minutesBetween(from, to) && { minutes: '时段比要用的时间还短' }),
    ...(people && !/^[1-9]\d{0,3}$/.test(people) && { people: '人数请填 1 到 9999 的整数' }),
  }
}

function pickedProblem(picked: Picked, now: number): string | undefined {
  const over = Date.parse(intervalOf(picked).to) <= now
  return periodProblem(picked, MAX_PERIOD_DAYS) ?? (over ? '这个时段已经过去' : undefined)
}

/** The input of the search, without the criteria that are empty. */
export function searchInput(criteria: Criteria, after?: string): Sent<(typeof room)['ops']['search']> {
  const { minutes, people, location, label } = criteria
  return {
    ...intervalOf(criteria.picked),
    ...(minutes && { lengthMinutes: minutes }),
    ...(people && { people: Number(people) }),
    ...(location && { location }),
    ...(label && { label }),
    ...(after && { page: { after } }),
  }
}

/** The criteria in one line; a length is not torn apart where the line breaks. */
export function summary({ picked, minutes, people, location, label }: Criteria, now: number): string {
  const { from, to } = intervalOf(picked)
  const length = minutes ? `用 ${lengthWords(minutes)}`.replace(/ /g, '\u00a0') : '整段'
  return [periodWords(from, to, now), length, people && `${people} 人`, location, label]
    .filter(Boolean)
    .join(' · ')
}
