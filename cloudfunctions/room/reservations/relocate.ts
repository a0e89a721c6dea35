import { refuse } from '#contract/kernel/errors'
import { MAX_BOOKINGS_OF_ROOM, type ReservationView } from '#contract/room'
import { _ } from '../../kernel/data/cloud'
import { withEvents } from '../../kernel/events/carry'
import { type Message, withMessages } from '../../kernel/messages/message'
import type { Context } from '../../kernel/serve'
import { canManage } from '../domain'
import type { Booking, Room, Span } from '../model'
import { heldSlots } from '../slots'
import { arrivedAmong, update, vacancy } from '../store'
import { eventsFor } from '../todos'
import { reservationView } from '../view'
import { beginLeaving, endLeaving, stay } from './leaving'
import { type LostRace, lostRace } from './races'

/** A change that was decided on. */
export interface Decision {
  /** The room in which the booking is. */
  room: Room
  /** The room in which it is to be. */
  target: Room
  before: Booking
  after: Booking
  /** The new slot, where it is another one. */
  slot?: Span
  messages: Message[]
}

interface Relocation {
  /** The same press marked the booking before, and was interrupted. */
  isResumed: boolean
  lastKey: string
  context: Context
  race: LostRace
}

/**
 * Moves a booking to another room in three writes: it is marked where it is, put where it goes, and taken from where it
 * was. Until the second it counts in the old room, from then on in the new one; an interrupted change is completed by
 * the same press, or ended by the timer.
 * @returns null if another write came first, before this one changed anything
 */
export async function relocate(decision: Decision, relocation: Relocation): Promise<ReservationView | null> {
  const { room, target, before, after } = decision
  const { isResumed, lastKey, context, race } = relocation
  const { actor, now } = context
  const marked = { ...before, rev: before.rev + 1 }
  const conditions = quotaConditions(decision, context)
  const leaving = { roomId: target._id, at: now, key: lastKey }
  if (!isResumed && !(await beginLeaving(room, before, leaving))) return null
  // Events of a booking count on from those of the room that it leaves, which are over once it is marked there.
  const version = Math.max(room.version + (isResumed ? 0 : 1), target.version) + 1
  const hasArrived = await update(
    [
      { _id: target._id, rulesRev: target.rulesRev },
      { 'bookings.id': _.neq(after.id) },
      ...conditions,
      ...vacancy(after, now),
    ],
    {
      bookings: _.push([after]),
      version: _.inc(version - target.version),
      ...withMessages(decision.messages),
      ...withEvents(eventsFor([after], target, version, now)),
    },
  )
  if (!hasArrived && !(await arrivedAmong([after.id])).length) {
    // A call that resumes must not take the mark away: the first one may be about to put the booking there.
    if (!isResumed) await stay(room._id, marked)
    return lostRace(race)
  }
  await endLeaving(room._id, marked)
  return reservationView(after, { ...target, holders: room.holders }, actor, now)
}

/** Refuses one booking too many in the new room; the last one that fits is put there over what was counted alone. */
function quotaConditions({ target, after }: Decision, { actor, now }: Context) {
  if (canManage(actor, target)) return []
  const count = target.bookings.filter(one => isHeld(one, after.holder.id, now)).length
  if (count >= MAX_BOOKINGS_OF_ROOM) refuse('ROOM_QUOTA_HERE')
  return count === MAX_BOOKINGS_OF_ROOM - 1 ? [{ version: target.version }] : []
}

const isHeld = (booking: Booking, memberId: string, now: Date): boolean =>
  booking.holder.id === memberId && booking.until > now && heldSlots(booking, now).length > 0
