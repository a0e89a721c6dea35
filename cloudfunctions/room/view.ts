import { iso } from '#contract/kernel/time'
import type { ClosureView, HistoryEntry, ReservationView, RoomAction, RoomView } from '#contract/room'
import { pick } from '../kernel/fields'
import type { Member } from '../kernel/identity/member'
import { canSee } from '../kernel/identity/person-view'
import { actionsOf, canManage, closuresAhead } from './domain'
import { asOf, type Booking, type Closure, type Holder, type Past, type Room } from './model'

/** The fields of a room that a reservation shows, or is shown by. */
type Shown = Pick<Room, '_id' | 'name' | 'location' | 'departmentId' | 'needsApproval' | 'holders'>

/** The only door through which a reservation leaves the server. */
export function reservationView(booking: Booking, room: Shown, actor: Member, now: Date): ReservationView {
  const { id, status, from, to, moveTo, title, people, reason, holder, rev } = asOf(booking, now)
  const mine = holder.id === actor._id
  const person = mine ? actor : room.holders?.find(({ _id }) => _id === holder.id)
  const phone = phoneOf(person, room, actor)
  const gone = person && person.state !== 'active' && canManage(actor, room)
  return {
    id,
    roomId: room._id,
    roomName: room.name,
    location: room.location,
    ...toInterval(moveTo ?? { from, to }),
    ...(moveTo && { previous: toInterval({ from, to }) }),
    title,
    ...(people && { people }),
    status: status === 'moving' ? 'pending' : status,
    ...(reason && { reason }),
    holder: { name: holder.name, ...(phone && { phone }), ...(gone && { gone }) },
    mine,
    version: rev,
    actions: actionsOf(booking, room, actor, now),
  }
}

/** A past booking, with the actions that are left: none. */
export const pastView = (past: Past, actor: Member, now: Date): ReservationView =>
  reservationView(bookingOfPast(past), { ...past.room, holders: past.holders }, actor, now)

/** A past booking as it was in its room. */
export const bookingOfPast = ({ _id: id, room, holderId, holders, ...booking }: Past): Booking => ({
  id,
  ...booking,
})

/** The steps that a booking has taken. */
export const historyOf = ({ log = [] }: Pick<Booking, 'log'>): HistoryEntry[] =>
  log.map(({ at, from, to, ...entry }) => ({
    ...entry,
    at: iso(at),
    ...(from && { from: iso(from) }),
    ...(to && { to: iso(to) }),
  }))

/** The number, for its owner, for administrators of the room, and for those to whom an active member shows it. */
export function phoneOf(
  holder: Holder | undefined,
  room: Pick<Room, 'departmentId'>,
  actor: Member,
): string | undefined {
  if (!holder) return undefined
  const isShown = holder.state === 'active' && canSee(actor, holder, 'phone')
  return isShown || holder._id === actor._id || canManage(actor, room) ? holder.phone : undefined
}

/** The only door through which a room leaves the server. */
export function roomView(room: Omit<Room, 'bookings'>, actor: Member, now: Date): RoomView {
  const closures = closuresAhead(room, now)
  const admin = ['update', 'close', ...(closures.length ? ['open'] : [])] as RoomAction[]
  return {
    id: room._id,
    ...pick(room, PUBLIC_FIELDS),
    closures: closures.map(closureView),
    version: room.rulesRev,
    actions: ['reserve', ...(canManage(actor, room) ? admin : [])],
  }
}

const closureView = ({ id, from, to, reason }: Closure): ClosureView => ({
  id,
  from: iso(from),
  ...(to && { to: iso(to) }),
  reason,
})

/** The fields that everybody may know of a room. */
const PUBLIC_FIELDS = [
  ...([
    'name',
    'location',
    'seats',
    'labels',
    'equipment',
    'picture',
    'description',
    'departmentId',
  ] as const),
  ...(['gridMinutes', 'opensAt', 'closesAt', 'openDays', 'minMinutes', 'maxMinutes'] as const),
  ...(['daysAhead', 'needsApproval'] as const),
]

/** A slot as the wire carries it. */
export const toInterval = ({ from, to }: { from: Date | number; to: Date | number }) => ({
  from: iso(from),
  to: iso(to),
})
