import { DAY } from '#contract/kernel/time'
import { _ } from '../kernel/cloud'
import { inTurn } from '../kernel/jobs'
import { telling } from '../kernel/message'
import { file, type Past } from './history'
import { type Booking, type Room, settle } from './model'
import { newsOf } from './news'
import { dropBookings, roomsToLapse, roomsToSweep } from './overdue'
import { inPlace, update } from './store'

/** How long a booking stays with its room after its end. */
const KEPT = DAY
/** How many rooms one run takes on; the next run goes on with the others. */
const ROOMS = 50

/**
 * Tells who asked in vain, because nobody decided in time, and moves bookings that are over to the history;
 * interrupted anywhere, it can run again.
 */
export const sweep = inTurn({ lapsed: lapse, moved: clearOut })

async function lapse(now: Date): Promise<number> {
  let lapsed = 0
  for (const room of await roomsToLapse(now, ROOMS))
    for (const booking of room.bookings) if (await settled(booking, room, now)) lapsed++
  return lapsed
}

/** Writes down what the mere passing of time has made of the booking; false when somebody came first. */
function settled(booking: Booking, room: Room, now: Date): Promise<boolean> {
  const { status, reason, moveTo, to } = settle(booking, now)
  const change = { status, reason, moveTo, until: to, rev: booking.rev + 1, lastKey: '' }
  const fact = { id: `${booking.id}-${change.rev}`, at: now }
  return update(
    { _id: room._id, bookings: _.elemMatch({ id: booking.id, rev: booking.rev }) },
    {
      ...inPlace(change),
      version: _.inc(1),
      ...telling(newsOf(booking, { ...booking, ...change }, room, fact)),
    },
  )
}

/** Moves bookings that are over from the rooms' documents to the history. */
async function clearOut(now: Date): Promise<number> {
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
  return moved
}

function pastOf({ bookings, closures, outbox, ...room }: Room, now: Date): Past[] {
  return bookings.map(booking => {
    const { id, ...rest } = settle(booking, now)
    return { _id: id, ...rest, room, holderId: booking.holder.id }
  })
}
