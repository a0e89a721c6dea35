import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import type { room as contract, ReservationView } from '#contract/room'
import { _ } from '../../kernel/data/cloud'
import { operationKey } from '../../kernel/idempotency'
import type { Context } from '../../kernel/serve'
import { canManage } from '../domain'
import { pastAmong } from '../ending/history'
import { firstLog } from '../log'
import type { Booking, Room } from '../model'
import { checkRules } from '../rules'
import { update, vacancy } from '../store'
import { pastView, reservationView } from '../view'
import { type Attempt, claimBooking, loadAttempt } from './attempt'
import { openClaims, quotaRefusal } from './quota'
import { isOccupied, lostRace } from './races'

type Wanted = Input<(typeof contract)['ops']['reserve']>

/** Attempts of one call while the same member reserves something else at the same moment. */
const MAX_ATTEMPTS = 3

export async function reserve(wanted: Wanted, context: Context): Promise<ReservationView> {
  const { actor, now, key, newId } = context
  const id = newId()
  const { roomId, from, to } = wanted
  for (let i = 0; i < MAX_ATTEMPTS; i++) {
    const asked = { roomId, id, memberId: actor._id, span: { from, to } }
    const attempt = (await loadAttempt(asked, now)) ?? refuse('NOT_FOUND')
    const { room, past } = attempt
    const made = room.bookings.find(booking => booking.id === id)
    if (made) return reservationView(made, room, actor, now)
    if (past) return pastView(past, actor, now)
    checkRules(room, wanted, now)
    const booking = bookingOf(wanted, room, { id, holder: actor, lastKey: operationKey('reserve', key), now })
    const race = {
      room,
      booking,
      isMine: (other: { id?: string; _id?: string }) => (other.id ?? other._id) === id,
    }
    if (isOccupied(room, booking, now, id)) return lostRace({ ...race, actor, now })
    // Administrators book on behalf of many.
    if (!canManage(actor, room) && !(await isClaimed(attempt, id, context))) continue
    if (await add(booking, room, now)) return reservationView(booking, room, actor, now)
    return lostRace({ ...race, actor, now })
  }
  return refuse('CONFLICT')
}

function bookingOf(
  { from, to, title, people }: Wanted,
  { needsApproval }: Room,
  { id, holder, lastKey, now }: { id: string; holder: Context['actor']; lastKey: string; now: Date },
): Booking {
  const booking: Booking = {
    id,
    rev: 1,
    status: needsApproval ? 'pending' : 'reserved',
    from,
    to,
    until: to,
    moveTo: null,
    title,
    people: people ?? null,
    reason: '',
    holder: { id: holder._id, name: holder.name },
    lastKey,
  }
  return { ...booking, log: firstLog(booking, now) }
}

/** Counts the booking before it is made; false if the member has claimed another one meanwhile. */
async function isClaimed(
  { room, claims, held }: Attempt,
  id: string,
  { actor, now }: Context,
): Promise<boolean> {
  if (claims.made[id]) return true
  let open = openClaims(held, claims, now)
  if (open.length && quotaRefusal(held, claims, open, room._id)) {
    const over = await pastAmong(open)
    open = open.filter(one => !over.includes(one))
  }
  const refusal = quotaRefusal(held, claims, open, room._id)
  if (refusal) refuse(refusal)
  return claimBooking(actor._id, { claims, open }, { id, roomId: room._id }, now)
}

/** Adds the booking if the rules are unchanged and its slot is free. */
const add = (booking: Booking, { _id, rulesRev }: Room, now: Date): Promise<boolean> =>
  update([{ _id, rulesRev }, { 'bookings.id': _.neq(booking.id) }, ...vacancy(booking, now)], {
    bookings: _.push([booking]),
    version: _.inc(1),
  })
