import { refuse } from '#contract/kernel/errors'
import type { Page } from '#contract/kernel/rpc'
import { DAY, startOf } from '#contract/kernel/time'
import type { ReservationView, room } from '#contract/room'
import { _ } from '../../kernel/data/cloud'
import type { PageRequest } from '../../kernel/data/page'
import type { Member } from '../../kernel/identity/member'
import { ALL, departmentsWithin } from '../../kernel/identity/policy'
import type { Handlers } from '../../kernel/serve'
import { listPast } from '../ending/history'
import { freeSlots, heldSlots, occupiedSlots, openHours } from '../slots'
import { roomAround } from '../store'
import { pastView, reservationView, roomView, toInterval } from '../view'
import {
  type BookingQuery,
  type BookingRow,
  bookingsOf,
  listBookings,
  overlapping,
  undecided,
} from './bookings'
import { checkPeriod } from './search'

const toView = (actor: Member, now: Date) => (row: BookingRow) =>
  reservationView(row.bookings, row, actor, now)

export const lists: Pick<Handlers<typeof room>, 'day' | 'mine' | 'pending' | 'conflicts'> = {
  async day({ roomId, date }, { actor, now }) {
    const day = { from: startOf(date), to: startOf(date) + DAY }
    const span = { from: new Date(day.from), to: new Date(day.to) }
    const found = (await roomAround({ _id: roomId }, span, '')) ?? refuse('NOT_FOUND')
    const shown = found.bookings.filter(booking => heldSlots(booking, now).length)
    return {
      room: roomView(found, actor, now),
      date,
      open: openHours(found, day).map(toInterval),
      free: freeSlots(found, occupiedSlots(found, now), day, now).map(toInterval),
      bookings: shown
        .sort((a, b) => +a.from - +b.from)
        .map(booking => reservationView(booking, found, actor, now)),
    }
  },

  /** The live ones from the rooms first, then the past ones. */
  mine: ({ page }, { actor, now }) =>
    listInTurn(page, [
      part => listBookings(bookingsOf(actor._id), -1, part, toView(actor, now)),
      part => listPast(actor._id, part, past => pastView(past, actor, now)),
    ]),

  pending: ({ page }, { actor, now }) => administeredBookings(undecided(now), page, actor, now),

  async conflicts({ from, to, roomId, page }, { actor, now }) {
    checkPeriod({ from, to })
    const { match, keep } = overlapping({ from, to })
    return administeredBookings(
      { match: { ...match, ...(roomId && { _id: roomId }) }, keep },
      page,
      actor,
      now,
    )
  },
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
function administeredBookings(
  { match, keep }: BookingQuery,
  page: PageRequest,
  actor: Member,
  now: Date,
): Promise<Page<ReservationView>> {
  const departments = departmentsWithin(actor, 'room.admin')
  const own = departments === ALL ? match : { ...match, departmentId: _.in(departments) }
  return listBookings({ match: own, keep }, 1, page, toView(actor, now))
}
