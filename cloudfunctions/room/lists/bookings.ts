import type { Page } from '#contract/kernel/rpc'
import { _, $ } from '../../kernel/data/cloud'
import { listPage, type PageRequest } from '../../kernel/data/page'
import type { Fields } from '../../kernel/data/table'
import { joinHolders } from '../holders'
import type { Booking, Room, Span } from '../model'
import { bookingsWhere, isHolding, rooms, touches } from '../store'

/** A room whose `bookings` is the one booking of this row. */
export interface BookingRow extends Omit<Room, 'bookings'> {
  bookings: Booking
}

export interface BookingQuery {
  /** Finds the rooms, by an index. */
  match: Fields
  /** Expression over `$$b`: which of their bookings. */
  keep: object
}

/** A page of the bookings of all rooms that fit, by start. */
export const listBookings = <R>(
  { match, keep }: BookingQuery,
  direction: 1 | -1,
  page: PageRequest,
  view: (row: BookingRow) => R,
): Promise<Page<R>> =>
  listPage(
    rooms,
    {
      where: [match],
      prepare: pipeline =>
        pipeline.addFields({ bookings: bookingsWhere(keep), closures: [], outbox: [] }).unwind('$bookings'),
      order: [
        ['bookings.from', direction, 'date'],
        ['bookings.id', 1, 'string'],
      ],
      page,
      join: pipeline => joinHolders(pipeline, 'bookings.holder.id'),
    },
    view,
  )

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
