import { HOUR, iso } from '#contract/kernel/time'
import type { room } from '#contract/room'
import type { Writes } from '../make/fixtures'
import { aBooking, aRoom } from '../make/rooms'
import { given, insert } from '../make/rows'
import { at } from '../make/time'
import type { World } from '../make/world'

/** A meeting of teacher Lin that runs. */
async function running(world: World) {
  const from = new Date(Math.floor(world.cloud.clock.now() / HOUR) * HOUR - HOUR)
  const to = new Date(+from + 2.5 * HOUR)
  const holder = { id: 't-lin', name: '林知微' }
  await insert(
    world,
    'rooms',
    aRoom({
      _id: 'r-runs',
      opensAt: '00:00',
      closesAt: '24:00',
      maxMinutes: 1440,
      bookings: [aBooking(from, { id: 'runs', to, until: to, holder })],
    }),
  )
  return { reservationId: 'runs' }
}

export const writes: Writes<typeof room> = {
  cancel: [{ as: 't-lin', input: { reservationId: 'seed-r-101-1-14' } }],
  move: [{ as: 't-lin', input: { reservationId: 'seed-r-101-1-14', from: at(3, 9), to: at(3, 10) } }],
  change: [
    { as: 't-lin', input: { reservationId: 'seed-r-101-1-14', title: '软件工程讨论', people: 6 } },
    { as: 't-lin', input: { reservationId: 'seed-r-101-1-14', from: at(3, 9), to: at(3, 11) } },
    { as: 't-lin', input: { reservationId: 'seed-r-101-1-14', roomId: 'r-102', people: 12 } },
    {
      as: 'a-room',
      input: {
        reservationId: 'seed-r-101-1-14',
        roomId: 'r-c01',
        from: at(3, 9),
        to: at(3, 11),
        reason: '会议室另有安排',
      },
    },
  ],
  finish: [{ as: 't-lin', input: running }],
  extend: [
    {
      as: 't-lin',
      input: async world => ({
        ...(await running(world)),
        to: iso(Math.ceil(world.cloud.clock.now() / HOUR) * HOUR + 2 * HOUR),
      }),
    },
  ],
  refuse: [{ input: { reservationId: 'seed-r-301-3-14', reason: '另有安排' } }],
  update: [
    {},
    { input: { roomId: 'r-101', closesAt: '13:00', cancelBookings: true } },
    { input: { roomId: 'r-101', closesAt: '13:00', keepBookings: true } },
  ],
  open: [
    {
      input: given({ roomId: 'r-101' }, world =>
        world.as('a-room').room.close({ roomId: 'r-101', from: at(5, 0), reason: '检修' }),
      ),
    },
  ],
  close: [
    {},
    { input: { roomId: 'r-101', from: at(1, 0), to: at(1, 24), reason: '检修', cancelBookings: true } },
  ],
}
