import { _, $ } from '../../kernel/data/cloud'
import type { Room } from '../model'
import { bookingsWhere, PART, rooms } from '../store'

/** At most `limit` rooms that hold bookings which nobody decided in time; with those bookings alone. */
export const roomsWithExpired = (now: Date, limit: number): Promise<Room[]> => {
  const past = _.lte(now)
  const late = [
    { status: 'pending', from: past },
    { status: 'moving', from: past },
    { status: 'moving', 'moveTo.from': past },
  ]
  const waits = $.in(['$$b.status', ['pending', 'moving']])
  const started = $.or([
    $.lte(['$$b.from', now]),
    $.and([$.eq(['$$b.status', 'moving']), $.lte(['$$b.moveTo.from', now])]),
  ])
  return rooms.aggregate(limit, pipeline =>
    pipeline
      .match(
        _.or(late.map(booking => ({ 'bookings.status': booking.status, bookings: _.elemMatch(booking) }))),
      )
      .limit(limit)
      .addFields({ bookings: bookingsWhere($.and([waits, started])), outbox: [] }),
  )
}

/**
 * At most `limit` rooms that hold bookings which were cancelled or refused, or whose time was over before `cutoff`;
 * with at most PART of those bookings, and no others.
 */
export const roomsWithPast = (cutoff: Date, limit: number): Promise<Room[]> =>
  rooms.aggregate(limit, pipeline =>
    pipeline
      .match(_.or([{ 'bookings.until': _.lt(cutoff) }, { 'bookings.status': _.in(OVER) }]))
      .limit(limit)
      .addFields({
        bookings: $.slice([
          bookingsWhere($.or([$.lt(['$$b.until', cutoff]), $.in(['$$b.status', OVER])])),
          PART,
        ]),
        outbox: [],
      }),
  )

const OVER = ['cancelled', 'refused']
