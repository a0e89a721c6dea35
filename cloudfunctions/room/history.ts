import { _ } from '../kernel/data/cloud'
import { table } from '../kernel/data/table'
import type { Booking, Room } from './model'

/** What became of a booking once its time was over; `_id` is the booking's. */
export interface Past extends Omit<Booking, 'id'> {
  _id: string
  room: Omit<Room, 'bookings' | 'closures' | 'outbox'>
  holderId: string
}

const history = table<Past>('room_history')

/** Past bookings of a member, latest first, from before `place`. */
export const pastBookings = (
  memberId: string,
  limit: number,
  place?: [from: string, id: string],
): Promise<Past[]> =>
  history.aggregate(limit, pipeline =>
    pipeline
      .match(place ? _.and([{ holderId: memberId }, beforePlace(place)]) : { holderId: memberId })
      .sort({ from: -1, _id: 1 })
      .limit(limit),
  )

const beforePlace = ([from, id]: [string, string]) =>
  _.or([{ from: _.lt(new Date(from)) }, { from: new Date(from), _id: _.gt(id) }])

/** Files past bookings; doing it twice changes nothing. */
export const archiveBooking = (past: Past): Promise<void> => history.put(past)
