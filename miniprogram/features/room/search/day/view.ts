import { clockOf, DAY, dateOf, HOUR, iso, MINUTE, minutesOf, startOf } from '../../../../contract/kernel/time'
import {
  type ClosureView,
  type DayView,
  type Interval,
  type ReservationView,
  type RoomView,
  startsIn,
} from '../../../../contract/room'
import { dayWords, endClock, lengthWords, periodWords, weekdayWords } from '../../../../ui/date-words'
import type { Offer } from '../../reservations/booking/view'
import { offerIn } from '../../reservations/reservation-actions/view'

/** Where something lies on the timeline, in hours from its top: the style sheet knows how tall an hour is. */
interface Place {
  top: number
  height: number
}

export interface Timeline {
  hours: { text: string; top: number }[]
  height: number
  open: Place[]
  /** Stretches of at most an hour that can be tapped; `start` is where a booking would begin. */
  free: (Place & { start: string; text: string })[]
  bookings: (Place & { id: string; title: string; who: string; look: 'mine' | 'pending' | 'taken' })[]
  /** Where now is, on the day that is today. */
  now: number | null
}

/** A room's day, drawn from its first hour to its last; bookings outside the hours stretch it. */
export function timeline(day: DayView, now: number): Timeline {
  const midnight = startOf(day.date)
  const [first, last] = span(day, midnight)
  const place = ({ from, to }: Interval): Place => {
    const start = Math.max(Date.parse(from), midnight + first * HOUR)
    const end = Math.min(Date.parse(to), midnight + last * HOUR)
    return { top: hours(start - midnight) - first, height: hours(end - start) }
  }
  const current = hours(now - midnight)
  return {
    hours: Array.from({ length: last - first + 1 }, (_, index) => ({
      text: `${first + index}:00`,
      top: index,
    })),
    height: last - first,
    open: day.open.map(place),
    free: day.room.actions.includes('reserve')
      ? freeCells(day).map(cell => ({ ...cell, ...place(cell) }))
      : [],
    bookings: day.bookings.map(booking => ({ ...place(booking), ...block(booking) })),
    now: current >= first && current <= last ? current - first : null,
  }
}

const hours = (milliseconds: number): number => Math.round((milliseconds / HOUR) * 1000) / 1000

/** The first and the last hour to draw. */
function span({ room, bookings }: DayView, midnight: number): [first: number, last: number] {
  const starts = bookings.map(({ from }) => hours(Math.max(Date.parse(from) - midnight, 0)))
  const ends = bookings.map(({ to }) => hours(Math.min(Date.parse(to) - midnight, DAY)))
  const first = Math.min(minutesOf(room.opensAt) / 60, ...starts)
  const last = Math.max(minutesOf(room.closesAt) / 60, ...ends)
  return [Math.floor(first), Math.ceil(last)]
}

/** The free intervals cut at full hours; what is too short for a booking is left out. */
function freeCells({ free, room }: DayView) {
  return free.flatMap(({ from, to }) => {
    const interval = { from: Date.parse(from), to: Date.parse(to) }
    const cells: (Interval & { start: string; text: string })[] = []
    for (let at = interval.from; at < interval.to; at = nextHour(at)) {
      const end = Math.min(nextHour(at), interval.to)
      const [start] = startsIn({ from: at, to: interval.to }, room.gridMinutes, room.minMinutes)
      if (start === undefined || start >= end) continue
      const text = at === interval.from ? `空闲到 ${endClock(interval.to)}` : ''
      cells.push({ from: iso(at), to: iso(end), start: iso(start), text })
    }
    return cells
  })
}

const nextHour = (at: number): number => (Math.floor(at / HOUR) + 1) * HOUR

function block({ id, title, holder, mine, status }: ReservationView) {
  const waiting = status === 'pending' ? ' · 待审批' : ''
  const look: 'mine' | 'pending' | 'taken' = mine ? 'mine' : status === 'pending' ? 'pending' : 'taken'
  return { id, title, who: `${mine ? '我' : holder.name}${waiting}`, look }
}

/** The offer of a tap on a free place: an hour, where so much is left. */
export function offerAt(day: DayView, start: string): Offer {
  const at = Date.parse(start)
  const within = day.free.find(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to))!
  const left = (Date.parse(within.to) - at) / MINUTE
  const { minMinutes, maxMinutes } = day.room
  return { ...offerIn(day, within, Math.min(Math.max(60, minMinutes), maxMinutes, left)), from: start }
}

/** The booking that is held at a minute of the day. */
export function bookingAt({ date, bookings }: DayView, minute: number): ReservationView | undefined {
  const at = startOf(date) + minute * MINUTE
  return bookings.find(({ from, to, previous }) =>
    [{ from, to }, ...(previous ? [previous] : [])].some(
      slot => Math.max(Date.parse(slot.from), startOf(date)) <= at && at < Date.parse(slot.to),
    ),
  )
}

/** A slot that is free again. */
export interface Freed {
  from: string
  minutes: number
  text: string
}

/** The slot that a booking had, if all of it can be booked now. */
export function freedOf({ free }: DayView, { from, to }: ReservationView): Freed | null {
  const isFree = free.some(
    slot => Date.parse(slot.from) <= Date.parse(from) && Date.parse(to) <= Date.parse(slot.to),
  )
  const minutes = (Date.parse(to) - Date.parse(from)) / MINUTE
  const text = `${clockOf(Date.parse(from))}–${endClock(Date.parse(to))} 空出来了`
  return isFree ? { from, minutes, text } : null
}

/** The room in a few lines, with the closures that touch the day. */
export function roomWords(room: RoomView, date: string, now: number) {
  const { seats, equipment, opensAt, closesAt, openDays } = room
  const days = openDays.length === 7 ? '每天' : [...openDays].sort().map(weekdayWords).join('、')
  const rules = [
    `单次 ${lengthWords(room.minMinutes)}–${lengthWords(room.maxMinutes)}`,
    `可提前 ${room.daysAhead} 天`,
    ...(room.needsApproval ? ['需要审批'] : []),
  ]
  return {
    picture: `/features/room/pictures/${room.picture}.svg`,
    about: [`${seats} 座`, ...equipment].join(' · '),
    hours: `${days} ${opensAt}–${closesAt}`,
    rules: rules.join(' · '),
    closures: closuresOn(room, date).map(closure => ({ id: closure.id, text: closureWords(closure, now) })),
  }
}

/** The closures that touch the day. */
function closuresOn({ closures }: RoomView, date: string): ClosureView[] {
  const begins = startOf(date)
  return closures.filter(
    ({ from, to }) => Date.parse(from) < begins + DAY && (!to || Date.parse(to) > begins),
  )
}

/** When and why a room is closed: `11月23日 周一 08:00 起停用：换投影仪`. */
export function closureWords({ from, to, reason }: Omit<ClosureView, 'id'>, now: number): string {
  const at = Date.parse(from)
  const when = to
    ? `${periodWords(from, to, now)} `
    : `${dayWords(at, now)} ${endClock(at) === '24:00' ? '' : endClock(at)} 起`
  return `${when.replace('  ', ' ')}停用：${reason}`
}

/** The calendar day so many days from another. */
export const dayAfter = (date: string, days: number): string => dateOf(startOf(date) + days * DAY)

export const dateWords = (date: string, now: number): string => dayWords(startOf(date), now)
