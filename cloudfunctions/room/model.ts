import { type HistoryEntry, LAPSED, type ReservationStatus, type RoomView } from '#contract/room'
import type { Member } from '../kernel/identity/member'
import type { Message } from '../kernel/messages/message'

/** A stretch of time as stored. */
export interface Span {
  from: Date
  to: Date
}

/** As stored: `moving` is a reservation whose new slot waits for approval, while the old one is held. */
export type Status = ReservationStatus | 'moving'

/** A holder as they are today: their number and its audience are theirs to change, so no booking keeps a copy. */
export type Holder = Pick<Member, '_id' | 'state' | 'phone' | 'shows' | 'departments'>

/** A step as stored. It names roles and no people, so that erasing a person leaves it alone. */
export interface LogEntry
  extends Pick<HistoryEntry, 'event' | 'by' | 'roomName' | 'title' | 'people' | 'reason'> {
  at: Date
  from?: Date
  to?: Date
}

/** A change of room that has begun: until it ends or is given up, no other step is taken. */
export interface Leaving {
  roomId: string
  at: Date
  /** The press of the button. */
  key: string
}

export interface Booking extends Span {
  id: string
  /** Counts the changes: a step is written only over the state it was decided on. */
  rev: number
  status: Status
  moveTo: Span | null
  /** The last moment the booking may hold, its move included: what conflicts and the sweep look for. */
  until: Date
  title: string
  people: number | null
  reason: string
  holder: { id: string; name: string }
  /** The press of a button that made or last changed it. */
  lastKey: string
  /** The booking stands in the other room as well once it has arrived there: then this one no longer counts. */
  leaving?: Leaving | null
  /** The latest steps, oldest first; bookings made before it was kept have none. */
  log?: LogEntry[]
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
  /** Counts changes of what a booking must obey: a reservation decided on older rules is not written. */
  rulesRev: number
  lastKey: string
  closures: Closure[]
  bookings: Booking[]
  /** Messages to holders that the relay has not moved yet. */
  outbox?: Message[]
  narrowing?: Narrowing
  /** The holders of bookings as they are today; joined, never stored. */
  holders?: Holder[]
}

/** The rules that a booking must obey. */
export type RoomRules = Pick<
  Room,
  | 'seats'
  | 'gridMinutes'
  | 'opensAt'
  | 'closesAt'
  | 'openDays'
  | 'minMinutes'
  | 'maxMinutes'
  | 'daysAhead'
  | 'needsApproval'
  | 'closures'
>

/** A confirmed change of rules whose bookings have not all been changed and told yet. */
export interface Narrowing {
  id: string
  at: Date
  before: RoomRules
  answer: 'cancel' | 'keep'
  reason: string
  /** The administrator. */
  by: string
  /** Id of the last booking that is done, in their order; empty at first. */
  last: string
}

/** A booking that is over, as the history keeps it; `_id` is the booking's. */
export interface Past extends Omit<Booking, 'id' | 'leaving'> {
  _id: string
  /** The room as it was. */
  room: Omit<Room, 'bookings' | 'closures' | 'outbox' | 'narrowing' | 'holders' | 'version' | 'lastKey'>
  holderId: string
  /** Joined, never stored. */
  holders?: Holder[]
}

/** True for a booking that was cancelled or refused: nothing can change it any more. */
export const isOver = ({ status }: Pick<Booking, 'status'>): boolean =>
  status === 'cancelled' || status === 'refused'

/** The booking as the passing of time leaves it: an undecided request lapses at its start. */
export function asOf(booking: Booking, now: Date): Booking {
  if (booking.from > now && (!booking.moveTo || booking.moveTo.from > now)) return booking
  if (booking.status === 'pending') return { ...booking, status: 'refused', reason: LAPSED.pending }
  if (booking.status === 'moving')
    return { ...booking, status: 'reserved', moveTo: null, reason: LAPSED.moving }
  return booking
}
