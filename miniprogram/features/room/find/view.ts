import type { Sent } from '../../../contract/kernel/rpc'
import { clockOf, DAY, dateOf, HOUR, iso, MINUTE, midnight } from '../../../contract/kernel/time'
import {
  type FoundRoom,
  type Interval,
  MAX_PERIOD_DAYS,
  MAX_STARTS,
  type RoomView,
  type room,
  startsIn,
} from '../../../contract/room'
import { intervalOf, type Picked, periodProblem } from '../../../ui/period/view'
import { dayWords, lengthWords, minutesBetween, periodWords } from '../../../ui/when'
import type { Offer } from '../booking/view'

/** What is asked for; a length of 0 means the whole period, empty text means any. */
export interface Wanted {
  picked: Picked
  minutes: number
  people: string
  location: string
  label: string
}

export type Group = { location: string; rooms: FoundRoom[] }

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

export interface Places {
  locations: string[]
  labels: string[]
}

/** Every location and label once, in order. */
export const placesOf = (all: Pick<RoomView, 'location' | 'labels'>[]): Places => ({
  locations: [...new Set(all.map(({ location }) => location))].sort(),
  labels: [...new Set(all.flatMap(({ labels }) => labels))].sort(),
})

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

/** What was asked for, in one line. */
export function summary({ picked, minutes, people, location, label }: Wanted, now: number): string {
  const { from, to } = intervalOf(picked)
  const length = minutes ? `用 ${lengthWords(minutes)}` : '整段'
  return [periodWords(from, to, now), length, people && `${people} 人`, location, label]
    .filter(Boolean)
    .join(' · ')
}

/** One page after the other: a location that goes on keeps its heading. */
export function mergeGroups(shown: Group[], more: Group[]): Group[] {
  const groups = new Map(shown.map(({ location, rooms }) => [location, rooms]))
  for (const { location, rooms } of more) groups.set(location, [...(groups.get(location) ?? []), ...rooms])
  return [...groups].map(([location, rooms]) => ({ location, rooms }))
}

/** A room as its card shows it. */
export interface Card {
  id: string
  name: string
  picture: string
  about: string
  labels: string[]
  needsApproval: boolean
  /** The free part of the asked period, in percent of it. */
  bar: { left: number; width: number }[]
  /** The start times that can be tapped, by day; the day has no name when there is only one. */
  days: { name: string; starts: { iso: string; text: string }[] }[]
  /** How many are shown, and whether there are more. */
  count: number
  more: boolean
  /** Without a length: the whole period is free, though it may have to be booked in parts. */
  whole?: { text: string; hint: string }
}

/** How many start times a card shows first, and how many more each press of 更多 adds. */
export const FIRST_STARTS = 8
export const MORE_STARTS = 32

/** The card of a room; `count` start times at most. */
export function card(room: FoundRoom, wanted: Wanted, count: number, now: number): Card {
  const period = intervalOf(wanted.picked)
  const starts = wanted.minutes ? firstStarts(room, wanted.minutes, count + 1) : []
  return {
    id: room.id,
    name: room.name,
    picture: `/features/room/pictures/${room.picture}.svg`,
    about: [`${room.seats} 座`, ...room.equipment].join(' · '),
    labels: room.labels,
    needsApproval: room.needsApproval,
    bar: freeBar(room.intervals, period),
    days: byDay(starts.slice(0, count), wanted.picked.fromDate !== wanted.picked.toDate, now),
    count,
    more: starts.length > count,
    ...(!wanted.minutes && { whole: wholeWords(room) }),
  }
}

/** The start times the server sent; when it had to stop at its limit, those the intervals allow beyond it. */
function firstStarts(room: FoundRoom, minutes: number, count: number): string[] {
  const complete = room.starts.length < MAX_STARTS || count <= room.starts.length
  return complete
    ? room.starts.slice(0, count)
    : startsWithin(room.intervals, room.gridMinutes, minutes, count)
}

function startsWithin(intervals: Interval[], gridMinutes: number, minutes: number, count: number): string[] {
  const starts: string[] = []
  for (const interval of intervals) {
    for (const at of startsIn(moments(interval), gridMinutes, minutes)) {
      if (starts.length === count) return starts
      starts.push(iso(at))
    }
  }
  return starts
}

function byDay(starts: string[], named: boolean, now: number): Card['days'] {
  const days = new Map<string, Card['days'][number]>()
  for (const start of starts) {
    const at = Date.parse(start)
    const date = dateOf(at)
    const day = days.get(date) ?? { name: named ? dayWords(at, now) : '', starts: [] }
    day.starts.push({ iso: start, text: clockOf(at) })
    days.set(date, day)
  }
  return [...days.values()]
}

/** Where the free intervals lie inside the period, in percent. */
export function freeBar(intervals: Interval[], period: Interval): Card['bar'] {
  const { from, to } = moments(period)
  const percent = (length: number) => Math.round((1000 * length) / (to - from)) / 10
  return intervals.map(moments).map(free => {
    const start = Math.max(free.from, from)
    return { left: percent(start - from), width: percent(Math.min(free.to, to) - start) }
  })
}

function wholeWords(room: FoundRoom): Card['whole'] {
  if (room.starts.length) return { text: '预订整段', hint: '' }
  return {
    text: '选一段时间',
    hint: `整段空闲，单次可订 ${lengthWords(room.minMinutes)} 到 ${lengthWords(room.maxMinutes)}`,
  }
}

/**
 * What a tap offers to book. With a length: from the tapped start. Without: the whole period where the room's rules
 * allow it at once, otherwise as much of it as they allow.
 */
export function offer(room: FoundRoom, location: string, wanted: Wanted, start?: string): Offer {
  const { id: roomId, name, seats, gridMinutes, minMinutes, maxMinutes, needsApproval } = room
  const within =
    room.intervals.find(({ from, to }) => start && from <= start && start < to) ?? room.intervals[0]!
  const [earliest = within.from] = startsWithin([within], gridMinutes, minMinutes, 1)
  const from = start ?? room.starts[0] ?? earliest
  const minutes = wanted.minutes || Math.min(minutesBetween(from, within.to), maxMinutes)
  const rules = { gridMinutes, minMinutes, maxMinutes, needsApproval }
  return { roomId, name, location, seats, ...rules, within, from, minutes }
}

const moments = ({ from, to }: Interval) => ({ from: Date.parse(from), to: Date.parse(to) })
