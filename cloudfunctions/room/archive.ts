import { DAY } from '#contract/kernel/time'
import { _ } from '../kernel/data/cloud'
import { dueJob, runJobs } from '../kernel/jobs'
import { withMessages } from '../kernel/messages/message'
import { removeBookings, roomsWithEnded, roomsWithExpired } from './expired'
import { archiveBooking, type Past } from './history'
import { asOf, type Booking, type Room } from './model'
import { notificationsFor } from './notifications'
import { setMatched, update } from './store'

/** How long a booking stays with its room after its end. */
const KEPT_FOR = DAY

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

/** Bookings that nobody decided on in time, each with its room. */
async function loadUndecided(now: Date, limit: number): Promise<{ room: Room; booking: Booking }[]> {
  const rooms = await roomsWithExpired(now, limit)
  return rooms.flatMap(room => room.bookings.map(booking => ({ room, booking })))
}

const expireUndecided = dueJob(loadUndecided, ({ room, booking }, now) => writeExpired(booking, room, now))

/** Moves bookings that are over from the rooms' documents to the history. */
const archiveEnded = dueJob(
  (now, limit) => roomsWithEnded(new Date(+now - KEPT_FOR), limit),
  async (room, now) => {
    await Promise.all(toHistory(room, now).map(archiveBooking))
    return removeBookings(
      room._id,
      room.bookings.map(({ id }) => id),
    )
  },
)

function toHistory({ bookings, closures, outbox, holders, ...room }: Room, now: Date): Past[] {
  return bookings.map(booking => {
    const { id, ...rest } = asOf(booking, now)
    return { _id: id, ...rest, room, holderId: booking.holder.id }
  })
}

/**
 * Tells the holders of bookings that nobody decided on in time, and moves bookings that are over to the history;
 * interrupted anywhere, it can run again.
 */
export const roomJobs = runJobs({ lapsed: expireUndecided, moved: archiveEnded })
