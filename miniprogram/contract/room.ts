import * as v from 'valibot'
import {
  clock,
  date,
  id,
  instant,
  label,
  page,
  seenVersion,
  text,
  version,
  wholeNumber,
} from './kernel/fields'
import { op, type Page } from './kernel/rpc'
import {
  type BookingView,
  type DayView,
  type Overview,
  type PendingView,
  type Places,
  type ReservationView,
  ROOM_PICTURES,
  type RoomView,
  type SearchReply,
} from './room/model'

export * from './room/fit'
export * from './room/model'
export * from './room/words'

const place = label(30)
const tag = label(12)
const reason = text(1, 100)
const title = label(50)
const people = wholeNumber(1, 5000)
const roomId = id
const reservationId = id

const required = {
  name: label(30),
  location: place,
  seats: wholeNumber(1, 5000),
}

const settings = {
  labels: v.pipe(v.array(tag), v.maxLength(8)),
  equipment: v.pipe(v.array(tag), v.maxLength(12)),
  picture: v.picklist(ROOM_PICTURES),
  description: text(0, 300),
  departmentId: id,
  gridMinutes: wholeNumber(5, 60),
  opensAt: clock,
  closesAt: clock,
  openDays: v.pipe(v.array(wholeNumber(1, 7)), v.minLength(1), v.maxLength(7)),
  minMinutes: wholeNumber(5, 1440),
  maxMinutes: wholeNumber(5, 7 * 1440),
  daysAhead: wholeNumber(1, 365),
  needsApproval: v.boolean(),
}

/** Defaults of a new room. */
export const ROOM_DEFAULTS: v.InferOutput<v.ObjectSchema<typeof settings, undefined>> = {
  labels: [],
  equipment: [],
  picture: 'meeting',
  description: '',
  departmentId: 'university',
  gridMinutes: 30,
  opensAt: '08:00',
  closesAt: '22:00',
  openDays: [1, 2, 3, 4, 5, 6, 7],
  minMinutes: 30,
  maxMinutes: 240,
  daysAhead: 30,
  needsApproval: false,
}

const slot = { from: instant, to: instant }
const admin = { duty: 'room.admin' } as const

export const room = {
  name: 'room',
  ops: {
    list: op<Page<RoomView>>()(
      'member',
      v.object({
        location: v.optional(place),
        label: v.optional(tag),
        minSeats: v.optional(people),
        page,
      }),
    ),
    places: op<Places>()('member', v.object({})),
    /** Without `lengthMinutes`: rooms free for the whole period. With it: every start at which that length fits. */
    search: op<SearchReply>()(
      'member',
      v.object({
        ...slot,
        lengthMinutes: v.optional(wholeNumber(5, 7 * 1440)),
        people: v.optional(people),
        location: v.optional(place),
        label: v.optional(tag),
        page,
      }),
    ),
    /**
     * A day of all rooms, those first that fit the wish: free from `from` to `to`, with so many seats, with the label or
     * equipment. A reply that would be too large has the rooms of one location, which it names.
     */
    overview: op<Overview>()(
      'member',
      v.object({
        date,
        from: v.optional(clock),
        to: v.optional(clock),
        people: v.optional(people),
        location: v.optional(place),
        label: v.optional(tag),
      }),
    ),
    day: op<DayView>()('member', v.object({ roomId, date })),
    /** One booking with its history. One that is over is shown to its holder and to administrators of its room. */
    booking: op<BookingView>()('member', v.object({ reservationId })),
    reserve: op<ReservationView>()(
      'member',
      v.object({ roomId, ...slot, title, people: v.optional(people) }),
    ),
    cancel: op<ReservationView>()('member', v.object({ reservationId, version, reason: v.optional(reason) })),
    move: op<ReservationView>()(
      'member',
      v.object({ reservationId, version, ...slot, reason: v.optional(reason) }),
    ),
    /** Gives a booking another time, room, title or number of people; what is left out stays. */
    change: op<ReservationView>()(
      'member',
      v.object({
        reservationId,
        version,
        from: v.optional(instant),
        to: v.optional(instant),
        roomId: v.optional(roomId),
        title: v.optional(title),
        people: v.optional(people),
        reason: v.optional(reason),
      }),
    ),
    /** Ends a running meeting now. */
    finish: op<ReservationView>()('member', v.object({ reservationId, version, reason: v.optional(reason) })),
    /** Gives a running meeting a later end. */
    extend: op<ReservationView>()(
      'member',
      v.object({ reservationId, version, to: instant, reason: v.optional(reason) }),
    ),
    mine: op<Page<ReservationView>>()('member', v.object({ page })),
    pending: op<Page<PendingView>>()(admin, v.object({ page })),
    approve: op<ReservationView>()(admin, v.object({ reservationId, version: seenVersion })),
    refuse: op<ReservationView>()(admin, v.object({ reservationId, version: seenVersion, reason })),
    conflicts: op<Page<ReservationView>>()(admin, v.object({ ...slot, roomId: v.optional(roomId), page })),
    create: op<RoomView>()(
      admin,
      v.object({
        ...required,
        ...v.partial(v.object(settings)).entries,
      }),
    ),
    /**
     * Refuses ROOM_HAS_BOOKINGS, with the bookings in `details` that the new rules would not allow, unless they are to
     * be cancelled or kept. Their holders are told.
     */
    update: op<RoomView>()(
      admin,
      v.object({
        roomId,
        version,
        ...v.partial(v.object({ ...required, ...settings })).entries,
        cancelBookings: v.optional(v.boolean(), false),
        keepBookings: v.optional(v.boolean(), false),
      }),
    ),
    /** Refuses ROOM_HAS_BOOKINGS, with the affected bookings in `details`, unless `cancelBookings` is set. */
    close: op<RoomView>()(
      admin,
      v.object({
        roomId,
        version,
        from: instant,
        to: v.optional(instant),
        reason,
        cancelBookings: v.optional(v.boolean(), false),
      }),
    ),
    /** Ends the closure that is named; without a name the one in force, or else the next. */
    open: op<RoomView>()(admin, v.object({ roomId, version, closureId: v.optional(id) })),
  },
} as const
