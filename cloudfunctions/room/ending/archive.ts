import { asOf, type Booking, type Past, type Room } from '../model'
import { removeBookings } from '../store'
import { filePast } from './history'

/**
 * Moves bookings that are over from the room's document to the history. Interrupted between the two writes it can run
 * again: the timer finds what a call has left.
 */
export async function archive(room: Room, bookings: readonly Booking[], now: Date): Promise<boolean> {
  if (!bookings.length) return false
  await filePast(bookings.map(booking => toPast(booking, room, now)))
  return removeBookings(
    room._id,
    bookings.map(({ id }) => id),
  )
}

function toPast(
  booking: Booking,
  { bookings, closures, outbox, narrowing, holders, version, lastKey, ...room }: Room,
  now: Date,
): Past {
  const { id, leaving, ...rest } = asOf(booking, now)
  return { _id: id, ...rest, room, holderId: booking.holder.id }
}
