import { DAY } from '#contract/kernel/time'
import type { Timer } from '../kernel/serve'
import { file, type Past } from './history'
import { type Room, settle } from './model'
import { dropBookings, roomsToSweep } from './store'

/** How long a booking stays with its room after its end. */
const KEPT = DAY
/** How many rooms one run takes on; the next run goes on with the others. */
const ROOMS = 50

/** Moves bookings that are over from the rooms' documents to the history; interrupted anywhere, it can run again. */
export const sweep: Timer = async now => {
  const cutoff = new Date(+now - KEPT)
  let moved = 0
  for (const room of await roomsToSweep(cutoff, ROOMS)) {
    await Promise.all(pastOf(room, now).map(file))
    await dropBookings(
      room._id,
      room.bookings.map(({ id }) => id),
    )
    moved += room.bookings.length
  }
  return { moved }
}

function pastOf({ bookings, closures, ...room }: Room, now: Date): Past[] {
  return bookings.map(booking => {
    const { id, ...rest } = settle(booking, now)
    return { _id: id, ...rest, room, holderId: booking.holder.id }
  })
}
