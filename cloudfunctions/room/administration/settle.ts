import { archive } from '../ending/archive'
import { type BulkChange, changeBookings } from '../ending/bulk'
import { type Occasion, withEntry } from '../log'
import { type Booking, isOver, type Narrowing, type Room } from '../model'
import { notificationsFor, outcomeMessage } from '../notifications'
import { PART } from '../store'
import { afterNarrowing } from './narrowing'

/** Writes of one run: what they leave is done by the timer. */
const WRITES = 6

/**
 * Cancels or keeps, as the administrator answered, the bookings that a change of rules hits, tells their holders, and
 * forgets the change when all is done. Works in parts; interrupted anywhere, it can run again.
 */
export async function settle(room: Room, now: Date): Promise<Room> {
  let current = await withoutPast(room, now)
  for (let i = 0; i < WRITES && current.narrowing; i++) {
    // A booking that is changing its room comes to rest first: then the timer goes on.
    if (current.bookings.some(({ leaving }) => leaving)) break
    const change = partOf(current, current.narrowing, now)
    const after = await changeBookings(current, change, now)
    if (!after) break
    current = after
  }
  return current
}

/** The room without bookings that an interrupted write has ended and not filed. */
async function withoutPast(room: Room, now: Date): Promise<Room> {
  const past = room.bookings.filter(isOver)
  const isFiled = await archive(room, past, now)
  if (!isFiled) return room
  return { ...room, version: room.version + 1, bookings: room.bookings.filter(one => !isOver(one)) }
}

/** The next part of the bookings that are hit. */
function partOf(room: Room, narrowing: Narrowing, now: Date): BulkChange {
  const { id, before, answer, reason, by, last } = narrowing
  const rules = { before, after: room }
  const part = room.bookings
    .map(booking => ({ booking, after: afterNarrowing(booking, rules, reason, now) }))
    .filter(({ booking, after }) => after !== booking && booking.id > last)
    .sort((a, b) => (a.booking.id < b.booking.id ? -1 : 1))
    .slice(0, PART)
  const fact = (booking: Booking) => ({ id: `${id}-${booking.id}`, by, at: now })
  const isLast = part.length < PART
  const occasion: Occasion = { event: 'rules', by: 'administrator', at: now }
  return {
    after: answer === 'cancel' ? part.map(({ booking, after }) => withEntry(booking, after, occasion)) : [],
    messages: part.flatMap(({ booking, after }) => {
      if (answer === 'cancel') return notificationsFor(booking, after, room, fact(booking))
      if (booking.holder.id === by) return []
      return [outcomeMessage('kept', { ...booking, reason }, room, fact(booking))]
    }),
    set: { narrowing: isLast ? undefined : { ...narrowing, last: part.at(-1)!.booking.id } },
  }
}
