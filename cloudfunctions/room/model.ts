import { LAPSED, type ReservationStatus, type RoomView } from '#contract/room'
import type { Message } from '../kernel/messages/message'

/** A period as stored: from a moment, inclusive, to a moment, exclusive. */
export interface Span {
  from: Date
  to: Date
}

/** As stored: `moving` is a reservation that holds its slot while its new slot waits for approval. */
export type Status = ReservationStatus | 'moving'

export interface Booking extends Span {
  id: string
  /** Counts the changes; a step is written only if the booking still has the revision it was decided on. */
  rev: number
  status: Status
  moveTo: Span | null
  /** The end of the booking, or of its move if that is later; the index for conflicts and for the timer. */
  until: Date
  title: string
  people: number | null
  reason: string
  holder: { id: string; name: string; phone: string; showPhone: boolean }
  /** The operation key of the request that made or last changed the booking. */
  lastKey: string
}

/** A room's document holds its rules and its live bookings, so that one conditional update decides a race. */
export interface Room extends Omit<RoomView, 'id' | 'closure' | 'actions' | 'version'> {
  _id: string
  /** Counts every change. */
  version: number
  /** Counts changes of the rules for bookings; a reservation decided on older rules is not written. */
  rulesRev: number
  lastKey: string
  closures: { from: Date; to: Date | null; reason: string }[]
  bookings: Booking[]
  /** Messages to holders that the relay has not moved yet. */
  outbox?: Message[]
}

/** The booking as the passing of time leaves it: an undecided request lapses at its start. */
export function asOf(booking: Booking, now: Date): Booking {
  if (booking.from > now && (!booking.moveTo || booking.moveTo.from > now)) return booking
  if (booking.status === 'pending') return { ...booking, status: 'refused', reason: LAPSED.pending }
  if (booking.status === 'moving')
    return { ...booking, status: 'reserved', moveTo: null, reason: LAPSED.moving }
  return booking
}
