import { DAY, MINUTE, midnight, minutesOf, weekday } from '#contract/kernel/time'
import { startsIn } from '#contract/room'
import { asOf, type Booking, type Room, type RoomRules } from './model'

/** A half-open stretch of time in milliseconds: `from` belongs to it, `to` does not. */
export interface Slot {
  from: number
  to: number
}

export const overlaps = (a: Slot, b: Slot): boolean => a.from < b.to && a.to > b.from

/** The parts of `open` outside of `taken`; both in any order, the result sorted. */
export function subtract(open: Slot[], taken: Slot[]): Slot[] {
  const cuts = [...taken].sort((a, b) => a.from - b.from)
  return open.flatMap(slot => {
    const left: Slot[] = []
    let from = slot.from
    for (const cut of cuts) {
      if (cut.to <= from || cut.from >= slot.to) continue
      if (cut.from > from) left.push({ from, to: cut.from })
      from = Math.max(from, cut.to)
    }
    if (from < slot.to) left.push({ from, to: slot.to })
    return left
  })
}

/** The hours inside the period that the room is open and not closed; days that touch at midnight are one slot. */
export function openHours(room: RoomRules, period: Slot): Slot[] {
  const opens = minutesOf(room.opensAt) * MINUTE
  const closes = minutesOf(room.closesAt) * MINUTE
  const hours: Slot[] = []
  for (let day = midnight(period.from); day < period.to; day += DAY) {
    if (!room.openDays.includes(weekday(day))) continue
    const slot = { from: Math.max(day + opens, period.from), to: Math.min(day + closes, period.to) }
    const last = hours.at(-1)
    if (last?.to === slot.from) last.to = slot.to
    else if (slot.from < slot.to) hours.push(slot)
  }
  return subtract(hours, room.closures.map(slotOf))
}

const slotOf = ({ from, to }: { from: Date; to: Date | null }): Slot => ({
  from: +from,
  to: to ? +to : Infinity,
})

/** The slots a booking holds now: one, none when it has ended, two while a move waits for approval. */
export function heldSlots(booking: Booking, now: Date): Slot[] {
  const { status, from, to, moveTo } = asOf(booking, now)
  if (status === 'cancelled' || status === 'refused') return []
  return [{ from, to }, ...(moveTo ? [moveTo] : [])].map(slotOf)
}

/** The first moment at which bookings may no longer start. */
export const bookingHorizon = (room: RoomRules, now: Date): number =>
  midnight(now) + (room.daysAhead + 1) * DAY

/** The slots that the room's bookings hold now, unsorted. */
export const occupiedSlots = (room: Room, now: Date): Slot[] =>
  room.bookings.flatMap(booking => heldSlots(booking, now))

/** The maximal intervals inside the period that can be booked around what is taken. */
export function freeSlots(room: RoomRules, taken: Slot[], period: Slot, now: Date): Slot[] {
  const soonest = Math.ceil((+now + 1) / MINUTE) * MINUTE
  const window = { from: Math.max(period.from, soonest), to: Math.min(period.to, bookingHorizon(room, now)) }
  return subtract(openHours(room, window), taken)
}

/** Every start at which `minutes` can be booked in one of the intervals. */
export function* possibleStarts(room: RoomRules, intervals: Slot[], minutes: number): Generator<number> {
  if (minutes < room.minMinutes || minutes > room.maxMinutes) return
  for (const interval of intervals) yield* startsIn(interval, room.gridMinutes, minutes)
}
