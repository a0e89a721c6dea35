import { type Interval, type ReservationView, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { remembered } from '../../../services/remembered'
import { isUpcoming } from '../../../ui/reservation-card/view'

const rooms = client(room)
const known = remembered(() => rooms.mine({ page: { size: 20 } }))

/** The person's bookings were changed: they are read anew when they are next compared. */
export const forgetOwn = known.forget

/** One of the person's own bookings at the same time, if there is one; without an answer none is assumed. */
export async function clashOf(slot: Interval, but = ''): Promise<ReservationView | undefined> {
  const { items } = await known.load().catch(() => ({ items: [] as ReservationView[] }))
  return items.find(one => one.id !== but && isUpcoming(one, Date.now()) && overlaps(one, slot))
}

const overlaps = (a: Interval, b: Interval): boolean =>
  Date.parse(a.from) < Date.parse(b.to) && Date.parse(a.to) > Date.parse(b.from)
