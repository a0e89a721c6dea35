import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import type { room as contract, ReservationView, RoomOutcome } from '#contract/room'
import { operationKey } from '../../kernel/idempotency'
import type { Context } from '../../kernel/serve'
import { authorize, canManage, checkPossible, placeAt, step } from '../domain'
import { type Occasion, withEntry } from '../log'
import { asOf, type Booking, type Room } from '../model'
import { approvalMessages, notificationsFor, outcomeOf } from '../notifications'
import { checkRules } from '../rules'
import { placeOf, roomsWith, vacancy } from '../store'
import { reservationView } from '../view'
import { canResume, checkStays, endLeaving } from './leaving'
import { isOccupied, lostRace } from './races'
import { type Decision, relocate } from './relocate'
import { answerPast, roleOf, writeOver } from './steps'

type Wanted = Input<(typeof contract)['ops']['change']>

/** Attempts of one call before others that mark the booking first end it with CONFLICT. */
const MAX_ATTEMPTS = 3

export const change = (wanted: Wanted, context: Context): Promise<ReservationView> =>
  attemptChange(wanted, context, MAX_ATTEMPTS)

async function attemptChange(wanted: Wanted, context: Context, attempts: number): Promise<ReservationView> {
  const { actor, now, key } = context
  const { reservationId: id, version } = wanted
  const found = await roomsWith(id, wanted.roomId)
  const room = placeOf(found, id)
  if (!room) return answerPast('move', wanted, context, 'change')
  const booking = room.bookings.find(one => one.id === id)!
  authorize('move', booking, room, actor)
  const lastKey = operationKey('change', key)
  const view = () => reservationView(booking, room, actor, now)
  await leaveOthers(found, room, id)
  if (lastKey && booking.lastKey === lastKey) return view()
  const isResumed = canResume(booking, lastKey, now)
  if (!isResumed) checkStays(booking, room, context)
  const before = isResumed ? unmarked(booking) : booking
  if (version !== undefined && version !== before.rev) refuse('CONFLICT', { details: { current: view() } })
  const target = targetOf(found, room, wanted.roomId)
  const decision = decide(wanted, { before, room, target, lastKey }, context)
  if (!decision) return view()
  const { after, slot } = decision
  const isMine = (other: { lastKey: string }) => lastKey !== '' && other.lastKey === lastKey
  const arrival = { ...target, holders: room.holders }
  const race = { room: arrival, booking: { ...after, ...slot }, isMine, actor, now }
  if (slot && isOccupied(target, slot, now, id)) return lostRace(race)
  if (target !== room) {
    const relocated = await relocate(decision, { isResumed, lastKey, context, race })
    if (relocated) return relocated
    // The same press may have marked it in another call, and goes on in both; another step is a conflict.
    if (attempts > 1) return attemptChange(wanted, context, attempts - 1)
    return refuse('CONFLICT', { details: { current: view() } })
  }
  const conditions = slot ? [{ rulesRev: room.rulesRev }, ...vacancy(slot, now, id)] : []
  if (!(await writeOver(decision, conditions, now))) return lostRace(race)
  return reservationView(after, room, actor, now)
}

/** The booking as it was before its change of room began. */
function unmarked({ leaving, ...booking }: Booking): Booking {
  return { ...booking, rev: booking.rev - 1 }
}

const targetOf = (found: Room[], room: Room, roomId: string | undefined): Room =>
  !roomId || roomId === room._id
    ? room
    : (found.find(({ _id }) => _id === roomId) ?? refuse('NOT_FOUND', { field: 'roomId' }))

/** Completes an interrupted change of room by which the booking came where it is. */
async function leaveOthers(found: Room[], room: Room, id: string): Promise<void> {
  for (const other of found) {
    const stale = other.bookings.find(one => one.id === id && one.leaving)
    if (other !== room && stale) await endLeaving(other._id, stale)
  }
}

interface Case {
  before: Booking
  room: Room
  target: Room
  lastKey: string
}

/** The booking as it is to be, or null if nothing is asked for that it is not. */
function decide(wanted: Wanted, { before, room, target, lastKey }: Case, context: Context): Decision | null {
  const { actor, now, newId } = context
  checkPossible('move', before, now)
  const current = asOf(before, now)
  const asked = current.moveTo ?? current
  const slot = { from: wanted.from ?? asked.from, to: wanted.to ?? asked.to }
  const isRelocated = target !== room
  const isMoved = isRelocated || +slot.from !== +asked.from || +slot.to !== +asked.to
  const { title = before.title, people = before.people, reason } = wanted
  if (!isMoved && title === before.title && people === before.people) return null
  checkDetails({ ...current, title, people }, current, { room, target, isMoved }, context)
  if (isMoved) checkRules(target, { ...slot, people }, now)
  const placed = isRelocated
    ? { ...placeAt(statusIn(target, context), slot), reason: reason ?? '' }
    : isMoved
      ? step(before, { action: 'move', slot, reason }, room, actor, now)
      : { reason: reason ?? '' }
  const cleared = before.leaving ? { leaving: null } : {}
  const next = { ...before, ...placed, title, people, rev: before.rev + 1, lastKey, ...cleared }
  const occasion: Occasion = { event: 'change', by: roleOf(actor, before), at: now }
  if (isRelocated) occasion.roomName = target.name
  const after = withEntry(before, next, occasion)
  const fact = { id: newId(), by: actor._id, at: now }
  const outcome: RoomOutcome = isRelocated ? 'roomChanged' : (outcomeOf(before, after, now) ?? 'changed')
  const messages = [
    ...notificationsFor(before, after, target, fact, outcome),
    ...approvalMessages(before, after, target, fact),
  ]
  return { room, target, before, after, messages, ...(isMoved && { slot }) }
}

const statusIn = (target: Room, { actor }: Context) =>
  target.needsApproval && !canManage(actor, target) ? 'pending' : 'reserved'

/** An approved booking gets no other purpose and no more people without the administrators. */
function checkDetails(
  next: Booking,
  current: Booking,
  { room, target, isMoved }: { room: Room; target: Room; isMoved: boolean },
  { actor }: Context,
): void {
  const isSame = next.title === current.title && (next.people ?? 0) <= (current.people ?? 0)
  const isApproved = room.needsApproval && target === room && current.status !== 'pending'
  if (isApproved && !isSame && !canManage(actor, room)) refuse('ROOM_NEEDS_APPROVAL', { field: 'title' })
  if (!isMoved && (next.people ?? 0) > target.seats) refuse('OVER_CAPACITY', { field: 'people' })
}
