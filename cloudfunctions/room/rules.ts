import type { RefusalCode } from '#contract/kernel/errors'
import { refuse } from '#contract/kernel/errors'
import { MINUTE, midnight, minutesOf } from '#contract/kernel/time'
import type { New } from '../kernel/revise'
import type { Step } from './domain'
import type { Booking, Room, RoomRules, Span } from './model'
import { bookingHorizon, openHours, overlaps, type Slot } from './slots'

/** A booking as the rules look at it. */
interface Wish extends Span {
  people?: number | null
}

interface Rule {
  code: RefusalCode
  field: string
  isBroken(room: RoomRules, wish: Wish, now: Date): boolean
}

const minutesIn = ({ from, to }: Span): number => (+to - +from) / MINUTE
const slotFrom = ({ from, to }: Span): Slot => ({ from: +from, to: +to })

function isOutsideHours(room: RoomRules, span: Span): boolean {
  const [open] = openHours({ ...room, closures: [] }, slotFrom(span))
  return open?.from !== +span.from || open.to !== +span.to
}

const isInClosure = ({ closures }: RoomRules, span: Span): boolean =>
  closures.some(({ from, to }) =>
    overlaps(slotFrom(span), { from: +from, to: to ? +to : Number.POSITIVE_INFINITY }),
  )

/** The rules of rooms, in the order in which they are checked. */
export const ROOM_RULES: Rule[] = [
  {
    code: 'ROOM_OFF_GRID',
    field: 'from',
    isBroken: (room, { from }) => (+from - midnight(from)) % (room.gridMinutes * MINUTE) !== 0,
  },
  { code: 'ROOM_TOO_SHORT', field: 'to', isBroken: (room, wish) => minutesIn(wish) < room.minMinutes },
  { code: 'ROOM_TOO_LONG', field: 'to', isBroken: (room, wish) => minutesIn(wish) > room.maxMinutes },
  {
    code: 'ROOM_TOO_FAR',
    field: 'from',
    isBroken: (room, { from }, now) => +from >= bookingHorizon(room, now),
  },
  { code: 'ROOM_CLOSED', field: 'from', isBroken: isOutsideHours },
  { code: 'ROOM_CLOSED', field: 'from', isBroken: isInClosure },
  { code: 'OVER_CAPACITY', field: 'people', isBroken: (room, { people }) => (people ?? 0) > room.seats },
]

/** Refuses a slot that the room's rules do not allow; whether it is taken is for the database to decide. */
export function checkRules(room: RoomRules, wish: Wish, now: Date): void {
  const minutes = minutesIn(wish)
  if (minutes <= 0 || !Number.isInteger(minutes)) refuse('INVALID_INPUT', { field: 'to' })
  if (wish.from <= now) refuse('ROOM_PAST', { field: 'from' })
  const broken = ROOM_RULES.find(rule => rule.isBroken(room, wish, now))
  if (broken) refuse(broken.code, { field: broken.field })
}

/** Refuses a step that the room's rules do not allow at the time it asks for. */
export function checkStep({ action, slot }: Step, booking: Booking, room: Room, now: Date): void {
  if (action === 'move') checkRules(room, slot!, now)
  if (action === 'extend') checkExtension(room, slot!, booking)
  if (action === 'approve') checkApproval(room, booking)
}

/** The part that is added must be open, and the whole not too long. */
function checkExtension(room: Room, whole: Span, booking: Booking): void {
  if (whole.to <= booking.to || +whole.to % MINUTE) refuse('INVALID_INPUT', { field: 'to' })
  if (minutesIn(whole) > room.maxMinutes) refuse('ROOM_TOO_LONG', { field: 'to' })
  const added = { from: booking.to, to: whole.to }
  if (isOutsideHours(room, added) || isInClosure(room, added)) refuse('ROOM_CLOSED', { field: 'to' })
}

/** Hours and closures can have changed since the application, and its holder can be gone. */
function checkApproval(room: Room, booking: Booking): void {
  const asked = booking.moveTo ?? booking
  if (isOutsideHours(room, asked) || isInClosure(room, asked)) refuse('ROOM_CLOSED')
  const holder = room.holders?.find(({ _id }) => _id === booking.holder.id)
  if (holder && holder.state !== 'active') refuse('ROOM_HOLDER_GONE')
}

/** Refuses settings that contradict each other. */
export function checkSettings(room: New<Room>): void {
  if (minutesOf(room.opensAt) >= minutesOf(room.closesAt)) refuse('INVALID_INPUT', { field: 'closesAt' })
  if (room.minMinutes > room.maxMinutes) refuse('INVALID_INPUT', { field: 'maxMinutes' })
}
