import * as v from 'valibot'
import { refuse } from '#contract/kernel/errors'
import type { Page } from '#contract/kernel/rpc'
import { DAY, startOf } from '#contract/kernel/time'
import type { ReservationView, room } from '#contract/room'
import { _ } from '../kernel/data/cloud'
import { decodeCursor, encodeCursor, toPage } from '../kernel/data/page'
import type { Member } from '../kernel/identity/member'
import { ALL, departmentsWithin } from '../kernel/identity/policy'
import type { Handlers } from '../kernel/serve'
import { reservationView, roomView, toInterval } from './domain'
import { type Past, pastBookings } from './history'
import type { Booking, Room } from './model'
import { checkPeriod } from './search'
import { freeSlots, heldSlots, occupiedSlots, openHours } from './slots'
import { type BookingRow, bookingRows, bookingsOf, overlapping, roomAround, undecided } from './store'

const bookingPlace = v.tuple([v.pipe(v.string(), v.isoTimestamp()), v.string()])
const minePlace = v.tuple([v.picklist(['live', 'past']), ...bookingPlace.items])
const rowPlace = ({ bookings }: BookingRow) => [bookings.from.toISOString(), bookings.id] as const
/** Later than any booking: where the past begins. */
const TOP = ['past', '9999-12-31T00:00:00.000Z', ''] as const

const toView = (actor: Member, now: Date) => (row: BookingRow) =>
  reservationView(row.bookings, { ...row, bookings: [] }, actor, now)

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

  /** The live ones from the rooms first; when they are through, the next page goes on with the past ones. */
  async mine({ page }, { actor, now }) {
    const [source, ...place] = page.after ? decodeCursor(minePlace, page.after) : (['live'] as const)
    const at = place.length ? (place as [string, string]) : undefined
    if (source === 'past') return pastReservations(actor, page.size, at!, now)
    const rows = await bookingRows({ ...bookingsOf(actor._id), order: -1, place: at, limit: page.size + 1 })
    const live = toPage(rows, page.size, toView(actor, now), row => ['live', ...rowPlace(row)])
    return { ...live, next: live.next ?? encodeCursor(TOP) }
  },

  pending: ({ page }, { actor, now }) => administeredBookings(undecided(now), page, actor, now),

  async conflicts({ from, to, roomId, page }, { actor, now }) {
    checkPeriod({ from, to })
    const query = overlapping({ from, to })
    return administeredBookings(
      { ...query, match: { ...query.match, ...(roomId && { _id: roomId }) } },
      page,
      actor,
      now,
    )
  },
}

async function pastReservations(actor: Member, size: number, place: [string, string], now: Date) {
  const rows = await pastBookings(actor._id, size + 1, place)
  const room = (row: Past): Room => ({ ...row.room, closures: [], bookings: [] })
  const booking = ({ _id: id, ...row }: Past): Booking => ({ id, ...row })
  return toPage(
    rows,
    size,
    row => reservationView(booking(row), room(row), actor, now),
    row => ['past', row.from.toISOString(), row._id],
  )
}

/** Bookings of the rooms the actor administers, by start. */
async function administeredBookings(
  { match, keep }: { match: object; keep: object },
  page: { after?: string; size: number },
  actor: Member,
  now: Date,
): Promise<Page<ReservationView>> {
  const departments = departmentsWithin(actor, 'room.admin')
  const rows = await bookingRows({
    match: departments === ALL ? match : { ...match, departmentId: _.in(departments) },
    keep,
    order: 1,
    place: page.after ? decodeCursor(bookingPlace, page.after) : undefined,
    limit: page.size + 1,
  })
  return toPage(rows, page.size, toView(actor, now), rowPlace)
}
