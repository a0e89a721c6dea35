import { HOUR } from '#contract/kernel/time'
import type { TimerWork } from '../make/fixtures'
import { aBooking, aRoom } from '../make/rooms'
import { insert } from '../make/rows'
import type { World } from '../make/world'

/** Bookings that are over, and one that was not decided in time. */
export async function timerWork(world: World, at: Date): Promise<TimerWork> {
  const booking = (id: string, hours: number, more = {}) =>
    aBooking(new Date(+at + hours * HOUR), { id, ...more })
  const over = [booking('a', -50), booking('b', -48), booking('still', 5)]
  const undecided = [booking('vain', -1, { status: 'pending' }), booking('coming', 3)]
  await insert(
    world,
    'rooms',
    aRoom({ _id: 'r-past', bookings: over }),
    aRoom({ _id: 'r-vain', bookings: undecided }),
  )
  return { shows: ['rooms', 'room_history'] }
}
