import { DAY } from '#contract/kernel/time'
import { _ } from '../kernel/data/cloud'
import { dueJob, runJobs } from '../kernel/jobs'
import { withMessages } from '../kernel/messages/message'
import { removeBookings, roomsWithEnded, roomsWithExpired } from './expired'
import { archiveBooking, type Past } from './history'
import { asOf, type Booking, type Room } from './model'
import { notificationsFor } from './notifications'
import { setMatched, update } from './store'

/** Milliseconds that a booking stays in its room after its end. */
const KEPT_FOR = DAY

/** Writes the booking as the passing of time leaves it. @returns false when another write came first */
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

/** Bookings that lapsed without a decision, each with its room. */
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
 * Notifies the holders of lapsed bookings, and moves bookings that are over to the history. Repeating
 * an interrupted run completes it.
 */
export const roomJobs = runJobs({ lapsed: expireUndecided, moved: archiveEnded })
