import { HOLDER_GONE } from '#contract/room'
import { _ } from '../../kernel/data/cloud'
import { releaseDeparted } from '../../kernel/departed'
import { forEachSettled } from '../../kernel/jobs'
import { placeAt } from '../domain'
import { withEntry } from '../log'
import { asOf, type Booking, isOver, type Room } from '../model'
import { notificationsFor, releasedMessage } from '../notifications'
import { HOLDING, PART, rooms, roomsHeldBy } from '../store'
import { changeBookings } from './bulk'

/**
 * Cancels the bookings of members who are gone, so that their slots are free again; the administrators of rooms are
 * told once for each room, and the holder finds the reason should they come back.
 */
export const releaseHolders = releaseDeparted<Room>({
  rows: rooms,
  match: now => ({ 'bookings.until': _.gt(now) }),
  list: 'bookings',
  path: 'holder.id',
  live: now => ({ 'bookings.until': _.gt(now), 'bookings.status': _.in(HOLDING) }),
  async release(memberId, now) {
    const held = await roomsHeldBy(memberId, now)
    return (await forEachSettled(held, room => releaseIn(room, memberId, now))) > 0
  },
})

/** Cancels what the member holds in the room; more than a part is left to the next run. */
async function releaseIn(room: Room, memberId: string, now: Date): Promise<boolean> {
  const released = room.bookings.filter(booking => isHeldBy(booking, memberId, now)).slice(0, PART)
  if (!released.length) return false
  const after = released.map(booking => {
    const gone = { rev: booking.rev + 1, reason: HOLDER_GONE, lastKey: '' }
    const cancelled = { ...booking, ...placeAt('cancelled', asOf(booking, now)), ...gone }
    return withEntry({ ...booking, moveTo: null }, cancelled, { event: 'gone', by: 'time', at: now })
  })
  const fact = (id: string) => ({ id: `${id}-gone`, at: now })
  const messages = [
    ...released.flatMap((booking, i) => notificationsFor(booking, after[i]!, room, fact(booking.id))),
    releasedMessage(released, room, fact(released[0]!.id + room._id)),
  ]
  return (await changeBookings(room, { after, messages }, now)) !== null
}

function isHeldBy(booking: Booking, memberId: string, now: Date): boolean {
  const { status, until } = asOf(booking, now)
  return !booking.leaving && booking.holder.id === memberId && until > now && !isOver({ status })
}
