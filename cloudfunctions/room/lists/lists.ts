import { refuse } from '#contract/kernel/errors'
import type { Page } from '#contract/kernel/rpc'
import { DAY, dateOf, midnight, startOf } from '#contract/kernel/time'
import type { DayView, Neighbour, room } from '#contract/room'
import { _ } from '../../kernel/data/cloud'
import type { PageRequest } from '../../kernel/data/page'
import type { Member } from '../../kernel/identity/member'
import { ALL, departmentsWithin } from '../../kernel/identity/policy'
import type { Handlers } from '../../kernel/serve'
import { canManage } from '../domain'
import { listPast, loadPast } from '../ending/history'
import type { Room } from '../model'
import { freeSlots, heldSlots, occupiedSlots, openHours, overlaps } from '../slots'
import { arrivedAmong, placeOf, roomAround, roomsWith } from '../store'
import { historyOf, pastView, reservationView, roomView, toInterval } from '../view'
import {
  type BookingQuery,
  type BookingRow,
  bookingsOf,
  isStale,
  listBookings,
  overlapping,
  undecided,
} from './bookings'
import { checkPeriod } from './search'

const toView = (actor: Member, now: Date) => (row: BookingRow) =>
  reservationView(row.bookings, row, actor, now)

export const lists: Pick<Handlers<typeof room>, 'day' | 'booking' | 'mine' | 'pending' | 'conflicts'> = {
  async day({ roomId, date }, { actor, now }) {
    const from = startOf(date)
    const span = { from: new Date(from), to: new Date(from + DAY) }
    const found = (await roomAround({ _id: roomId }, span, '')) ?? refuse('NOT_FOUND')
    const leaving = found.bookings.flatMap(one => (one.leaving ? [one.id] : []))
    const arrived = await arrivedAmong(leaving)
    const bookings = found.bookings.filter(one => !isStale(one, arrived))
    return dayView({ ...found, bookings }, date, actor, now)
  },

  async booking({ reservationId: id }, { actor, now }) {
    const room = placeOf(await roomsWith(id), id)
    const booking = room?.bookings.find(one => one.id === id)
    if (!room || !booking) {
      const past = (await loadPast(id)) ?? refuse('NOT_FOUND')
      if (past.holderId !== actor._id && !canManage(actor, past.room)) refuse('NOT_FOUND')
      return { reservation: pastView(past, actor, now), history: historyOf(past) }
    }
    const date = dateOf((booking.moveTo ?? booking).from)
    const span = { from: startOf(date), to: startOf(date) + DAY }
    const around = room.bookings.filter(one => heldSlots(one, now).some(slot => overlaps(slot, span)))
    return {
      reservation: reservationView(booking, room, actor, now),
      day: dayView({ ...room, bookings: around }, date, actor, now),
      history: historyOf(booking),
    }
  },

  /** The live ones from the rooms first, then the past ones. */
  mine: ({ page }, { actor, now }) =>
    listInTurn(page, [
      part => listBookings(bookingsOf(actor._id), -1, part, toView(actor, now)),
      part => listPast(actor._id, part, past => pastView(past, actor, now)),
    ]),

  pending: ({ page }, { actor, now }) =>
    administeredBookings({ ...undecided(now), withDay: true }, page, actor, row => ({
      ...toView(actor, now)(row),
      beside: besideOf(row, now),
    })),

  async conflicts({ from, to, roomId, page }, { actor, now }) {
    checkPeriod({ from, to })
    const { match, keep } = overlapping({ from, to })
    return administeredBookings(
      { match: { ...match, ...(roomId && { _id: roomId }) }, keep },
      page,
      actor,
      toView(actor, now),
    )
  },
}

/** The room's day as the actor sees it. */
function dayView(room: Room, date: string, actor: Member, now: Date): DayView {
  const day = { from: startOf(date), to: startOf(date) + DAY }
  return {
    room: roomView(room, actor, now),
    date,
    open: openHours(room, day).map(toInterval),
    free: freeSlots(room, occupiedSlots(room, now), day, now).map(toInterval),
    bookings: room.bookings
      .filter(booking => heldSlots(booking, now).length)
      .sort((a, b) => +a.from - +b.from)
      .map(booking => reservationView(booking, room, actor, now)),
  }
}

/** The other bookings of the day on which the row's begins. */
function besideOf({ bookings: own, all = [] }: BookingRow, now: Date): Neighbour[] {
  const from = midnight((own.moveTo ?? own).from)
  const day = { from, to: from + DAY }
  return all
    .filter(one => one.id !== own.id && heldSlots(one, now).some(slot => overlaps(slot, day)))
    .sort((a, b) => +a.from - +b.from)
    .map(({ title, holder, ...slot }) => ({ ...toInterval(slot), title, holder: holder.name }))
}

/**
 * Several lists as one: a page that one list does not fill goes on with the next. The cursor begins with the number of
 * the list that goes on.
 */
async function listInTurn<R>(
  { after = '0', size }: PageRequest,
  lists: ((page: PageRequest) => Promise<Page<R>>)[],
): Promise<Page<R>> {
  const at = Number(after[0])
  const list = lists[at] ?? refuse('INVALID_INPUT', { field: 'page.after' })
  const { items, next } = await list({ size, after: after.slice(1) || undefined })
  if (next) return { items, next: `${at}${next}` }
  if (at + 1 === lists.length) return { items }
  const following = `${at + 1}`
  if (items.length === size) return { items, next: following }
  const rest = await listInTurn({ size: size - items.length, after: following }, lists)
  return { ...rest, items: [...items, ...rest.items] }
}

/** Bookings of the rooms the actor administers, by start. */
function administeredBookings<R>(
  query: BookingQuery,
  page: PageRequest,
  actor: Member,
  view: (row: BookingRow) => R,
): Promise<Page<R>> {
  const departments = departmentsWithin(actor, 'room.admin')
  const scope = departments === ALL ? {} : { departmentId: _.in(departments) }
  return listBookings({ ...query, match: { ...query.match, ...scope } }, 1, page, view)
}
