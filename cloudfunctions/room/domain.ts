import { refuse } from '#contract/kernel/errors'
import { MINUTE, midnight, minutesOf } from '#contract/kernel/time'
import type { ReservationAction } from '#contract/room'
import type { Member } from '../kernel/identity/member'
import { can } from '../kernel/identity/policy'
import type { New } from '../kernel/revise'
import { asOf, type Booking, type Closure, type Room, type Span, type Status } from './model'
import { bookingHorizon, openHours, type Slot } from './slots'

interface Rule {
  from: readonly Status[]
  /** The moment until which it is possible: the start of the meeting, or its end. */
  before: 'from' | 'to'
  by: 'admin' | 'holder or admin'
}

/** Every transition of a reservation after it is made; all others are refused. */
export const RULES: Record<ReservationAction, Rule> = {
  approve: { from: ['pending', 'moving'], before: 'from', by: 'admin' },
  refuse: { from: ['pending', 'moving'], before: 'from', by: 'admin' },
  move: { from: ['pending', 'moving', 'reserved'], before: 'from', by: 'holder or admin' },
  cancel: { from: ['pending', 'moving', 'reserved'], before: 'to', by: 'holder or admin' },
}

/** Whether the actor administers the room. */
export const canManage = (actor: Member, room: Pick<Room, 'departmentId'>): boolean =>
  can(actor, 'room.admin', room.departmentId)

const isAllowed = (rule: Rule, booking: Booking, room: Room, actor: Member): boolean =>
  canManage(actor, room) || (rule.by === 'holder or admin' && booking.holder.id === actor._id)

const isPossible = (rule: Rule, booking: Booking, now: Date): boolean =>
  rule.from.includes(booking.status) && booking[rule.before] > now

/** The actions open to the actor now, which are exactly the buttons that work. */
export const actionsOf = (booking: Booking, room: Room, actor: Member, now: Date): ReservationAction[] =>
  (Object.keys(RULES) as ReservationAction[]).filter(
    action =>
      isAllowed(RULES[action], booking, room, actor) && isPossible(RULES[action], asOf(booking, now), now),
  )

/** Refuses NOT_FOUND, so that others learn nothing of the reservation. */
export function authorize(action: ReservationAction, booking: Booking, room: Room, actor: Member): void {
  if (!isAllowed(RULES[action], booking, room, actor)) refuse('NOT_FOUND')
}

/** The fields of a booking that a step changes. */
export type Change = Partial<Booking>

export interface Step {
  action: ReservationAction
  slot?: Span
  reason?: string
}

/** The change that a step makes, or ROOM_WRONG_STATE; the caller has checked the actor with `authorize`. */
export function step(booking: Booking, press: Step, room: Room, by: Member, now: Date): Change {
  const current = asOf(booking, now)
  if (!isPossible(RULES[press.action], current, now)) refuse('ROOM_WRONG_STATE')
  const { status, moveTo } = current
  const reason = press.reason ?? ''
  switch (press.action) {
    case 'approve':
      return moveTo ? placeAt('reserved', moveTo) : { status: 'reserved', reason: '' }
    case 'refuse':
      return status === 'moving' ? { ...placeAt('reserved', current), reason } : { status: 'refused', reason }
    case 'cancel':
      return { ...placeAt('cancelled', current), reason }
    case 'move': {
      const slot = press.slot!
      if (canManage(by, room) || !room.needsApproval) return { ...placeAt('reserved', slot), reason }
      if (status === 'pending') return { ...placeAt('pending', slot), reason }
      return { status: 'moving', moveTo: slot, until: new Date(Math.max(+current.to, +slot.to)), reason }
    }
  }
}

const placeAt = (status: Status, { from, to }: Span): Change => ({
  status,
  from,
  to,
  until: to,
  moveTo: null,
  reason: '',
})

/** Present and coming closures, by start. */
export const closuresAhead = ({ closures }: Pick<Room, 'closures'>, now: Date): Closure[] =>
  closures.filter(({ to }) => !to || to > now).sort((a, b) => +a.from - +b.from)

/**
 * The closures without the one that is ended: the named one, or else the one in force, or else the next.
 * @throws Refusal NOT_FOUND for an id of none
 */
export function withoutClosure(room: Room, id: string | undefined, now: Date): Closure[] {
  const ahead = closuresAhead(room, now)
  const ended = id ? ahead.find(closure => closure.id === id) : ahead[0]
  if (id && !ended) refuse('NOT_FOUND', { field: 'closureId' })
  return ahead.filter(closure => closure !== ended)
}

/** A booking after the room is closed: cancelled where it is hit, the very same object where it is not. */
export function afterClosure(booking: Booking, closure: Closure, now: Date): Booking {
  const current = asOf(booking, now)
  const hit = ({ from, to }: Span) => (!closure.to || from < closure.to) && to > closure.from && to > now
  if (current.status === 'cancelled' || current.status === 'refused') return booking
  if (hit(current))
    return { ...booking, ...placeAt('cancelled', current), ...nextRevision(booking, closure.reason) }
  if (current.moveTo && hit(current.moveTo))
    return { ...booking, ...placeAt('reserved', current), ...nextRevision(booking, closure.reason) }
  return booking
}

const nextRevision = ({ rev }: Booking, reason: string): Change => ({ rev: rev + 1, reason, lastKey: '' })

/** Refuses a slot that the room's rules do not allow; the database decides whether it is free. */
export function checkRules(room: Room, { from, to }: Span, now: Date): void {
  const slot: Slot = { from: +from, to: +to }
  const minutes = (slot.to - slot.from) / MINUTE
  if (minutes <= 0 || !Number.isInteger(minutes)) refuse('INVALID_INPUT', { field: 'to' })
  if (from <= now) refuse('ROOM_PAST', { field: 'from' })
  if ((slot.from - midnight(from)) % (room.gridMinutes * MINUTE)) refuse('ROOM_OFF_GRID', { field: 'from' })
  if (minutes < room.minMinutes) refuse('ROOM_TOO_SHORT', { field: 'to' })
  if (minutes > room.maxMinutes) refuse('ROOM_TOO_LONG', { field: 'to' })
  if (slot.from >= bookingHorizon(room, now)) refuse('ROOM_TOO_FAR', { field: 'from' })
  const [open] = openHours(room, slot)
  if (open?.from !== slot.from || open.to !== slot.to) refuse('ROOM_CLOSED', { field: 'from' })
}

/** Refuses settings that contradict each other. */
export function checkSettings(room: New<Room>): void {
  if (minutesOf(room.opensAt) >= minutesOf(room.closesAt)) refuse('INVALID_INPUT', { field: 'closesAt' })
  if (room.minMinutes > room.maxMinutes) refuse('INVALID_INPUT', { field: 'maxMinutes' })
}
