import { LAPSED, type ReservationStatus, type RoomView } from '#contract/room'
import type { Member } from '../kernel/identity/member'
import type { Message } from '../kernel/messages/message'

/** A period as stored: from a moment, inclusive, to a moment, exclusive. */
export interface Span {
  from: Date
  to: Date
}

/** As stored: `moving` is a reservation that holds its slot while its new slot waits for approval. */
export type Status = ReservationStatus | 'moving'

/** A holder as they are today: their number and its audience are theirs to change, so no booking keeps a copy. */
export type Holder = Pick<Member, '_id' | 'state' | 'phone' | 'shows' | 'departments'>

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
  holder: { id: string; name: string }
  /** The press of a button that made or last changed it. */
  lastKey: string
}

export interface Closure {
  id: string
  from: Date
  /** Null until somebody ends it. */
  to: Date | null
  reason: string
}

/** A room's document holds its rules and its live bookings, so that one conditional update decides a race. */
export interface Room extends Omit<RoomView, 'id' | 'closures' | 'actions' | 'version'> {
  _id: string
  /** Counts every change. */
  version: number
  /** Counts changes of the rules for bookings; a reservation decided on older rules is not written. */
  rulesRev: number
  lastKey: string
  closures: Closure[]
  bookings: Booking[]
  /** Messages to holders that the relay has not moved yet. */
  outbox?: Message[]
  /** The holders of bookings as they are today; joined, never stored. */
  holders?: Holder[]
}

/** The booking as the passing of time leaves it: an undecided request lapses at its start. */
export function asOf(booking: Booking, now: Date): Booking {
  if (booking.from > now && (!booking.moveTo || booking.moveTo.from > now)) return booking
  if (booking.status === 'pending') return { ...booking, status: 'refused', reason: LAPSED.pending }
  if (booking.status === 'moving')
    return { ...booking, status: 'reserved', moveTo: null, reason: LAPSED.moving }
  return booking
}
