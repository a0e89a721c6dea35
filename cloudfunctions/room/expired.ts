import { _, $ } from '../kernel/data/cloud'
import { table } from '../kernel/data/table'
import type { Room } from './model'
import { bookingsWhere, update } from './store'

const rooms = table<Room>('rooms')

/** At most `limit` rooms with lapsed bookings, and of their bookings these alone. */
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

/** At most `limit` rooms with bookings that ended before `cutoff`, and of their bookings these alone. */
export const roomsWithEnded = (cutoff: Date, limit: number): Promise<Room[]> =>
  rooms.aggregate(limit, pipeline =>
    pipeline
      .match({ 'bookings.until': _.lt(cutoff) })
      .limit(limit)
      .addFields({ bookings: bookingsWhere($.lt(['$$b.until', cutoff])), outbox: [] }),
  )

/** Takes filed bookings out of the room's document. */
export const removeBookings = (roomId: string, ids: string[]): Promise<boolean> =>
  update({ _id: roomId }, { bookings: _.pull({ id: _.in(ids) }), version: _.inc(1) })
