import type { room } from '#contract/room'
import type { Fixtures } from '../make/fixtures'
import { slot } from '../make/time'
import { access, budget, scope } from './access'
import { pages } from './pages'
import { timerWork } from './timer-work'
import { writes } from './writes'

const TIME = slot(4, 14, 16)

export const fixtures: Fixtures<typeof room> = {
  access,
  budget,
  scope,
  writes,
  timerWork,
  pages,
  personas: { 'room.admin': 'a-room' },
  settings: { SUBSCRIBE_TEMPLATE_ROOM_OUTCOME: 'tpl-room' },
  sample: {
    search: TIME,
    day: { roomId: 'r-301' },
    reserve: { roomId: 'r-301', ...TIME },
    cancel: { reservationId: 'seed-r-301-3-14' },
    booking: { reservationId: 'seed-r-301-3-14' },
    change: { reservationId: 'seed-r-301-3-14', title: '人工智能讲座' },
    move: { reservationId: 'seed-r-301-3-14', ...TIME },
    approve: { reservationId: 'seed-r-301-3-14' },
    refuse: { reservationId: 'seed-r-301-3-14' },
    conflicts: TIME,
    update: { roomId: 'r-301' },
    close: { roomId: 'r-301', from: TIME.from },
    open: { roomId: 'r-301' },
  },
  async queries(world) {
    const rooms = world.as('a-room').room
    const { next } = await rooms.list({ page: { size: 3 }, location: '明德楼', label: '会议', minSeats: 2 })
    await rooms.list({ page: { size: 3, ...(next && { after: next }) } })
    const list = await rooms.list({ page: { size: 3 } })
    await rooms.list({ page: { after: list.next! } })
    const mine = await rooms.mine({ page: { size: 1 } })
    const past = await rooms.mine({ page: { size: 1, after: mine.next! } })
    if (past.next) await rooms.mine({ page: { size: 1, after: past.next } })
  },
  lookedFor: [
    'list location',
    'list label',
    'search location',
    'search label',
    'overview location',
    'overview label',
  ],
}
