import { refuse } from '#contract/kernel/errors'
import type { ReservationAction } from '#contract/room'
import type { Member } from '../kernel/identity/member'
import { can } from '../kernel/identity/policy'
import { asOf, type Booking, type Closure, type Room, type Span, type Status } from './model'

interface Rule {
  from: readonly Status[]
  /** Until when: the start of the meeting, or its end. */
  before: 'from' | 'to'
  /** Only while the meeting runs. */
  isRunning?: true
  by: 'admin' | 'holder or admin'
}

/** The whole life of a reservation after it is made. Anything not listed here cannot happen. */
export const RULES: Record<ReservationAction, Rule> = {
  approve: { from: ['pending', 'moving'], before: 'from', by: 'admin' },
  refuse: { from: ['pending', 'moving'], before: 'from', by: 'admin' },
  move: { from: ['pending', 'moving', 'reserved'], before: 'from', by: 'holder or admin' },
  extend: { from: ['reserved'], before: 'to', isRunning: true, by: 'holder or admin' },
  finish: { from: ['reserved'], before: 'to', isRunning: true, by: 'holder or admin' },
  cancel: { from: ['pending', 'moving', 'reserved'], before: 'to', by: 'holder or admin' },
}

/** True when the actor administers the room. */
export const canManage = (actor: Member, room: Pick<Room, 'departmentId'>): boolean =>
  can(actor, 'room.admin', room.departmentId)

const isAllowed = (rule: Rule, booking: Booking, room: Ruled, actor: Member): boolean =>
  canManage(actor, room) || (rule.by === 'holder or admin' && booking.holder.id === actor._id)

/** Refuses ROOM_WRONG_STATE if the booking cannot take the step now. */
export function checkPossible(action: ReservationAction, booking: Booking, now: Date): void {
  if (!isPossible(RULES[action], asOf(booking, now), now)) refuse('ROOM_WRONG_STATE')
}

const isPossible = (rule: Rule, booking: Booking, now: Date): boolean =>
  rule.from.includes(booking.status) && booking[rule.before] > now && (!rule.isRunning || booking.from < now)

/** True if the step takes an administrator, because a longer meeting was never approved. */
const needsAdministrator = (action: ReservationAction, room: Ruled, actor: Member): boolean =>
  action === 'extend' && room.needsApproval && !canManage(actor, room)

/** The fields of a room that decide who may do what. */
type Ruled = Pick<Room, 'departmentId' | 'needsApproval'>

/** The steps that the actor may take now: exactly the buttons that work. */
export const actionsOf = (booking: Booking, room: Ruled, actor: Member, now: Date): ReservationAction[] =>
  (Object.keys(RULES) as ReservationAction[]).filter(
    action =>
      isAllowed(RULES[action], booking, room, actor) &&
      isPossible(RULES[action], asOf(booking, now), now) &&
      !needsAdministrator(action, room, actor),
  )

/** Refuses NOT_FOUND to everybody without a part in the reservation, as if there were none. */
export function authorize(action: ReservationAction, booking: Booking, room: Ruled, actor: Member): void {
  if (!isAllowed(RULES[action], booking, room, actor)) refuse('NOT_FOUND')
}

/** The fields of a booking that a step changes. */
export type Change = Partial<Booking>

export interface Step {
  action: ReservationAction
  /** The new slot of a move, or of a longer meeting. */
  slot?: Span
  reason?: string
}

/** The next state after a press, or a refusal; the caller has been authorized. */
export function step(booking: Booking, press: Step, room: Room, by: Member, now: Date): Change {
  const current = asOf(booking, now)
  checkPossible(press.action, booking, now)
  if (needsAdministrator(press.action, room, by)) refuse('ROOM_NEEDS_APPROVAL')
  const { status, moveTo } = current
  const reason = press.reason ?? ''
  switch (press.action) {
    case 'approve':
      return moveTo ? placeAt('reserved', moveTo) : { status: 'reserved', reason: '' }
    case 'refuse':
      return status === 'moving' ? { ...placeAt('reserved', current), reason } : { status: 'refused', reason }
    case 'cancel':
      return { ...placeAt('cancelled', current), reason }
    case 'extend':
      return { ...placeAt('reserved', { from: current.from, to: press.slot!.to }), reason }
    case 'finish':
      return { ...placeAt('reserved', { from: current.from, to: now }), reason }
    case 'move': {
      const slot = press.slot!
      const isApproved = status !== 'pending' && isWithin(slot, current)
      if (canManage(by, room) || !room.needsApproval || isApproved)
        return { ...placeAt('reserved', slot), reason }
      if (status === 'pending') return { ...placeAt('pending', slot), reason }
      return { status: 'moving', moveTo: slot, until: new Date(Math.max(+current.to, +slot.to)), reason }
    }
  }
}

/** True if nothing is asked for beyond a slot that was approved already. */
const isWithin = (slot: Span, { from, to }: Span): boolean => slot.from >= from && slot.to <= to

export const placeAt = (status: Status, { from, to }: Span): Change => ({
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
