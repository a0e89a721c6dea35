import { _ } from '../../kernel/data/cloud'
import type { Fields } from '../../kernel/data/table'
import { type Message, withMessages } from '../../kernel/messages/message'
import { toUpdate } from '../../kernel/revise'
import { changedFields } from '../log'
import { type Booking, isOver, type Room } from '../model'
import { setAt, update, wholeRoom } from '../store'
import { archive } from './archive'

/** Bookings of a room as they are to be, with messages and changes of the room that go with them. */
export interface BulkChange {
  after: Booking[]
  messages: Message[]
  set?: Partial<Room>
}

/**
 * Changes many bookings by one write over the room as it was read, and files those that are over.
 * @returns the room after it, read anew if another write came first, or null if there is none any more
 */
export async function changeBookings(
  room: Room,
  { after, messages, set = {} }: BulkChange,
  now: Date,
): Promise<Room | null> {
  const changed = new Map(after.map(booking => [booking.id, booking]))
  const bookings = room.bookings.map(booking => changed.get(booking.id) ?? booking)
  const won = await update(
    { _id: room._id, version: room.version },
    { ...placed(room.bookings, bookings), ...toUpdate(set), version: _.inc(1), ...withMessages(messages) },
  )
  if (!won) return wholeRoom(room._id)
  const isFiled = await archive(room, bookings.filter(isOver), now)
  const version = room.version + (isFiled ? 2 : 1)
  return { ...room, ...set, version, bookings: bookings.filter(booking => !isOver(booking)) }
}

/** Update commands for the bookings that differ, by their places: the write is bound to the version it was made for. */
const placed = (before: Booking[], after: Booking[]): Fields =>
  Object.fromEntries(
    after.flatMap((booking, i) =>
      booking === before[i] ? [] : Object.entries(setAt(`bookings.${i}`, changedFields(before[i]!, booking))),
    ),
  )
