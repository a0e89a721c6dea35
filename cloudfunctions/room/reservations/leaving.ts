import { refuse } from '#contract/kernel/errors'
import { MINUTE } from '#contract/kernel/time'
import { _ } from '../../kernel/data/cloud'
import { dueJob, dueRows, forEachSettled } from '../../kernel/jobs'
import type { Context } from '../../kernel/serve'
import type { Booking, Room } from '../model'
import { arrivedAmong, rooms, setMatched, update } from '../store'
import { reservationView } from '../view'

/** A call that changes a room has ended after so long, three times the limit of a function. */
const LEASE = MINUTE

/** For so long the same press goes on with what it began: its call ends well before the lease does. */
const RESUMABLE = LEASE / 3

/** True if the press that began to change the booking's room may go on with it. */
export const canResume = ({ leaving }: Booking, key: string, now: Date): boolean =>
  key !== '' && leaving?.key === key && +leaving.at + RESUMABLE > +now

/** True while the call that changes the booking's room may still run. */
export const isLeaving = ({ leaving }: Booking, now: Date): boolean =>
  Boolean(leaving) && +leaving!.at + LEASE > +now

/** Refuses CONFLICT while the booking's room is being changed. */
export function checkStays(booking: Booking, room: Room, { actor, now }: Context): void {
  if (isLeaving(booking, now))
    refuse('CONFLICT', { details: { current: reservationView(booking, room, actor, now) } })
}

/** Marks the booking so that no other step is taken until it has arrived; false if another step came first. */
export const beginLeaving = (
  { _id }: Room,
  { id, rev }: Booking,
  leaving: NonNullable<Booking['leaving']>,
): Promise<boolean> =>
  update(
    { _id, bookings: _.elemMatch({ id, rev }) },
    { ...setMatched({ rev: rev + 1, leaving }), version: _.inc(1) },
  )

/** Takes the mark away: the booking stays. @param rev of the marked booking */
export const stay = (roomId: string, { id, rev }: Booking, next: number): Promise<boolean> =>
  update(
    { _id: roomId, bookings: _.elemMatch({ id, rev }) },
    { ...setMatched({ rev: next, leaving: null }), version: _.inc(1) },
  )

/** Takes a booking that has arrived elsewhere out of the room it has left. */
export const endLeaving = (roomId: string, { id, rev }: Pick<Booking, 'id' | 'rev'>): Promise<boolean> =>
  update(
    { _id: roomId, bookings: _.elemMatch({ id, rev }) },
    { bookings: _.pull({ id, rev }), version: _.inc(1) },
  )

/** Ends changes of room whose calls were interrupted. */
export const endMoves = dueJob(
  dueRows(rooms, now => ({ 'bookings.leaving.at': _.lte(new Date(+now - LEASE)) })),
  async (room, now) => {
    const stuck = room.bookings.filter(one => one.leaving && !isLeaving(one, now))
    const arrived = await arrivedAmong(stuck.map(({ id }) => id))
    const done = await forEachSettled(stuck, one =>
      arrived.includes(one.id) ? endLeaving(room._id, one) : stay(room._id, one, one.rev + 1),
    )
    return done > 0
  },
)
