import { DAY } from '#contract/kernel/time'
import { _ } from '../kernel/data/cloud'
import { dueJob, dueRows, runJobs } from '../kernel/jobs'
import { withMessages } from '../kernel/messages/message'
import { settle } from './administration/settle'
import { archive } from './ending/archive'
import { releaseHolders } from './ending/departed'
import { roomsWithExpired, roomsWithPast } from './ending/expired'
import { changedFields, withEntry } from './log'
import { asOf, type Booking, type Room } from './model'
import { notificationsFor } from './notifications'
import { endMoves } from './reservations/leaving'
import { rooms, setMatched, update } from './store'

/** How long a booking stays with its room after its end; a cancelled or refused one does not. */
const KEPT_FOR = DAY

/** Rooms that one run goes on with: each takes several writes. */
const ROOMS_PER_RUN = 5

/** Writes down what the mere passing of time has made of the booking; false when another write came first. */
function writeExpired(booking: Booking, room: Room, now: Date): Promise<boolean> {
  const { status, reason, moveTo, to } = asOf(booking, now)
  const lapsed = { ...booking, status, reason, moveTo, until: to, rev: booking.rev + 1, lastKey: '' }
  const after = withEntry({ ...booking, moveTo }, lapsed, { event: 'lapse', by: 'time', at: now })
  const fact = { id: `${booking.id}-${after.rev}`, at: now }
  return update(
    { _id: room._id, bookings: _.elemMatch({ id: booking.id, rev: booking.rev }) },
    {
      ...setMatched(changedFields(booking, after)),
      version: _.inc(1),
      ...withMessages(notificationsFor(booking, after, room, fact)),
    },
  )
}

/** Bookings that were not decided in time, each with its room. */
async function loadUndecided(now: Date, limit: number): Promise<{ room: Room; booking: Booking }[]> {
  const rooms = await roomsWithExpired(now, limit)
  const still = rooms.flatMap(room => room.bookings.map(booking => ({ room, booking })))
  return still.filter(({ booking }) => !booking.leaving)
}

const expireUndecided = dueJob(loadUndecided, ({ room, booking }, now) => writeExpired(booking, room, now))

/** Moves bookings that are over to the history, also those that an interrupted call has left in their room. */
const archivePast = dueJob(
  (now, limit) => roomsWithPast(new Date(+now - KEPT_FOR), limit),
  (room, now) => archive(room, room.bookings, now),
)

/** Goes on with changes of rules that a call has not finished. */
const settleNarrowed = dueJob(
  dueRows(rooms, now => ({ 'narrowing.at': _.lte(now) })),
  async (room, now) => (await settle(room, now)) !== room,
  ROOMS_PER_RUN,
)

/** Tells the holders of bookings that were not decided in time, and moves bookings that are over to the history. */
export const roomJobs = runJobs({
  arrived: endMoves,
  lapsed: expireUndecided,
  narrowed: settleNarrowed,
  released: releaseHolders,
  moved: archivePast,
})
