import { refuse } from '#contract/kernel/errors'
import { MAX_CLOSURES, ROOM_DEFAULTS, type RoomView, type room, ruleWords } from '#contract/room'
import type { Member } from '../../kernel/identity/member'
import { can } from '../../kernel/identity/policy'
import { type Change, create, type New, revise } from '../../kernel/revise'
import type { Context, Handlers } from '../../kernel/serve'
import { canManage, closuresAhead, withoutClosure } from '../domain'
import { loadHolders } from '../holders'
import type { Booking, Closure, Narrowing, Room } from '../model'
import { checkSettings } from '../rules'
import { rooms, wholeRoom } from '../store'
import { eventsFor } from '../todos'
import { reservationView, roomView } from '../view'
import { bookingsHit, rulesOf } from './narrowing'
import { settle } from './settle'

/** How many of the bookings that a change hits are shown with the question. */
const LISTED_BOOKINGS = 20

export const administration: Pick<Handlers<typeof room>, 'create' | 'update' | 'close' | 'open'> = {
  async create(input, context) {
    const { actor, now } = context
    const fresh = { rulesRev: 1, closures: [], bookings: [] }
    const row = { _id: context.newId(), ...ROOM_DEFAULTS, ...input, ...fresh }
    checkRoom(row, actor)
    return roomView(await create(rooms, context, 'create', { row }), actor, now)
  },

  update({ roomId, version, cancelBookings, keepBookings, ...settings }, context) {
    if (cancelBookings && keepBookings) refuse('INVALID_INPUT', { field: 'keepBookings' })
    const answer = cancelBookings ? 'cancel' : keepBookings ? 'keep' : undefined
    return changeRules('update', { roomId, version, answer }, context, before => {
      const after = { ...before, ...settings }
      checkRoom(after, context.actor)
      return { set: settings, reason: ruleWords(before, after) }
    })
  },

  async close({ roomId, version, from, to = null, reason, cancelBookings }, context) {
    const { now } = context
    if (to && (to <= from || to <= now)) refuse('INVALID_INPUT', { field: 'to' })
    const closure = { id: context.newId(), from, to, reason }
    const answer = cancelBookings ? 'cancel' : undefined
    return changeRules('close', { roomId, version, answer }, context, room => {
      const closures = withClosure(room, closure, now)
      return closures && { set: { closures }, reason }
    })
  },

  open: ({ closureId, ...asked }, context) =>
    changeRules('open', asked, context, room => {
      const closures = withoutClosure(room, closureId, context.now)
      return closures.length === room.closures.length ? null : { set: { closures }, reason: '' }
    }),
}

interface Asked {
  roomId: string
  version?: number
  /** The administrator's answer to the question about bookings that are hit. */
  answer?: Narrowing['answer']
}

interface NewRules {
  set: Partial<Room>
  /** Tells the holders of bookings that are hit why. */
  reason: string
}

/**
 * Changes the rules of a room. Bookings that they hit are asked about first: with an answer the rules come first, so
 * that no further booking is hit, and then the bookings are cancelled or kept.
 */
async function changeRules(
  op: string,
  { roomId, version: seen, answer }: Asked,
  context: Context,
  decide: (room: Room) => NewRules | null,
): Promise<RoomView> {
  const { actor, now } = context
  const changed = await revise(rooms, context, {
    op,
    seen,
    counter: 'rulesRev',
    load: () => loadAdministered(roomId, actor),
    decide: room => askAboutBookings(room, decide(room), answer, context),
    view: room => roomView(room, actor, now),
  })
  return roomView(await settle(changed, now), actor, now)
}

async function askAboutBookings(
  room: Room,
  decided: NewRules | null,
  answer: Narrowing['answer'] | undefined,
  context: Context,
): Promise<Change<Room> | null> {
  if (!decided) return null
  const { set, reason } = decided
  const { now } = context
  const before = room.narrowing?.before ?? rulesOf(room)
  const hit = bookingsHit(room, { before, after: { ...room, ...set } }, now)
  const isShown = isShownWith(room, set)
  const events = (after: Room) => (isShown ? eventsFor(room.bookings, after, after.version, now) : [])
  // A booking that comes in meanwhile could be hit: then all is decided again.
  const isBound = isShown || (!hit.length && isNarrowable(room, set))
  const where = isBound ? [{ version: room.version }] : []
  if (!hit.length) return { set, events, where }
  if (!answer) return refuseBookings(hit, room, context)
  const { actor, newId } = context
  const narrowing: Narrowing = { id: newId(), at: now, before, answer, reason, by: actor._id, last: '' }
  return { set: { ...set, narrowing }, events, where }
}

/** False if the change leaves what bookings must obey as it is. */
const isNarrowable = (room: Room, set: Partial<Room>): boolean =>
  JSON.stringify(rulesOf(room)) !== JSON.stringify(rulesOf({ ...room, ...set }))

/** True if what stands for bookings names or goes by a field that changes. */
const isShownWith = (room: Room, set: Partial<Room>): boolean =>
  (['name', 'departmentId'] as const).some(field => field in set && set[field] !== room[field])

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

async function refuseBookings(hit: Booking[], room: Room, { actor, now }: Context): Promise<never> {
  const listed = hit.slice(0, LISTED_BOOKINGS)
  const holders = await loadHolders([...new Set(listed.map(({ holder }) => holder.id))])
  const bookings = listed.map(booking => reservationView(booking, { ...room, holders }, actor, now))
  return refuse('ROOM_HAS_BOOKINGS', { details: { count: hit.length, bookings } })
}

/** The closures with another one, or null if it is there already. */
function withClosure(room: Room, closure: Closure, now: Date): Closure[] | null {
  const closures = closuresAhead(room, now)
  if (closures.some(other => isSameClosure(other, closure))) return null
  if (closures.length >= MAX_CLOSURES) refuse('ROOM_TOO_MANY_CLOSURES')
  return [...closures, closure]
}

const isSameClosure = (a: Closure, b: Closure): boolean =>
  +a.from === +b.from && (a.to && +a.to) === (b.to && +b.to) && a.reason === b.reason
