import { refuse } from '#contract/kernel/errors'
import type { ReservationView, room } from '#contract/room'
import { _ } from '../kernel/data/cloud'
import { operationKey } from '../kernel/idempotency'
import type { Member } from '../kernel/identity/member'
import { withMessages } from '../kernel/messages/message'
import type { Context, Handlers } from '../kernel/serve'
import { authorize, checkRules, type Step, step } from './domain'
import type { Booking, Room, Span } from './model'
import { notificationsFor } from './notifications'
import { alternativesFor } from './search'
import { heldSlots, overlaps } from './slots'
import { roomAround, setMatched, update, vacancy } from './store'
import { reservationView } from './view'

const isOccupied = (room: Room, span: Span, now: Date, except: string): boolean =>
  room.bookings.some(
    booking =>
      booking.id !== except &&
      heldSlots(booking, now).some(slot => overlaps(slot, { from: +span.from, to: +span.to })),
  )

export const reservations: Pick<
  Handlers<typeof room>,
  'reserve' | 'cancel' | 'move' | 'approve' | 'refuse'
> = {
  async reserve({ roomId, from, to, title, people }, { actor, now, key, newId }) {
    const id = newId()
    const room = (await roomAround({ _id: roomId }, { from, to }, id)) ?? refuse('NOT_FOUND')
    const made = room.bookings.find(booking => booking.id === id)
    if (made) return reservationView(made, room, actor, now)
    checkRules(room, { from, to }, now)
    if (people && people > room.seats) refuse('OVER_CAPACITY', { field: 'people' })
    const booking: Booking = {
      id,
      rev: 1,
      status: room.needsApproval ? 'pending' : 'reserved',
      from,
      to,
      until: to,
      moveTo: null,
      title,
      people: people ?? null,
      reason: '',
      holder: { id: actor._id, name: actor.name },
      lastKey: operationKey('reserve', key),
    }
    const won =
      !isOccupied(room, booking, now, id) &&
      (await update(
        [{ _id: roomId, rulesRev: room.rulesRev }, { 'bookings.id': _.neq(id) }, ...vacancy(booking, now)],
        { bookings: _.push([booking]), version: _.inc(1) },
      ))
    if (won) return reservationView(booking, room, actor, now)
    return lostRace({ room, booking, mine: other => other.id === id, actor, now })
  },

  cancel: ({ reservationId, version, reason }, context) =>
    perform(reservationId, version, { action: 'cancel', reason }, context),
  approve: ({ reservationId, version }, context) =>
    perform(reservationId, version, { action: 'approve' }, context),
  refuse: ({ reservationId, version, reason }, context) =>
    perform(reservationId, version, { action: 'refuse', reason }, context),
  move: ({ reservationId, version, from, to, reason }, context) =>
    perform(reservationId, version, { action: 'move', slot: { from, to }, reason }, context),
}

/**
 * Performs one step of a reservation: loads, decides, and writes on the condition that the booking is unchanged.
 * @param seen the version that the caller saw, if they sent one
 */
async function perform(
  id: string,
  seen: number | undefined,
  what: Step,
  { actor, now, key, newId }: Context,
): Promise<ReservationView> {
  const span = what.slot ?? { from: now, to: now }
  const room = (await roomAround({ 'bookings.id': id }, span, id)) ?? refuse('NOT_FOUND')
  const booking = room.bookings.find(one => one.id === id)!
  authorize(what.action, booking, room, actor)
  const lastKey = operationKey(what.action, key)
  if (lastKey && booking.lastKey === lastKey) return reservationView(booking, room, actor, now)
  if (seen !== undefined && seen !== booking.rev)
    refuse('CONFLICT', { details: { current: reservationView(booking, room, actor, now) } })
  const change = { ...step(booking, what, room, actor, now), rev: booking.rev + 1, lastKey }
  if (what.slot) checkRules(room, what.slot, now)
  const after = { ...booking, ...change }
  const won =
    !(what.slot && isOccupied(room, what.slot, now, id)) &&
    (await update(
      [
        { _id: room._id, bookings: _.elemMatch({ id, rev: booking.rev }) },
        ...(what.slot ? [{ rulesRev: room.rulesRev }, ...vacancy(what.slot, now, id)] : []),
      ],
      {
        ...setMatched(change),
        version: _.inc(1),
        ...withMessages(notificationsFor(booking, after, room, { id: newId(), by: actor._id, at: now })),
      },
    ))
  if (won) return reservationView(after, room, actor, now)
  const pressed = (one: Booking) => one.id === id && lastKey !== '' && one.lastKey === lastKey
  return lostRace({ room, booking: { ...after, ...what.slot }, mine: pressed, actor, now })
}

interface LostRace {
  room: Room
  /** The booking as it would have been written. */
  booking: Booking
  /** Whether a booking carries the effect of an earlier attempt with the same key. */
  mine(booking: Booking): boolean
  actor: Member
  now: Date
}

/** The reply after a lost race: the result of an earlier attempt, or ROOM_TAKEN with alternatives, or CONFLICT. */
async function lostRace({ room, booking, mine, actor, now }: LostRace): Promise<ReservationView> {
  const { room: current, alternatives } = await alternativesFor(room, booking, booking.people ?? 1, now)
  const made = current?.bookings.find(mine)
  if (current && made) return reservationView(made, { ...current, holders: room.holders }, actor, now)
  if (current && isOccupied(current, booking, now, booking.id))
    refuse('ROOM_TAKEN', { details: { alternatives } })
  const changed = current?.bookings.find(({ id }) => id === booking.id)
  if (!current || !changed) return refuse('CONFLICT')
  const { holders } = room
  return refuse('CONFLICT', {
    details: { current: reservationView(changed, { ...current, holders }, actor, now) },
  })
}
