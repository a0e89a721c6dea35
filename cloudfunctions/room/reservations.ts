import { refuse } from '#contract/kernel/errors'
import type { ReservationView, room } from '#contract/room'
import type { Member } from '../kernel/actor'
import { _ } from '../kernel/cloud'
import { telling } from '../kernel/message'
import { pressOf } from '../kernel/press'
import type { Context, Handlers } from '../kernel/serve'
import { authorize, obey, type Press, step, view } from './domain'
import type { Booking, Room, Span } from './model'
import { newsOf } from './news'
import { nearby } from './search'
import { held, overlaps } from './slots'
import { clear, inPlace, roomAround, update } from './store'

const isTaken = (room: Room, span: Span, now: Date, except: string): boolean =>
  room.bookings.some(
    booking =>
      booking.id !== except &&
      held(booking, now).some(slot => overlaps(slot, { from: +span.from, to: +span.to })),
  )

export const reservations: Pick<
  Handlers<typeof room>,
  'reserve' | 'cancel' | 'move' | 'approve' | 'refuse'
> = {
  async reserve({ roomId, from, to, title, people }, { actor, now, key, newId }) {
    const id = newId()
    const room = (await roomAround({ _id: roomId }, { from, to }, id)) ?? refuse('NOT_FOUND')
    const made = room.bookings.find(booking => booking.id === id)
    if (made) return view(made, room, actor, now)
    obey(room, { from, to }, now)
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
      holder: holderOf(actor),
      lastKey: pressOf('reserve', key),
    }
    const won =
      !isTaken(room, booking, now, id) &&
      (await update(
        [{ _id: roomId, rulesRev: room.rulesRev }, { 'bookings.id': _.neq(id) }, ...clear(booking, now)],
        { bookings: _.push([booking]), version: _.inc(1) },
      ))
    if (won) return view(booking, room, actor, now)
    return lost({ room, booking, mine: other => other.id === id, actor, now })
  },

  cancel: ({ reservationId, reason }, context) => press(reservationId, { action: 'cancel', reason }, context),
  approve: ({ reservationId }, context) => press(reservationId, { action: 'approve' }, context),
  refuse: ({ reservationId, reason }, context) => press(reservationId, { action: 'refuse', reason }, context),

  async move({ reservationId, from, to, reason }, context) {
    return press(reservationId, { action: 'move', slot: { from, to }, reason }, context)
  },
}

const holderOf = ({ _id: id, name, phone = '', shows }: Member): Booking['holder'] => ({
  id,
  name,
  phone,
  showPhone: shows.phone === 'everyone',
})

/** One step of a reservation: load, decide, write over exactly the state it was decided on. */
async function press(id: string, what: Press, { actor, now, key, newId }: Context): Promise<ReservationView> {
  const span = what.slot ?? { from: now, to: now }
  const room = (await roomAround({ 'bookings.id': id }, span, id)) ?? refuse('NOT_FOUND')
  const booking = room.bookings.find(one => one.id === id)!
  authorize(what.action, booking, room, actor)
  const lastKey = pressOf(what.action, key)
  if (lastKey && booking.lastKey === lastKey) return view(booking, room, actor, now)
  const change = { ...step(booking, what, room, actor, now), rev: booking.rev + 1, lastKey }
  if (what.slot) obey(room, what.slot, now)
  const after = { ...booking, ...change }
  const won =
    !(what.slot && isTaken(room, what.slot, now, id)) &&
    (await update(
      [
        { _id: room._id, bookings: _.elemMatch({ id, rev: booking.rev }) },
        ...(what.slot ? [{ rulesRev: room.rulesRev }, ...clear(what.slot, now, id)] : []),
      ],
      {
        ...inPlace(change),
        version: _.inc(1),
        ...telling(newsOf(booking, after, room, { id: newId(), by: actor._id, at: now })),
      },
    ))
  if (won) return view(after, room, actor, now)
  const pressed = (one: Booking) => one.id === id && lastKey !== '' && one.lastKey === lastKey
  return lost({ room, booking: { ...after, ...what.slot }, mine: pressed, actor, now })
}

interface Lost {
  room: Room
  /** What was wanted. */
  booking: Booking
  /** Tells the effect of this very press, had it come through before. */
  mine(booking: Booking): boolean
  actor: Member
  now: Date
}

/** The answer to a write that did not happen: the same press came first, somebody else did, or the room changed. */
async function lost({ room, booking, mine, actor, now }: Lost): Promise<ReservationView> {
  const { room: current, alternatives } = await nearby(room, booking, booking.people ?? 1, now)
  const made = current?.bookings.find(mine)
  if (current && made) return view(made, current, actor, now)
  if (current && isTaken(current, booking, now, booking.id))
    refuse('ROOM_TAKEN', { details: { alternatives } })
  return refuse('CONFLICT')
}
