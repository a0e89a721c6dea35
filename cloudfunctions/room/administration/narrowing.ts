import { pick } from '../../kernel/fields'
import { placeAt } from '../domain'
import { asOf, type Booking, isOver, type Room, type RoomRules } from '../model'
import { ROOM_RULES } from '../rules'

const RULE_FIELDS = [
  'seats',
  'gridMinutes',
  'opensAt',
  'closesAt',
  'openDays',
  'minMinutes',
  'maxMinutes',
  'daysAhead',
  'needsApproval',
  'closures',
] as const satisfies readonly (keyof RoomRules)[]

/** The rules of a room as they are. */
export const rulesOf = (room: RoomRules): RoomRules => pick(room, RULE_FIELDS)

/** A change of rules that bookings were made under. */
export interface RulesChange {
  before: RoomRules
  after: RoomRules
}

/**
 * A booking after the rules have changed: cancelled if it breaks a rule that it kept before, without its move if the
 * move alone does, and the very same object if nothing changes for it.
 */
export function afterNarrowing(booking: Booking, rules: RulesChange, reason: string, now: Date): Booking {
  const current = asOf(booking, now)
  if (isOver(current) || current.until <= now) return booking
  const next = { rev: booking.rev + 1, reason, lastKey: '' }
  if (isHit(current, rules, now)) return { ...booking, ...placeAt('cancelled', current), ...next }
  const { moveTo } = current
  return moveTo && isHit({ ...current, ...moveTo }, rules, now)
    ? { ...booking, ...placeAt('reserved', current), ...next }
    : booking
}

function isHit(booking: Booking, { before, after }: RulesChange, now: Date): boolean {
  if (booking.to <= now) return false
  const isUnapproved = booking.status === 'reserved' && booking.from > now
  if (after.needsApproval && !before.needsApproval && isUnapproved) return true
  return ROOM_RULES.some(rule => rule.isBroken(after, booking, now) && !rule.isBroken(before, booking, now))
}

/** The bookings of the room that the change hits. */
export const bookingsHit = ({ bookings }: Pick<Room, 'bookings'>, rules: RulesChange, now: Date): Booking[] =>
  bookings.filter(booking => afterNarrowing(booking, rules, '', now) !== booking)
