import * as v from 'valibot'
import { refuse } from '#contract/kernel/errors'
import type { Page } from '#contract/kernel/rpc'
import { DAY, startOf } from '#contract/kernel/time'
import type { ReservationView, room } from '#contract/room'
import type { Member } from '../kernel/actor'
import { _ } from '../kernel/cloud'
import { cursor, paged, placeOf } from '../kernel/cursor'
import { ALL, reach } from '../kernel/policy'
import type { Handlers } from '../kernel/serve'
import { interval, roomView, view } from './domain'
import { type Past, pastOf } from './history'
import type { Booking, Room } from './model'
import { checkPeriod } from './search'
import { free, held, openings, taken } from './slots'
import { type BookingRow, bookingRows, bookingsOf, overlapping, roomAround, waiting } from './store'

const bookingPlace = v.tuple([v.pipe(v.string(), v.isoTimestamp()), v.string()])
const minePlace = v.tuple([v.picklist(['live', 'past']), ...bookingPlace.items])
const rowPlace = ({ bookings }: BookingRow) => [bookings.from.toISOString(), bookings.id] as const
/** Later than any booking: where the past begins. */
const TOP = ['past', '9999-12-31T00:00:00.000Z', ''] as const

const show = (actor: Member, now: Date) => (row: BookingRow) =>
  view(row.bookings, { ...row, bookings: [] }, actor, now)

export const lists: Pick<Handlers<typeof room>, 'day' | 'mine' | 'pending' | 'conflicts'> = {
  async day({ roomId, date }, { actor, now }) {
    const day = { from: startOf(date), to: startOf(date) + DAY }
    const span = { from: new Date(day.from), to: new Date(day.to) }
    const found = (await roomAround({ _id: roomId }, span, '')) ?? refuse('NOT_FOUND')
    const shown = found.bookings.filter(booking => held(booking, now).length)
    return {
      room: roomView(found, actor, now),
      date,
      open: openings(found, day).map(interval),
      free: free(found, taken(found, now), day, now).map(interval),
      bookings: shown.sort((a, b) => +a.from - +b.from).map(booking => view(booking, found, actor, now)),
    }
  },

  /** The live ones from the rooms first; when they are through, the next page goes on with the past ones. */
  async mine({ page }, { actor, now }) {
    const [source, ...place] = page.after ? placeOf(minePlace, page.after) : (['live'] as const)
    const at = place.length ? (place as [string, string]) : undefined
    if (source === 'past') return past(actor, page.size, at!, now)
    const rows = await bookingRows({ ...bookingsOf(actor._id), order: -1, place: at, limit: page.size + 1 })
    const live = paged(rows, page.size, show(actor, now), row => ['live', ...rowPlace(row)])
    return { ...live, next: live.next ?? cursor(TOP) }
  },

  pending: ({ page }, { actor, now }) => administered(waiting(now), page, actor, now),

  async conflicts({ from, to, roomId, page }, { actor, now }) {
    checkPeriod({ from, to })
    const query = overlapping({ from, to })
    return administered(
      { ...query, match: { ...query.match, ...(roomId && { _id: roomId }) } },
      page,
      actor,
      now,
    )
  },
}

async function past(actor: Member, size: number, place: [string, string], now: Date) {
  const rows = await pastOf(actor._id, size + 1, place)
  const room = (row: Past): Room => ({ ...row.room, closures: [], bookings: [] })
  const booking = ({ _id: id, ...row }: Past): Booking => ({ id, ...row })
  return paged(
    rows,
    size,
    row => view(booking(row), room(row), actor, now),
    row => ['past', row.from.toISOString(), row._id],
  )
}

/** Bookings of the rooms the actor administers, by start. */
async function administered(
  { match, keep }: { match: object; keep: object },
  page: { after?: string; size: number },
  actor: Member,
  now: Date,
): Promise<Page<ReservationView>> {
  const departments = reach(actor, 'room.admin')
  const rows = await bookingRows({
    match: departments === ALL ? match : { ...match, departmentId: _.in(departments) },
    keep,
    order: 1,
    place: page.after ? placeOf(bookingPlace, page.after) : undefined,
    limit: page.size + 1,
  })
  return paged(rows, page.size, show(actor, now), rowPlace)
}
