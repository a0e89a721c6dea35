import { roomPages } from '#contract/features/room'
import {
  outcomeText,
  RELEASED_TITLE,
  ROOM_OUTCOME,
  type RoomOutcome,
  releasedText,
  slotWords,
} from '#contract/room'
import type { Message } from '../kernel/messages/message'
import type { Booking, Room } from './model'

/** The outcome of another person's step for the holder; undefined if they would learn nothing. */
export function outcomeOf(before: Booking, after: Booking, at: Date): RoomOutcome | undefined {
  if (after.status === 'cancelled' || after.status === 'refused') return after.status
  if (+before.from !== +after.from) return 'moved'
  if (+before.to !== +after.to) return outcomeOfEnd(before, after, at)
  if (before.status === 'moving') return 'moveRefused'
  return before.status === 'pending' ? 'approved' : undefined
}

function outcomeOfEnd(before: Booking, after: Booking, at: Date): RoomOutcome {
  if (after.from >= at) return 'moved'
  return after.to > before.to ? 'extended' : 'finished'
}

interface Fact {
  /** The same when the same press is repeated. */
  id: string
  /** The member who did it; absent if time did. */
  by?: string
  at: Date
}

/** The message to the holder about a change; none about their own. @param known the outcome, where states do not tell it */
export function notificationsFor(
  before: Booking,
  after: Booking,
  room: Pick<Room, 'name'>,
  fact: Fact,
  known?: RoomOutcome,
): Message[] {
  const outcome = known ?? outcomeOf(before, after, fact.at)
  return outcome && after.holder.id !== fact.by ? [outcomeMessage(outcome, after, room, fact)] : []
}

/** The message to the holder that their booking has come to this. */
export function outcomeMessage(
  outcome: RoomOutcome,
  { id: bookingId, holder, title, from, to, reason }: Booking,
  { name }: Pick<Room, 'name'>,
  { id, at }: Fact,
): Message {
  const words = ROOM_OUTCOME[outcome]
  const when = slotWords(from, to)
  return {
    id,
    feature: 'room',
    to: [holder.id],
    at,
    title: words.title,
    text: outcomeText(title, name, when, reason),
    page: roomPages.booking(bookingId),
    subscribe: { template: 'roomOutcome', values: [name, when, words.phrase, reason || title] },
  }
}

/** The message to administrators about bookings that ended because their holder is gone. */
export const releasedMessage = (
  released: Booking[],
  { name }: Pick<Room, 'name'>,
  { id, at }: Fact,
): Message => ({
  id,
  feature: 'room',
  to: [],
  duty: 'room.admin',
  at,
  title: RELEASED_TITLE,
  text: releasedText(
    name,
    released.map(({ title, from, to }) => `「${title}」${slotWords(from, to)}`),
  ),
  page: roomPages.rooms,
})
