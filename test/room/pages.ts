import { HOUR, iso } from '#contract/kernel/time'
import type { Pages } from '../journeys/view'
import { at } from '../make/time'
import type { World } from '../make/world'

const TOMORROW = `day-${at(1, 0).slice(0, 10)}`

export const pages: Pages = {
  views: {
    'features/room/search/find/find': [
      { as: 't-lin', shows: 'rooms-wish' },
      { as: 't-lin', state: 'wished', taps: [TOMORROW, 'people-16', 'part-morning'], shows: 'room-r-102' },
      { as: 't-lin', state: 'reserving', taps: [TOMORROW, 'cell-r-102-14:00'], shows: 'reserve-clash' },
    ],
    'features/room/search/period/period': [
      { as: 't-lin', shows: 'find-form' },
      { as: 't-lin', state: 'found', taps: ['find-tomorrow', 'find-submit'], shows: 'find-edit' },
    ],
    'features/room/reservations/detail/detail': [
      { as: 't-lin', query: 'id=seed-r-101-1-14', shows: 'booking-change' },
      { as: 't-su', query: 'id=seed-r-101-1-14', state: 'other', shows: 'booking-day' },
      {
        as: 't-lin',
        query: 'id=seed-r-101-1-14',
        state: 'changing',
        taps: ['booking-change'],
        shows: 'change-sheet',
      },
      {
        as: 'a-room',
        query: ({ changed }) => `id=${changed}`,
        state: 'changed',
        shows: 'booking-history',
      },
    ],
    'features/room/search/day/day': [
      { as: 't-su', query: `roomId=r-201&date=${at(1, 0).slice(0, 10)}` },
      {
        as: 'a-room',
        query: `roomId=r-101&date=${at(1, 0).slice(0, 10)}&at=840`,
        state: 'held',
        shows: 'action-move',
      },
      { as: 't-su', query: `roomId=r-c04&date=${at(1, 0).slice(0, 10)}`, state: 'short' },
    ],
    'features/room/reservations/mine/mine': [
      { as: 't-lin' },
      { as: 'm-20', state: 'empty', shows: 'state-empty' },
    ],
    'features/room/reservations/approvals/approvals': [
      { as: 'a-room' },
      { as: 'a-room', state: 'refusing', taps: ['action-refuse'], shows: 'act-sheet' },
    ],
    'features/room/reservations/conflicts/conflicts': [
      { as: 'a-room', shows: 'conflicts-submit' },
      { as: 'a-room', state: 'found', taps: ['conflicts-submit'], shows: 'conflicts-found' },
    ],
    'features/room/administration/manage/manage': [{ as: 'a-room', shows: 'manage-create' }],
    'features/room/administration/edit/edit': [
      { as: 'a-room', shows: 'edit-save' },
      { as: 'a-room', state: 'faulty', taps: ['edit-save'], shows: 'edit-problem' },
      { as: 'a-room', query: 'id=r-301', state: 'known', shows: 'edit-save' },
    ],
  },
  async prepare(world) {
    const { room } = world.as('t-lin')
    const made = await room.reserve({
      roomId: 'r-102',
      from: at(1, 12),
      to: at(1, 13),
      title: '期末命题讨论',
    })
    const { id: changed, version } = made
    await room.change({ reservationId: changed, version, title: '命题讨论', people: 6 })
    await aConflict(world)
    return { changed }
  },
}

/** A booking inside the hours that the query of conflicts asks about unless told otherwise. */
async function aConflict(world: World): Promise<void> {
  const always = { name: '值班室', location: '明德楼', seats: 4, opensAt: '00:00', closesAt: '24:00' }
  const { id: roomId } = await world.as('a-room').room.create({ ...always, departmentId: 'office' })
  const from = Math.ceil(Date.now() / (HOUR / 2)) * (HOUR / 2) + HOUR / 2
  const when = { from: iso(from), to: iso(from + HOUR / 2) }
  await world.as('w-qian').room.reserve({ roomId, ...when, title: '工具间值守' })
}
