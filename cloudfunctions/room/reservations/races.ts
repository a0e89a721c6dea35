import { refuse } from '#contract/kernel/errors'
import type { ReservationView } from '#contract/room'
import type { Member } from '../../kernel/identity/member'
import { loadPast } from '../ending/history'
import { alternativesFor } from '../lists/search'
import type { Booking, Room, Span } from '../model'
import { heldSlots, overlaps } from '../slots'
import { pastView, reservationView } from '../view'

/** True if another booking of the room holds a part of the span. */
export const isOccupied = (room: Room, span: Span, now: Date, except: string): boolean =>
  room.bookings.some(
    booking =>
      booking.id !== except &&
      heldSlots(booking, now).some(slot => overlaps(slot, { from: +span.from, to: +span.to })),
  )

export interface LostRace {
  room: Room
  /** The booking as it was wanted. */
  booking: Booking
  /** True for the effect of this very press, which came through before. */
  isMine(booking: { lastKey: string; id?: string }): boolean
  /** The answer when it came through; by default what is there now. */
  answer?(booking: Booking, room: Room): ReservationView
  actor: Member
  now: Date
}

/** The answer to a write that did not happen: the same press or another one came first, or the room changed. */
export async function lostRace(race: LostRace): Promise<ReservationView> {
  const { room, booking, isMine, actor, now } = race
  const { holders } = room
  const { room: current, alternatives } = await alternativesFor(room, booking, booking.people ?? 1, now)
  const changed = current?.bookings.find(({ id }) => id === booking.id)
  const view = (one: Booking, where: Room) => reservationView(one, { ...where, holders }, actor, now)
  if (current && changed && isMine(changed)) return (race.answer ?? view)(changed, { ...current, holders })
  if (current && isOccupied(current, booking, now, booking.id))
    refuse('ROOM_TAKEN', { details: { alternatives } })
  if (current && changed) refuse('CONFLICT', { details: { current: view(changed, current) } })
  const past = await loadPast(booking.id)
  if (!past) return refuse('CONFLICT')
  const ended = pastView(past, actor, now)
  return isMine(past) ? ended : refuse('CONFLICT', { details: { current: ended } })
}
