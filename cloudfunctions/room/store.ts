import type { Page } from '#contract/kernel/rpc'
import { DAY } from '#contract/kernel/time'
import { _, $ } from '../kernel/data/cloud'
import { conditionsAfter, listPage, type PageRequest, type SortKey, toSort } from '../kernel/data/page'
import { type Fields, table } from '../kernel/data/table'
import { unknownSubjects } from '../kernel/events/todos'
import { joinHolders } from './holders'
import type { Booking, Room, Span } from './model'

export const rooms = table<Room>('rooms')

export const { update } = rooms

/** Bookings of one room that are written at once. */
export const PART = 100

/** Takes filed bookings out of the room's document. */
export const removeBookings = (roomId: string, ids: string[]): Promise<boolean> =>
  update(
    { _id: roomId, 'bookings.id': _.in(ids) },
    { bookings: _.pull({ id: _.in(ids) }), version: _.inc(1) },
  )

/** Statuses of bookings that hold a slot. */
export const HOLDING = ['reserved', 'pending', 'moving']

/** Expression: the bookings of a room for which `condition` holds, each as `$$b`. */
export const bookingsWhere = (condition: object) => $.filter({ input: '$bookings', as: 'b', cond: condition })

/** Expression: the booking, or the slot it waits to move to, overlaps the span. */
export const touches = ({ from, to }: Span, booking: string) =>
  $.or([
    $.and([$.lt([`${booking}.from`, to]), $.gt([`${booking}.to`, from])]),
    $.and([$.lt([`${booking}.moveTo.from`, to]), $.gt([`${booking}.moveTo.to`, from])]),
  ])

export const isHolding = (booking: string) => $.in([`${booking}.status`, HOLDING])

/** The room with the bookings that overlap the span, and the one with `bookingId` whatever its time. */
export async function roomAround(filter: object, span: Span, bookingId: string): Promise<Room | null> {
  const [room] = await rooms.aggregate<Room>(1, pipeline =>
    joinHolders(
      pipeline.match(filter).addFields({
        bookings: bookingsWhere($.or([$.eq(['$$b.id', bookingId]), touches(span, '$$b')])),
        outbox: [],
      }),
      'bookings.holder.id',
    ),
  )
  return room ?? null
}

/** Some of the rooms in which the member holds a booking that is not over, whole. */
export const roomsHeldBy = (memberId: string, now: Date): Promise<Room[]> =>
  rooms.aggregate(HELD_AT_ONCE, pipeline =>
    pipeline
      .match({
        'bookings.holder.id': memberId,
        bookings: _.elemMatch({ 'holder.id': memberId, status: _.in(HOLDING), until: _.gt(now) }),
      })
      .limit(HELD_AT_ONCE),
  )

const HELD_AT_ONCE = 20

/** The room with all that its document holds. */
export const wholeRoom = (roomId: string): Promise<Room | null> => rooms.first({ _id: roomId })

/**
 * Conditions under which no other booking holds any of the span. A pending booking holds nothing once its start has
 * come; a move that waits holds both its slots.
 */
export function vacancy({ from, to }: Span, now: Date, except?: string): Fields[] {
  const others = except ? { id: _.neq(except) } : {}
  // Two conditions on one field must be literal here: the SDK garbles `_.and` inside `_.elemMatch`.
  const ahead = { $gt: now, $lt: to }
  return [
    { status: _.in(['reserved', 'moving']), from: _.lt(to), to: _.gt(from) },
    { status: 'pending', from: ahead, to: _.gt(from) },
    { status: 'moving', from: _.gt(now), 'moveTo.from': ahead, 'moveTo.to': _.gt(from) },
  ].map(held => ({ bookings: _.not(_.elemMatch({ ...others, ...held })) }))
}

/** The changed fields at the place of the matched booking; a new slot replaces the old as a whole. */
export const setMatched = (change: Partial<Booking>): Fields =>
  Object.fromEntries(
    Object.entries(change).map(([field, value]) => [
      `bookings.$.${field}`,
      field === 'moveTo' && value ? _.set(value) : value,
    ]),
  )

/** A room with the times that are taken instead of the bookings that take them. */
export interface RoomTimes extends Omit<Room, 'bookings'> {
  occupied: { from: number; to: number }[]
}

export interface RoomFilter {
  location?: string
  label?: string
  minSeats?: number
}

/** Rooms by location, seats and name. */
export const ROOM_ORDER: SortKey[] = [
  ['location', 1, 'string'],
  ['seats', 1, 'number'],
  ['name', 1, 'string'],
  ['_id', 1, 'string'],
]

const roomConditions = ({ location, label, minSeats }: RoomFilter): Fields[] => [
  { seats: _.gte(minSeats ?? 1) },
  ...(location ? [{ location }] : []),
  ...(label ? [{ labels: label }] : []),
]

/** A page of rooms in order. */
export const listRooms = <R>(
  filter: RoomFilter,
  page: PageRequest,
  view: (room: Omit<Room, 'bookings'>) => R,
): Promise<Page<R>> =>
  listPage(
    rooms,
    { where: roomConditions(filter), order: ROOM_ORDER, page, fields: { bookings: 0, outbox: 0 } },
    view,
  )

interface Scan {
  /** Further conditions, such as `vacancy`. */
  conditions: Fields[]
  /** Cursor of the previous page. */
  after?: string
  span: Span
  now: Date
  limit: number
}

/** At most `limit` rooms in order, each with its occupied times of the span. */
export function scanRooms(
  filter: RoomFilter,
  { conditions, after, span, now, limit }: Scan,
): Promise<RoomTimes[]> {
  const all = [...roomConditions(filter), ...conditionsAfter(ROOM_ORDER, after), ...conditions]
  return rooms.aggregate(limit, pipeline =>
    pipeline
      .match(_.and(all))
      .sort(toSort(ROOM_ORDER))
      .limit(limit)
      .addFields({ occupied: occupiedTimes(span, now) })
      .project({ bookings: 0, outbox: 0 }),
  )
}

/** Expression: the times inside the span that bookings hold, as `held` of the domain says, in milliseconds. */
function occupiedTimes({ from, to }: Span, now: Date) {
  const inside = (slot: string) => $.and([$.lt([`${slot}.from`, to]), $.gt([`${slot}.to`, from])])
  const ahead = $.gt(['$$b.from', now])
  const times = (slot: string, condition: object) =>
    $.map({ input: bookingsWhere($.and([inside(slot), condition])), as: 'b', in: milliseconds(slot) })
  return $.concatArrays([
    times(
      '$$b',
      $.or([$.in(['$$b.status', ['reserved', 'moving']]), $.and([$.eq(['$$b.status', 'pending']), ahead])]),
    ),
    times('$$b.moveTo', $.and([$.eq(['$$b.status', 'moving']), ahead, $.gt(['$$b.moveTo.from', now])])),
  ])
}

/** A third of the bytes that dates take on their way. */
const milliseconds = (slot: string) => ({
  from: $.subtract([`${slot}.from`, new Date(0)]),
  to: $.subtract([`${slot}.to`, new Date(0)]),
})

/** The distinct locations of all rooms, and their distinct lists of labels, for the filters of the search. */
export async function placesInUse(): Promise<{ locations: string[]; labels: string[][] }> {
  const [all] = await rooms.aggregate<{ locations: string[]; labels: string[][] }>(1, pipeline =>
    pipeline
      .match({ seats: _.gte(1) })
      .group({ _id: null, locations: $.addToSet('$location'), labels: $.addToSet('$labels') }),
  )
  return all ?? { locations: [], labels: [] }
}

/**
 * The asked room first, then rooms for as many people that are free at the span, those of the same place first;
 * each with the bookings of the day before and after.
 */
export function roomsNear(room: Room, span: Span, people: number): Promise<Room[]> {
  const window = { from: new Date(+span.from - DAY), to: new Date(+span.to + DAY) }
  const taken = bookingsWhere($.and([isHolding('$$b'), touches(span, '$$b')]))
  return rooms.aggregate(NEAR, pipeline =>
    pipeline
      .match({ seats: _.gte(people) })
      .addFields({
        far: $.cond([$.eq(['$_id', room._id]), 0, $.cond([$.eq(['$location', room.location]), 1, 2])]),
        taken: $.and([$.neq(['$_id', room._id]), $.gt([$.size(taken), 0])]),
        bookings: bookingsWhere(touches(window, '$$b')),
        outbox: [],
      })
      .sort({ taken: 1, far: 1, seats: 1, name: 1 })
      .limit(NEAR),
  )
}

const NEAR = 12

/** At most `limit` live bookings that the to-dos do not know, each with its room. */
export async function unknownBookings(now: Date, limit: number): Promise<{ room: Room; booking: Booking }[]> {
  const rows = await rooms.aggregate<Omit<Room, 'bookings'> & { bookings: Booking }>(limit, pipeline =>
    unknownSubjects(
      pipeline
        .match({ 'bookings.until': _.gt(now) })
        .project({ outbox: 0, events: 0 })
        .unwind('$bookings')
        .match({ 'bookings.until': _.gt(now), 'bookings.status': _.in(HOLDING) }),
      'room',
      '$bookings.id',
    ).limit(limit),
  )
  return rows.map(({ bookings: booking, ...room }) => ({ room: { ...room, bookings: [] }, booking }))
}
