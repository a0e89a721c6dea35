import { DAY } from '#contract/kernel/time'
import { _ } from '../kernel/data/cloud'
import { runJobs } from '../kernel/jobs'
import { withMessages } from '../kernel/messages/message'
import { removeBookings, roomsWithEnded, roomsWithExpired } from './expired'
import { archiveBooking, type Past } from './history'
import { asOf, type Booking, type Room } from './model'
import { notificationsFor } from './notifications'
import { setMatched, update } from './store'

/** How long a booking stays with its room after its end. */
const KEPT_FOR = DAY
/** How many rooms one run takes on; the next run goes on with the others. */
const ROOMS_PER_RUN = 50

/**
 * Tells who asked in vain, because nobody decided in time, and moves bookings that are over to the history;
 * interrupted anywhere, it can run again.
 */
export const roomJobs = runJobs({ lapsed: expireUndecided, moved: archiveEnded })

async function expireUndecided(now: Date): Promise<number> {
  let lapsed = 0
  for (const room of await roomsWithExpired(now, ROOMS_PER_RUN))
    for (const booking of room.bookings) if (await writeExpired(booking, room, now)) lapsed++
  return lapsed
}

/** Writes down what the mere passing of time has made of the booking; false when somebody came first. */
function writeExpired(booking: Booking, room: Room, now: Date): Promise<boolean> {
  const { status, reason, moveTo, to } = asOf(booking, now)
  const change = { status, reason, moveTo, until: to, rev: booking.rev + 1, lastKey: '' }
  const fact = { id: `${booking.id}-${change.rev}`, at: now }
  return update(
    { _id: room._id, bookings: _.elemMatch({ id: booking.id, rev: booking.rev }) },
    {
      ...setMatched(change),
      version: _.inc(1),
      ...withMessages(notificationsFor(booking, { ...booking, ...change }, room, fact)),
    },
  )
}

/** Moves bookings that are over from the rooms' documents to the history. */
async function archiveEnded(now: Date): Promise<number> {
  const cutoff = new Date(+now - KEPT_FOR)
  let moved = 0
  for (const room of await roomsWithEnded(cutoff, ROOMS_PER_RUN)) {
    await Promise.all(toHistory(room, now).map(archiveBooking))
    await removeBookings(
      room._id,
      room.bookings.map(({ id }) => id),
    )
    moved += room.bookings.length
  }
  return moved
}

function toHistory({ bookings, closures, outbox, ...room }: Room, now: Date): Past[] {
  return bookings.map(booking => {
    const { id, ...rest } = asOf(booking, now)
    return { _id: id, ...rest, room, holderId: booking.holder.id }
  })
}
