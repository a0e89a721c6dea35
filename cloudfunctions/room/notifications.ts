import { roomPages } from '#contract/features/room'
import { outcomeText, ROOM_OUTCOME, type RoomOutcome, slotWords } from '#contract/room'
import type { Message } from '../kernel/messages/message'
import type { Booking, Room } from './model'

/** What somebody else's step made of the booking; nothing where the holder would learn nothing. */
export function outcomeOf(before: Booking, after: Booking): RoomOutcome | undefined {
  if (after.status === 'cancelled' || after.status === 'refused') return after.status
  if (+before.from !== +after.from || +before.to !== +after.to) return 'moved'
  if (before.status === 'moving') return 'moveRefused'
  return before.status === 'pending' ? 'approved' : undefined
}

interface Fact {
  /** The same when the same press is repeated. */
  id: string
  /** Who did it; nobody, where time did. */
  by?: string
  at: Date
}

/** What the holder is told; nothing of what they did themselves. */
export function notificationsFor(
  before: Booking,
  after: Booking,
  { name }: Pick<Room, 'name'>,
  fact: Fact,
): Message[] {
  const outcome = outcomeOf(before, after)
  const { holder, title, from, to, reason } = after
  if (!outcome || holder.id === fact.by) return []
  const words = ROOM_OUTCOME[outcome]
  const when = slotWords(from, to)
  return [
    {
      id: fact.id,
      feature: 'room',
      to: [holder.id],
      at: fact.at,
      title: words.title,
      text: outcomeText(title, name, when, reason),
      page: roomPages.mine,
      subscribe: { template: 'roomOutcome', values: [name, when, words.phrase, reason || title] },
    },
  ]
}
