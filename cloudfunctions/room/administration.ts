import { refuse } from '#contract/kernel/errors'
import { MAX_CLOSURES, ROOM_DEFAULTS, type room } from '#contract/room'
import type { Member } from '../kernel/identity/member'
import { can } from '../kernel/identity/policy'
import type { Message } from '../kernel/messages/message'
import { type Change, create, type New, type Revision, revise } from '../kernel/revise'
import type { Context, Handlers } from '../kernel/serve'
import { afterClosure, canManage, checkSettings, closuresAhead, withoutClosure } from './domain'
import { loadHolders } from './holders'
import type { Booking, Closure, Room } from './model'
import { notificationsFor } from './notifications'
import { rooms, vacancy, wholeRoom } from './store'
import { reservationView, roomView } from './view'

/** How many of the bookings that a closure hits are shown with the question. */
const LISTED_BOOKINGS = 20
/** Later than any booking. */
const NEVER = new Date('9999-12-31T00:00:00Z')

export const administration: Pick<Handlers<typeof room>, 'create' | 'update' | 'close' | 'open'> = {
  async create(input, context) {
    const { actor, now } = context
    const fresh = { rulesRev: 1, closures: [], bookings: [] }
    const row = { _id: context.newId(), ...ROOM_DEFAULTS, ...input, ...fresh }
    checkRoom(row, actor)
    return roomView(await create(rooms, context, 'create', { row }), actor, now)
  },

  async update({ roomId, version, ...settings }, context) {
    const { actor, now } = context
    const changed = await changeRules('update', { roomId, version }, context, room => {
      checkRoom({ ...room, ...settings }, actor)
      return { set: settings }
    })
    return roomView(changed, actor, now)
  },

  /**
   * The first write adds the closure, after which no booking can come in; the second cancels the overlapping
   * ones, and no race can add another.
   */
  async close({ roomId, version, from, to = null, reason, cancelBookings }, context) {
    const { actor, now } = context
    if (to && (to <= from || to <= now)) refuse('INVALID_INPUT', { field: 'to' })
    const closure = { id: context.newId(), from, to, reason }
    const closed = await changeRules('close', { roomId, version }, context, async room => {
      const hit = bookingsHit(room, closure, now)
      if (hit.length && !cancelBookings) await refuseBookings(hit, room, context)
      return addClosure(room, closure, hit.length === 0, now)
    })
    const after = await revise(rooms, context, {
      read: closed,
      load: () => loadAdministered(roomId, actor),
      decide(room) {
        if (!bookingsHit(room, closure, now).length) return null
        const bookings = room.bookings.map(booking => afterClosure(booking, closure, now))
        return { set: { bookings }, messages: notificationsForAll(room, bookings, context) }
      },
    })
    return roomView(after, actor, now)
  },

  async open({ closureId, ...asked }, context) {
    const opened = await changeRules('open', asked, context, room => {
      const closures = withoutClosure(room, closureId, context.now)
      return closures.length === room.closures.length ? null : { set: { closures } }
    })
    return roomView(opened, context.actor, context.now)
  },
}

/** Changes what bookings must obey; bookings that come in meanwhile are not in the way. */
const changeRules = (
  op: string,
  { roomId, version: seen }: { roomId: string; version?: number },
  context: Context,
  decide: Revision<Room>['decide'],
): Promise<Room> =>
  revise(rooms, context, {
    op,
    seen,
    counter: 'rulesRev',
    load: () => loadAdministered(roomId, context.actor),
    decide,
    view: room => roomView(room, context.actor, context.now),
  })

/** The room, if the actor administers it. */
async function loadAdministered(roomId: string, actor: Member): Promise<Room> {
  const room = await wholeRoom(roomId)
  return room && canManage(actor, room) ? room : refuse('NOT_FOUND')
}

/** Refuses settings that contradict each other, and a department that the actor does not administer. */
function checkRoom(room: New<Room>, actor: Member): void {
  if (!can(actor, 'room.admin', room.departmentId)) refuse('FORBIDDEN', { field: 'departmentId' })
  checkSettings(room)
}

const bookingsHit = ({ bookings }: Room, closure: Closure, now: Date): Booking[] =>
  bookings.filter(booking => afterClosure(booking, closure, now) !== booking)

async function refuseBookings(hit: Booking[], room: Room, { actor, now }: Context): Promise<never> {
  const listed = hit.slice(0, LISTED_BOOKINGS)
  const holders = await loadHolders([...new Set(listed.map(({ holder }) => holder.id))])
  const bookings = listed.map(booking => reservationView(booking, { ...room, holders }, actor, now))
  return refuse('ROOM_HAS_BOOKINGS', { details: { count: hit.length, bookings } })
}

/** The closure added; where it hits no booking, on the condition that none has come in meanwhile. */
function addClosure(room: Room, closure: Closure, isEmpty: boolean, now: Date): Change<Room> | null {
  const closures = closuresAhead(room, now)
  if (closures.some(other => isSameClosure(other, closure))) return null
  if (closures.length >= MAX_CLOSURES) refuse('ROOM_TOO_MANY_CLOSURES')
  const span = { from: closure.from > now ? closure.from : now, to: closure.to ?? NEVER }
  return {
    set: { closures: [...closures, closure] },
    where: isEmpty ? vacancy(span, now) : [],
  }
}

const isSameClosure = (a: Closure, b: Closure): boolean =>
  +a.from === +b.from && (a.to && +a.to) === (b.to && +b.to) && a.reason === b.reason

/** Messages to the holders of the changed bookings. */
function notificationsForAll(room: Room, after: Booking[], { actor, now, newId }: Context): Message[] {
  const press = newId()
  return room.bookings.flatMap((before, i) =>
    notificationsFor(before, after[i]!, room, { id: `${press}-${before.id}`, by: actor._id, at: now }),
  )
}
