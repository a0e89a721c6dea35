import { refuse } from '#contract/kernel/errors'
import type { ReservationAction, ReservationView, room } from '#contract/room'
import { _ } from '../../kernel/data/cloud'
import type { Fields } from '../../kernel/data/table'
import { withEvents } from '../../kernel/events/carry'
import { operationKey } from '../../kernel/idempotency'
import type { Member } from '../../kernel/identity/member'
import { type Message, withMessages } from '../../kernel/messages/message'
import type { Context, Handlers } from '../../kernel/serve'
import { authorize, type Step, step } from '../domain'
import { archive } from '../ending/archive'
import { loadPast } from '../ending/history'
import { changedFields, withEntry } from '../log'
import { type Booking, isOver, type Room, type Span } from '../model'
import { approvalMessages, notificationsFor } from '../notifications'
import { checkStep } from '../rules'
import { roomAround, setMatched, update, vacancy } from '../store'
import { eventsFor } from '../todos'
import { bookingOfPast, pastView, reservationView } from '../view'
import { checkStays } from './leaving'
import { isOccupied, lostRace } from './races'

interface Wanted {
  reservationId: string
  /** The version that the caller decided on, where they said it. */
  version?: number
  reason?: string
  from?: Date
  /** The end of a move, or of a longer meeting. */
  to?: Date
}

const perform =
  (action: ReservationAction) =>
  (wanted: Wanted, context: Context): Promise<ReservationView> =>
    takeStep(action, wanted, context)

export const steps: Pick<
  Handlers<typeof room>,
  'cancel' | 'move' | 'approve' | 'refuse' | 'finish' | 'extend'
> = {
  approve: perform('approve'),
  refuse: perform('refuse'),
  move: perform('move'),
  finish: perform('finish'),
  extend: perform('extend'),
  cancel: perform('cancel'),
}

/** One step of a reservation: load, decide, write over exactly the state it was decided on. */
async function takeStep(
  action: ReservationAction,
  wanted: Wanted,
  context: Context,
): Promise<ReservationView> {
  const { actor, now, key } = context
  const { reservationId: id, version, reason, from = now, to = now } = wanted
  const room = await roomAround({ 'bookings.id': id }, { from, to }, id)
  if (!room) return answerPast(action, wanted, context)
  const booking = room.bookings.find(one => one.id === id)!
  authorize(action, booking, room, actor)
  const lastKey = operationKey(action, key)
  // The same press may have ended the meeting a moment after this call began.
  const answer = (done: Booking, where: Room) =>
    reservationView(done, where, actor, action === 'finish' && done.to > now ? done.to : now)
  checkStays(booking, room, context)
  if (lastKey && booking.lastKey === lastKey) {
    if (isOver(booking)) await archive(room, [booking], now)
    return answer(booking, room)
  }
  if (version !== undefined && version !== booking.rev)
    refuse('CONFLICT', { details: { current: reservationView(booking, room, actor, now) } })
  const press: Step = { action, reason, slot: slotOf(wanted, booking) }
  const next = { rev: booking.rev + 1, lastKey, ...(booking.leaving && { leaving: null }) }
  const decided = { ...booking, ...step(booking, press, room, actor, now), ...next }
  checkStep(press, booking, room, now)
  const after = withEntry(booking, decided, { event: action, by: roleOf(actor, booking), at: now })
  if (
    !(press.slot && isOccupied(room, press.slot, now, id)) &&
    (await write(press, booking, after, room, context))
  )
    return reservationView(after, room, actor, now)
  const isMine = (other: { lastKey: string }) => lastKey !== '' && other.lastKey === lastKey
  return lostRace({ room, booking: { ...after, ...press.slot }, isMine, answer, actor, now })
}

/** The slot that a step asks for: a move's own, or the meeting's until its new end. */
function slotOf({ from, to }: Wanted, booking: Booking): Span | undefined {
  return to && { from: from ?? booking.from, to }
}

/** Writes the step with what the holder and administrators are told, and files a booking that is over with it. */
async function write(
  { action, slot }: Step,
  before: Booking,
  after: Booking,
  room: Room,
  { actor, now, newId }: Context,
): Promise<boolean> {
  const fact = { id: newId(), by: actor._id, at: now }
  const messages = [
    ...notificationsFor(before, after, room, fact),
    ...approvalMessages(before, after, room, fact),
  ]
  const rules = slot || action === 'approve' ? [{ rulesRev: room.rulesRev }] : []
  const conditions = [...rules, ...(slot ? vacancy(slot, now, before.id) : [])]
  const won = await writeOver({ before, after, room, messages }, conditions, now)
  if (won && isOver(after)) await archive(room, [after], now)
  return won
}

/** Writes the booking over the state it was decided on; false if another write came first. */
export function writeOver(
  { before, after, room, messages }: Rewrite,
  conditions: Fields[],
  now: Date,
): Promise<boolean> {
  const seen = { _id: room._id, bookings: _.elemMatch({ id: before.id, rev: before.rev }) }
  return update([seen, ...conditions], {
    ...setMatched(changedFields(before, after)),
    version: _.inc(1),
    ...withMessages(messages),
    ...withEvents(eventsFor([after], room, room.version + 1, now)),
  })
}

interface Rewrite {
  before: Booking
  after: Booking
  room: Room
  messages: Message[]
}

/** The part in which a member acts on a booking. */
export const roleOf = (actor: Member, { holder }: Booking) =>
  holder.id === actor._id ? ('holder' as const) : ('administrator' as const)

/** The answer for a booking that is over: to the same press as before, to any other a refusal. */
export async function answerPast(
  action: ReservationAction,
  { reservationId, version }: Pick<Wanted, 'reservationId' | 'version'>,
  { actor, now, key }: Context,
  op: string = action,
): Promise<ReservationView> {
  const past = (await loadPast(reservationId)) ?? refuse('NOT_FOUND')
  authorize(action, bookingOfPast(past), past.room, actor)
  const view = pastView(past, actor, now)
  const lastKey = operationKey(op, key)
  if (lastKey && past.lastKey === lastKey) return view
  if (version !== undefined && version !== past.rev) refuse('CONFLICT', { details: { current: view } })
  return refuse('ROOM_WRONG_STATE')
}
