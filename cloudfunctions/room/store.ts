import { _, $ } from '../kernel/data/cloud'
import { type Fields, table } from '../kernel/data/table'
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

/**
 * The room with the bookings that overlap the span, and the one with `bookingId` whatever its time. Of two rooms with
 * the booking it is the one in which it has arrived.
 */
export async function roomAround(filter: object, span: Span, bookingId: string): Promise<Room | null> {
  const found = await rooms.aggregate<Room>(MAX_PLACES, pipeline =>
    joinHolders(
      pipeline.match(filter).addFields({
        bookings: bookingsWhere($.or([$.eq(['$$b.id', bookingId]), touches(span, '$$b')])),
        outbox: [],
      }),
      'bookings.holder.id',
    ),
  )
  return placeOf(found, bookingId) ?? found[0] ?? null
}

/** The room in which the booking counts. */
export const placeOf = (found: Room[], bookingId: string): Room | undefined => {
  const having = (isLeaving: boolean) =>
    found.find(({ bookings }) =>
      bookings.some(({ id, leaving }) => id === bookingId && Boolean(leaving) === isLeaving),
    )
  return having(false) ?? having(true)
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

/** The rooms that have the booking, and the room with the id; each with all its bookings. */
export const roomsWith = (bookingId: string, roomId = ''): Promise<Room[]> =>
  rooms.aggregate(MAX_PLACES, pipeline =>
    joinHolders(
      pipeline
        .match(_.or([{ 'bookings.id': bookingId }, ...(roomId ? [{ _id: roomId }] : [])]))
        .addFields({ outbox: [] }),
      'bookings.holder.id',
    ),
  )

/** Rooms that a booking concerns while it changes its room, and one that is asked for beside them. */
const MAX_PLACES = 3

/** The ids among these of bookings that have arrived in another room. */
export async function arrivedAmong(ids: string[]): Promise<string[]> {
  if (!ids.length) return []
  const found = await rooms.aggregate<{ ids: string[] }>(ids.length * 2, pipeline =>
    pipeline.match({ 'bookings.id': _.in(ids) }).project({
      ids: $.map({
        input: bookingsWhere($.and([$.in(['$$b.id', ids]), $.lte(['$$b.leaving', null])])),
        as: 'b',
        in: '$$b.id',
      }),
    }),
  )
  return found.flatMap(row => row.ids)
}

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

/** The changed fields at the place of the matched booking. */
export const setMatched = (change: Partial<Booking>): Fields => setAt('bookings.$', change)

/** The changed fields of a booking at a path; objects and lists replace the old ones as a whole. */
export const setAt = (path: string, change: Partial<Booking>): Fields =>
  Object.fromEntries(
    Object.entries(change).map(([field, value]) => [
      `${path}.${field}`,
      value && WHOLE.has(field) ? _.set(value) : value,
    ]),
  )

const WHOLE = new Set(['moveTo', 'leaving', 'log'])
