import type { room } from '#contract/room'
import type { Writes } from '../make/fixtures'
import { given } from '../make/rows'
import { at } from '../make/time'

export const writes: Writes<typeof room> = {
  cancel: [{ as: 't-lin', input: { reservationId: 'seed-r-101-1-14' } }],
  move: [{ as: 't-lin', input: { reservationId: 'seed-r-101-1-14', from: at(3, 9), to: at(3, 10) } }],
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
