import { refuse } from '#contract/kernel/errors'
import { ROOM_DEFAULTS, type RoomView, type room } from '#contract/room'
import { _ } from '../kernel/data/cloud'
import type { Fields } from '../kernel/data/table'
import { operationKey } from '../kernel/idempotency'
import type { Member } from '../kernel/identity/member'
import { can } from '../kernel/identity/policy'
import { withMessages } from '../kernel/messages/message'
import type { Context, Handlers } from '../kernel/serve'
import { afterClosure, canManage, checkSettings, reservationView, roomView } from './domain'
import type { Booking, Room } from './model'
import { notificationsFor } from './notifications'
import { add, update, vacancy, wholeRoom } from './store'

/** How many of the bookings that a closure hits are shown with the question. */
const LISTED_BOOKINGS = 20
/** How often a change is tried while bookings come in between. */
const MAX_ATTEMPTS = 4

export const administration: Pick<Handlers<typeof room>, 'create' | 'update' | 'close' | 'open'> = {
  async create(input, { actor, now, newId }) {
    const fresh = { version: 1, rulesRev: 1, lastKey: '', closures: [], bookings: [] }
    const room: Room = { _id: newId(), ...ROOM_DEFAULTS, ...input, ...fresh }
    if (!can(actor, 'room.admin', room.departmentId)) refuse('FORBIDDEN', { field: 'departmentId' })
    checkSettings(room)
    // The same key made it before: what was made then is the answer.
    const made = (await add(room)) ? room : await wholeRoom(room._id)
    return roomView(made!, actor, now)
  },

  update: ({ roomId, ...settings }, context) =>
    changeRoom(roomId, context, 'update', room => {
      const departmentId = settings.departmentId ?? room.departmentId
      if (!can(context.actor, 'room.admin', departmentId)) refuse('FORBIDDEN', { field: 'departmentId' })
      checkSettings({ ...room, ...settings })
      return settings
    }),

  async close({ roomId, from, to = null, reason, cancelBookings }, context) {
    const { actor, now, key } = context
    if (to && (to <= from || to <= now)) refuse('INVALID_INPUT', { field: 'to' })
    const closure = { from, to, reason }
    const lastKey = operationKey('close', key)
    for (let tries = 0; tries < MAX_ATTEMPTS; tries++) {
      const room = await loadAdministered(roomId, actor)
      if (lastKey && room.lastKey === lastKey) return roomView(room, actor, now)
      const bookings = room.bookings.map(booking => afterClosure(booking, closure, now))
      const hit = room.bookings.filter((booking, i) => booking !== bookings[i])
      if (hit.length && !cancelBookings) {
        const shown = hit.slice(0, LISTED_BOOKINGS).map(booking => reservationView(booking, room, actor, now))
        refuse('ROOM_HAS_BOOKINGS', { details: { count: hit.length, bookings: shown } })
      }
      // First nobody gets in any more, however many try; only then those inside are cancelled, undisturbed by them.
      const closed = await addClosure(room, closure, lastKey, now)
      if (!closed) continue
      if (!hit.length) return roomView(closed, actor, now)
      const cancelled = { bookings: _.set(bookings), version: _.inc(1), lastKey }
      const news = notificationsForAll(room, bookings, context)
      if (await update({ _id: roomId, version: closed.version }, { ...cancelled, ...withMessages(news) }))
        return roomView(closed, actor, now)
    }
    return refuse('CONFLICT')
  },

  open: ({ roomId }, context) => changeRoom(roomId, context, 'open', () => ({ closures: [] })),
}

/** What the holders of the changed bookings are told. */
function notificationsForAll(room: Room, after: Booking[], { actor, now, newId }: Context) {
  const press = newId()
  return room.bookings.flatMap((before, i) =>
    notificationsFor(before, after[i]!, room, { id: `${press}-${before.id}`, by: actor._id, at: now }),
  )
}

/** The room, if the actor administers it. */
async function loadAdministered(roomId: string, actor: Member): Promise<Room> {
  const room = await wholeRoom(roomId)
  return room && canManage(actor, room) ? room : refuse('NOT_FOUND')
}

/** Later than any booking. */
const NEVER = new Date('9999-12-31T00:00:00Z')

/**
 * Adds the closure, so that who decided on older rules is not written any more. Without a `hit` nobody may have
 * come in meanwhile.
 * @param key the press; remembered here when there is nothing left to do
 * @returns the room as it is now; null when it has changed meanwhile
 */
async function addClosure(
  room: Room,
  closure: Room['closures'][number],
  key: string,
  now: Date,
): Promise<Room | null> {
  if (room.closures.some(other => JSON.stringify(other) === JSON.stringify(closure))) return room
  const closures = [...room.closures.filter(({ to }) => !to || to > now), closure]
  const span = { from: closure.from > now ? closure.from : now, to: closure.to ?? NEVER }
  const empty = room.bookings.every(booking => afterClosure(booking, closure, now) === booking)
  const won = await update(
    [{ _id: room._id, rulesRev: room.rulesRev }, ...(empty ? vacancy(span, now) : [])],
    {
      closures: _.set(closures),
      rulesRev: _.inc(1),
      version: _.inc(1),
      ...(empty && { lastKey: key }),
    },
  )
  return won ? { ...room, closures, rulesRev: room.rulesRev + 1, version: room.version + 1 } : null
}

/** Decides on the whole document and writes over exactly what was read; bookings in between mean another try. */
async function changeRoom(
  roomId: string,
  { actor, now, key }: Context,
  op: string,
  decide: (room: Room) => Partial<Room>,
): Promise<RoomView> {
  const lastKey = operationKey(op, key)
  for (let tries = 0; tries < MAX_ATTEMPTS; tries++) {
    const room = await loadAdministered(roomId, actor)
    if (lastKey && room.lastKey === lastKey) return roomView(room, actor, now)
    const patch = { ...decide(room), version: room.version + 1, rulesRev: room.rulesRev + 1, lastKey }
    if (await update({ _id: roomId, version: room.version }, replaceLists(patch)))
      return roomView({ ...room, ...patch }, actor, now)
  }
  return refuse('CONFLICT')
}

/** Lists are replaced as a whole, also when they become empty. */
const replaceLists = (patch: object): Fields =>
  Object.fromEntries(
    Object.entries(patch).map(([field, value]) => [field, Array.isArray(value) ? _.set(value) : value]),
  )
