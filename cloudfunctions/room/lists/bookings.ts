import type { Page } from '#contract/kernel/rpc'
import { DAY } from '#contract/kernel/time'
import { _, $ } from '../../kernel/data/cloud'
import { listPage, type PageRequest } from '../../kernel/data/page'
import type { Fields } from '../../kernel/data/table'
import { joinHolders } from '../holders'
import type { Booking, Room, Span } from '../model'
import { arrivedAmong, bookingsWhere, isHolding, rooms, touches } from '../store'

/** A room whose `bookings` is the one booking of this row. */
export interface BookingRow extends Omit<Room, 'bookings'> {
  bookings: Booking
  /** Where they are asked for: the bookings of the room within a day of this one. */
  all?: Booking[]
}

export interface BookingQuery {
  /** Finds the rooms, by an index. */
  match: Fields
  /** Expression over `$$b`: which of their bookings. */
  keep: object
  /** Whether the other bookings of the day come with each. */
  withDay?: boolean
}

/** A page of the bookings of all rooms that fit, by start; one that has arrived elsewhere is left out. */
export async function listBookings<R>(
  { match, keep, withDay = false }: BookingQuery,
  direction: 1 | -1,
  page: PageRequest,
  view: (row: BookingRow) => R,
): Promise<Page<R>> {
  const all = withDay ? { all: '$bookings' } : {}
  const { items, ...rest } = await listPage(
    rooms,
    {
      where: [match],
      prepare: pipeline =>
        pipeline
          .addFields({ ...all, bookings: bookingsWhere(keep), closures: [], outbox: [] })
          .unwind('$bookings'),
      order: [
        ['bookings.from', direction, 'date'],
        ['bookings.id', 1, 'string'],
      ],
      page,
      join: pipeline =>
        joinHolders(withDay ? pipeline.addFields({ all: bookingsNearby }) : pipeline, 'bookings.holder.id'),
    },
    (row: BookingRow) => row,
  )
  const arrived = await arrivedAmong(items.flatMap(({ bookings: { id, leaving } }) => (leaving ? [id] : [])))
  return { ...rest, items: items.filter(({ bookings }) => !isStale(bookings, arrived)).map(view) }
}

/** True for the booking in the room that it has left. */
export const isStale = ({ id, leaving }: Booking, arrived: readonly string[]): boolean =>
  Boolean(leaving) && arrived.includes(id)

/** Expression: the bookings of the room that begin within a day of the one of the row. */
const bookingsNearby = $.filter({
  input: '$all',
  as: 'b',
  cond: $.lt([$.abs($.subtract(['$$b.from', '$bookings.from'])), DAY]),
})

export const bookingsOf = (memberId: string) => ({
  match: { 'bookings.holder.id': memberId },
  keep: $.eq(['$$b.holder.id', memberId]),
})

export const undecided = (now: Date) => ({
  match: { 'bookings.status': _.in(['pending', 'moving']) },
  keep: $.and([
    $.gt(['$$b.from', now]),
    $.or([
      $.eq(['$$b.status', 'pending']),
      $.and([$.eq(['$$b.status', 'moving']), $.gt(['$$b.moveTo.from', now])]),
    ]),
  ]),
})

export const overlapping = (span: Span) => ({
  match: { 'bookings.until': _.gt(span.from) },
  keep: $.and([isHolding('$$b'), touches(span, '$$b')]),
})
