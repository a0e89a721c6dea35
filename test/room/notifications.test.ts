import { HOUR } from '#contract/kernel/time'
import type { Booking } from '../../cloudfunctions/room/model'
import { notificationsFor } from '../../cloudfunctions/room/notifications'
import { rowsOf, tick } from '../make/messages'
import { aBooking, aRoom } from '../make/rooms'
import { seen } from '../make/seen'
import { at, dayFrom, slot } from '../make/time'
import { aWorld } from '../make/world'

const world = aWorld()
const lin = () => world.as('t-lin').room
const boss = () => world.as('a-room').room

/** A room of this test's own in which teacher Lin asks for an hour. */
async function asked(needsApproval = true) {
  const room = { name: '试用会议室', location: '试验楼', seats: 10, departmentId: 'office', needsApproval }
  const { id: roomId } = await boss().create(room)
  const { id: reservationId } = await lin().reserve({ roomId, ...slot(1, 9, 10), title: '组会' })
  return { roomId, reservationId }
}

/** The messages to teacher Lin that were not there before. */
async function news() {
  await world.as('t-lin').message.readAll({})
  await tick(world.cloud)
  const { items } = await world.as('t-lin').message.list({})
  return items.filter(({ read }) => !read).map(({ title, text }) => ({ title, text }))
}

test('O-26: the holder of a request is told that it was approved, or why not', async () => {
  const first = await asked()
  await boss().approve({ ...first, ...seen(world, first.reservationId) })
  expect(await news()).toEqual([
    { title: '会议室预订已通过', text: expect.stringMatching(/^「组会」试用会议室，.* 09:00~10:00$/) },
  ])
  const second = await asked()
  await boss().refuse({ ...second, ...seen(world, second.reservationId), reason: '校外活动优先' })
  expect(await news()).toEqual([
    { title: '会议室预订未通过', text: expect.stringMatching(/09:00~10:00。校外活动优先$/) },
  ])
})

test('T-06: the holder of a booking is told when the administrator moves or cancels it, in the words given', async () => {
  const { reservationId } = await asked(false)
  await boss().move({ reservationId, ...slot(1, 15, 16), reason: '上午有会' })
  expect(await news()).toEqual([{ title: '会议室预订已改期', text: expect.stringMatching(/ 15:00~16:00/) }])
  await boss().cancel({ reservationId, reason: '场地征用' }, { key: 'once' })
  await boss().cancel({ reservationId, reason: '场地征用' }, { key: 'once' })
  expect(await news()).toEqual([{ title: '会议室预订已取消', text: expect.stringMatching(/。场地征用$/) }])
})

test('O-26: a closure tells each holder whose booking it hits, and nobody else', async () => {
  const { roomId } = await asked(false)
  await lin().reserve({ roomId, ...slot(3, 9, 10), title: '以后' })
  await world.as('t-su').room.reserve({ roomId, ...slot(1, 11, 12), title: '读书会' })
  await boss().close({ roomId, from: at(1, 0), to: at(2, 0), reason: '检修', cancelBookings: true })
  expect(await news()).toMatchObject([{ title: '会议室预订已取消', text: expect.stringContaining('组会') }])
  const [told] = (await world.as('t-su').message.list({})).items
  expect(told).toMatchObject({ title: '会议室预订已取消', text: expect.stringContaining('读书会') })
  expect(told!.page).toMatch(/^\/features\/room\/reservations\/detail\/detail\?id=[\w-]+$/)
})

test('O-26: people are not told of what they did themselves', async () => {
  const { reservationId } = await asked(false)
  await lin().move({ reservationId, ...slot(1, 13, 14) })
  await lin().cancel({ reservationId })
  expect(await news()).toEqual([])
})

test('O-26: the holder of a request that was not decided is told once its time has come', async () => {
  const { roomId, reservationId } = await asked()
  const moving = await lin().reserve({ roomId, ...slot(1, 12, 13), title: '已批' })
  await boss().approve({ reservationId: moving.id, ...seen(world, moving.id) })
  await lin().move({ reservationId: moving.id, ...slot(1, 14, 15) })
  await news()
  world.cloud.clock.set(new Date(dayFrom(1) + 12.5 * HOUR))
  for (const _ of [1, 2]) await world.cloud.invoke('room', {}, { source: 'wx_trigger' })
  const told = await news()
  expect(told.filter(({ text }) => text.includes('组会'))).toMatchObject([{ title: '会议室预订未通过' }])
  expect(told.filter(({ text }) => text.includes('已批'))).toMatchObject([{ title: '会议室改期未通过' }])
  const rooms = rowsOf<{ _id: string; bookings: Booking[] }>(world.cloud, 'rooms')
  const stored = rooms.find(({ _id }) => _id === roomId)!.bookings
  expect(stored).toMatchObject([{ id: moving.id, status: 'reserved', moveTo: null }])
  expect(rowsOf<Booking & { _id: string }>(world.cloud, 'room_history')).toContainEqual(
    expect.objectContaining({ _id: reservationId, status: 'refused' }),
  )
  world.cloud.clock.set(new Date())
})

test('O-26: a subscribe message about a booking fits WeChat’s fields, over midnight and without a reason, too', () => {
  const from = new Date('2026-03-01T22:30:00+08:00')
  const before = aBooking(from, { status: 'pending', to: new Date(+from + 2 * HOUR) })
  const [message] = notificationsFor(before, { ...before, status: 'reserved' }, aRoom(), {
    id: 'm',
    at: from,
  })
  expect(message!.subscribe).toEqual({
    template: 'roomOutcome',
    values: ['小会议室', '2026年3月1日 22:30~2026年3月2日 00:30', '已通过', '例会'],
  })
})

test('every query of these tests was served by a declared index', () => {
  expect(world.cloud.database.queries.filter(({ index }) => index === null)).toEqual([])
})
