import { clockOf, dateOf, iso } from '../../../../contract/kernel/time'
import { type FoundRoom, type Interval, MAX_STARTS, startsIn } from '../../../../contract/room'
import { dayWords, lengthWords, minutesBetween } from '../../../../ui/date-words'
import { intervalOf } from '../../../../ui/period-picker/view'
import type { Offer } from '../../reservations/booking/view'
import type { Criteria } from './criteria'

export type Group = { location: string; rooms: FoundRoom[] }

/** One page after the other: a location that goes on keeps its heading. */
export function mergeGroups(before: Group[], more: Group[]): Group[] {
  const groups = new Map(before.map(({ location, rooms }) => [location, rooms]))
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
  /** The number of rooms shown, and whether there are more. */
  count: number
  more: boolean
  /** Without a length: the whole period is free, though it may have to be booked in parts. */
  whole?: { text: string; hint: string }
}

/** Start times that a card shows first, and start times that each tap on 更多 adds. */
export const FIRST_STARTS = 8
export const MORE_STARTS = 32

/** The cards of the rooms that were found, by location. */
export const cardGroups = (groups: Group[], criteria: Criteria, now: number) =>
  groups.map(({ location, rooms }) => ({
    location,
    cards: rooms.map(room => card(room, criteria, FIRST_STARTS, now)),
  }))
export type CardGroup = ReturnType<typeof cardGroups>[number]

/** The card of a room; `count` start times at most. */
export function card(room: FoundRoom, criteria: Criteria, count: number, now: number): Card {
  const period = intervalOf(criteria.picked)
  const starts = criteria.minutes ? firstStarts(room, criteria.minutes, count + 1) : []
  return {
    id: room.id,
    name: room.name,
    picture: `/features/room/pictures/${room.picture}.svg`,
    about: [`${room.seats} 座`, ...room.equipment].join(' · '),
    labels: room.labels,
    needsApproval: room.needsApproval,
    bar: freeBar(room.intervals, period),
    days: byDay(starts.slice(0, count), criteria.picked.fromDate !== criteria.picked.toDate, now),
    count,
    more: starts.length > count,
    ...(!criteria.minutes && { whole: wholeWords(room) }),
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

/** The free intervals within the period, in percent of its length. */
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
 * The reservation to offer after a tap on a room. It begins at the tapped start, or else at the first possible one, and
 * has the wanted length, or else the longest that the free interval and the room's rules allow.
 */
export function offer(room: FoundRoom, location: string, criteria: Criteria, start?: string): Offer {
  const { id: roomId, name, seats, gridMinutes, minMinutes, maxMinutes, needsApproval } = room
  const within =
    room.intervals.find(({ from, to }) => start && from <= start && start < to) ?? room.intervals[0]!
  const [earliest = within.from] = startsWithin([within], gridMinutes, minMinutes, 1)
  const from = start ?? room.starts[0] ?? earliest
  const minutes = criteria.minutes || Math.min(minutesBetween(from, within.to), maxMinutes)
  const rules = { gridMinutes, minMinutes, maxMinutes, needsApproval }
  return { roomId, name, location, seats, ...rules, within, from, minutes }
}

const moments = ({ from, to }: Interval) => ({ from: Date.parse(from), to: Date.parse(to) })
