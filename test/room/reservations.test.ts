import { HOUR } from '#contract/kernel/time'
import type { Alternative } from '#contract/room'
import { seen } from '../make/seen'
import { at, dayFrom, slot } from '../make/time'
import { aWorld, codeOf, refusalOf } from '../make/world'

const world = aWorld()
const lin = () => world.as('t-lin').room
const su = () => world.as('t-su').room
const boss = () => world.as('a-room').room

/** All bookings of teacher Lin, those that are over included. */
async function allOfLin() {
  const items = []
  let after: string | undefined
  do {
    const page = await lin().mine({ page: { ...(after && { after }) } })
    items.push(...page.items)
    after = page.next
  } while (after)
  return items
}

/** A room of this test's own. */
const aRoom = async (settings = {}) =>
  (
    await boss().create({
      name: '试用会议室',
      location: '试验楼',
      seats: 10,
      departmentId: 'office',
      ...settings,
    })
  ).id

test('O-25, T-35: a teacher reserves a free room and finds it among their own', async () => {
  const roomId = await aRoom()
  const made = await lin().reserve({ roomId, ...slot(1, 9, 10), title: '组会', people: 6 })
  expect(made).toMatchObject({
    roomId,
    ...slot(1, 9, 10),
    status: 'reserved',
    title: '组会',
    people: 6,
    mine: true,
  })
  expect(made.actions).toEqual(['move', 'cancel'])
  const { items } = await lin().mine({})
  expect(items.find(({ id }) => id === made.id)).toEqual(made)
})

test('T-19: times come back as ISO with the offset of the zone, whatever offset they were sent in', async () => {
  const roomId = await aRoom()
  const from = new Date(dayFrom(1) + 9 * HOUR).toISOString()
  const made = await lin().reserve({ roomId, from, to: at(1, 10), title: '组会' })
  expect(made.from).toBe(at(1, 9))
  expect(made.from).toMatch(/T09:00:00\+08:00$/)
})

test('T-21: the loser of a race is told so, with alternatives that can be booked as they are', async () => {
  const roomId = await aRoom({ location: '明德楼' })
  await lin().reserve({ roomId, ...slot(1, 9, 10), title: '先来' })
  const { code, info } = await refusalOf(
    su().reserve({ roomId, ...slot(1, 9.5, 10.5), title: '后到', people: 4 }),
  )
  expect(code).toBe('ROOM_TAKEN')
  const { alternatives } = info.details as { alternatives: Alternative[] }
  const same = alternatives.filter(other => other.roomId === roomId)
  // The nearest times of the same room that do not overlap each other.
  expect(same.map(({ from }) => from)).toEqual([at(1, 10), at(1, 8), at(1, 11)])
  expect(alternatives.some(other => other.roomId !== roomId && other.from === at(1, 9.5))).toBe(true)
  for (const { roomId, from, to } of alternatives) await su().reserve({ roomId, from, to, title: '换一个' })
})

test('T-21: half-open slots may touch', async () => {
  const roomId = await aRoom()
  await lin().reserve({ roomId, ...slot(1, 9, 10), title: '甲' })
  await su().reserve({ roomId, ...slot(1, 10, 11), title: '乙' })
  await su().reserve({ roomId, ...slot(1, 8, 9), title: '丙' })
})

test('T-21: a retry with the same key gets its own booking, not ROOM_TAKEN', async () => {
  const roomId = await aRoom()
  const press = () => lin().reserve({ roomId, ...slot(1, 9, 10), title: '组会' }, { key: 'one-press' })
  const first = await press()
  expect(await press()).toEqual(first)
  const many = await Promise.all(Array.from({ length: 10 }, press))
  for (const made of many) expect(made).toEqual(first)
  expect((await lin().day({ roomId, date: at(1, 9).slice(0, 10) })).bookings).toHaveLength(1)
})

test('T-21: the key of somebody else is another key', async () => {
  const roomId = await aRoom()
  await lin().reserve({ roomId, ...slot(1, 9, 10), title: '甲' }, { key: 'same' })
  expect(await codeOf(su().reserve({ roomId, ...slot(1, 9, 10), title: '乙' }, { key: 'same' }))).toBe(
    'ROOM_TAKEN',
  )
})

test('T-35: more people than seats are refused', async () => {
  const roomId = await aRoom({ seats: 4 })
  expect(await codeOf(lin().reserve({ roomId, ...slot(1, 9, 10), title: '组会', people: 5 }))).toBe(
    'OVER_CAPACITY:people',
  )
})

test.each([
  ['a start off the grid', slot(1, 9.25, 10), 'ROOM_OFF_GRID:from'],
  ['a start that has passed', slot(-1, 9, 10), 'ROOM_PAST:from'],
  ['an end before the start', { from: at(1, 10), to: at(1, 9) }, 'INVALID_INPUT:to'],
  ['hours at which it is shut', slot(1, 5, 7), 'ROOM_CLOSED:from'],
  ['too long a time', slot(1, 9, 20), 'ROOM_TOO_LONG:to'],
  ['too early a wish', slot(60, 9, 10), 'ROOM_TOO_FAR:from'],
])('T-35: %s is refused', async (_, when, code) => {
  const roomId = await aRoom()
  expect(await codeOf(lin().reserve({ roomId, ...when, title: '组会' }))).toBe(code)
})

test('B1: a booking may cross midnight where the room never closes, and holds both days', async () => {
  const roomId = await aRoom({ opensAt: '00:00', closesAt: '24:00' })
  await lin().reserve({ roomId, ...slot(1, 23, 26), title: '夜班' })
  expect(await codeOf(su().reserve({ roomId, ...slot(2, 1, 2), title: '早班' }))).toBe('ROOM_TAKEN')
  const day = await su().day({ roomId, date: at(2, 1).slice(0, 10) })
  expect(day.bookings).toHaveLength(1)
  expect(day.free[0]).toEqual({ from: at(2, 2), to: at(3, 0) })
})

test('O-26: a cancelled booking frees its slot and stays to be seen', async () => {
  const roomId = await aRoom()
  const { id } = await lin().reserve({ roomId, ...slot(1, 9, 10), title: '组会' })
  const gone = await lin().cancel({ reservationId: id, reason: '不开了' })
  expect(gone).toMatchObject({ status: 'cancelled', reason: '不开了', actions: [] })
  expect(await codeOf(lin().cancel({ reservationId: id }))).toBe('ROOM_WRONG_STATE')
  await su().reserve({ roomId, ...slot(1, 9, 10), title: '我来' })
  expect((await allOfLin()).find(one => one.id === id)?.status).toBe('cancelled')
})

test('O-26: a move takes the new slot and frees the old one, at once', async () => {
  const roomId = await aRoom()
  const { id } = await lin().reserve({ roomId, ...slot(1, 9, 10), title: '组会' })
  const moved = await lin().move({ reservationId: id, ...slot(1, 9.5, 10.5) })
  expect(moved).toMatchObject({ id, ...slot(1, 9.5, 10.5), status: 'reserved' })
  expect(moved.previous).toBeUndefined()
  await su().reserve({ roomId, ...slot(1, 8.5, 9.5), title: '前面' })
  const { code, info } = await refusalOf(lin().move({ reservationId: id, ...slot(1, 8, 9) }))
  expect(code).toBe('ROOM_TAKEN')
  expect((info.details as { alternatives: unknown[] }).alternatives).not.toEqual([])
})

test('O-26: in a room with approval a booking waits, holds its slot, and the administrator decides', async () => {
  const roomId = await aRoom({ needsApproval: true })
  const waits = await lin().reserve({ roomId, ...slot(1, 9, 10), title: '讲座' })
  expect(waits.status).toBe('pending')
  expect(await codeOf(su().reserve({ roomId, ...slot(1, 9, 10), title: '乙' }))).toBe('ROOM_TAKEN')
  expect((await boss().pending({})).items.map(({ id }) => id)).toContain(waits.id)
  expect(await boss().approve({ reservationId: waits.id, ...seen(world, waits.id) })).toMatchObject({
    status: 'reserved',
  })
  expect(await codeOf(boss().approve({ reservationId: waits.id, ...seen(world, waits.id) }))).toBe(
    'ROOM_WRONG_STATE',
  )
  expect((await lin().mine({})).items.find(({ id }) => id === waits.id)?.status).toBe('reserved')
  expect((await boss().pending({})).items.map(({ id }) => id)).not.toContain(waits.id)
})

test('O-26: a refused booking frees its slot and tells why', async () => {
  const roomId = await aRoom({ needsApproval: true })
  const { id } = await lin().reserve({ roomId, ...slot(1, 9, 10), title: '讲座' })
  await boss().refuse({ reservationId: id, ...seen(world, id), reason: '当天有典礼' })
  const refused = (await allOfLin()).find(one => one.id === id)
  expect(refused).toMatchObject({ status: 'refused', reason: '当天有典礼', actions: [] })
  await su().reserve({ roomId, ...slot(1, 9, 10), title: '乙' })
})

test('O-26: a move in a room with approval waits again and holds both slots until decided', async () => {
  const roomId = await aRoom({ needsApproval: true })
  const { id } = await lin().reserve({ roomId, ...slot(1, 9, 10), title: '讲座' })
  await boss().approve({ reservationId: id, ...seen(world, id) })
  const waits = await lin().move({ reservationId: id, ...slot(1, 14, 15) })
  expect(waits).toMatchObject({ status: 'pending', ...slot(1, 14, 15), previous: slot(1, 9, 10) })
  for (const hours of [9, 14])
    expect(await codeOf(su().reserve({ roomId, ...slot(1, hours, hours + 1), title: '乙' }))).toBe(
      'ROOM_TAKEN',
    )
  expect(await boss().approve({ reservationId: id, ...seen(world, id) })).toMatchObject({
    status: 'reserved',
    ...slot(1, 14, 15),
  })
  await su().reserve({ roomId, ...slot(1, 9, 10), title: '乙' })
})

test('O-26: a refused move leaves the booking where it was', async () => {
  const roomId = await aRoom({ needsApproval: true })
  const { id } = await lin().reserve({ roomId, ...slot(1, 9, 10), title: '讲座' })
  await boss().approve({ reservationId: id, ...seen(world, id) })
  await lin().move({ reservationId: id, ...slot(1, 14, 15) })
  const kept = await boss().refuse({ reservationId: id, ...seen(world, id), reason: '下午有安排' })
  expect(kept).toMatchObject({ status: 'reserved', ...slot(1, 9, 10), reason: '下午有安排' })
  await su().reserve({ roomId, ...slot(1, 14, 15), title: '乙' })
})

test('O-26: a request without a decision before its start ends as refused and no longer holds the slot', async () => {
  const roomId = await aRoom({ needsApproval: true, minMinutes: 30, opensAt: '00:00', closesAt: '24:00' })
  const { id } = await lin().reserve({ roomId, ...slot(1, 9, 11), title: '讲座' })
  world.cloud.clock.set(new Date(dayFrom(1) + 9.1 * HOUR))
  expect((await lin().mine({})).items.find(one => one.id === id)).toMatchObject({
    status: 'refused',
    actions: [],
  })
  expect(await codeOf(boss().approve({ reservationId: id, ...seen(world, id) }))).toBe('ROOM_WRONG_STATE')
  await su().reserve({ roomId, ...slot(1, 10, 11), title: '接着用' })
  world.cloud.clock.set(new Date())
})

test('T-35: bookings that are over move to the history, and their holder still finds them', async () => {
  const roomId = await aRoom()
  const { id } = await lin().reserve({ roomId, ...slot(1, 9, 10), title: '组会' })
  world.cloud.clock.set(new Date(dayFrom(3) + 10 * HOUR))
  for (const _ of [1, 2]) await world.cloud.invoke('room', {}, { source: 'wx_trigger' })
  const rooms = [...world.cloud.database.dump('rooms')] as { _id: string; bookings: unknown[] }[]
  expect(rooms.find(room => room._id === roomId)?.bookings).toEqual([])
  expect((await allOfLin()).filter(one => one.id === id)).toMatchObject([
    { status: 'reserved', roomName: '试用会议室', actions: [] },
  ])
  world.cloud.clock.set(new Date())
})

test('T-35: only the platform’s clock moves bookings to the history', async () => {
  for (const source of ['wx_client', 'wx_client,scf', 'wx_http', 'scf']) {
    const { result } = await world.cloud.invoke('room', { Type: 'Timer', TriggerName: 'sweep' }, { source })
    expect(JSON.parse(result!)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  }
})

test('T-20, T-35: my reservations come 20 a page, none twice, none left out', async () => {
  const roomId = await aRoom({ minMinutes: 5, gridMinutes: 5 })
  // Administrators may hold so many.
  const holder = boss()
  for (let i = 0; i < 25; i++)
    await holder.reserve({ roomId, ...slot(2, 9 + i / 4, 9.25 + i / 4), title: `第${i}场` })
  const seen: string[] = []
  let after: string | undefined
  do {
    const { items, next } = await holder.mine({ page: { ...(after && { after }) } })
    expect(items.length).toBeLessThanOrEqual(20)
    seen.push(...items.map(({ title }) => title).filter(title => title.startsWith('第')))
    after = next
  } while (after)
  expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => `第${24 - i}场`))
})

test('T-35: a booking made up to the very end of the allowed days is taken', async () => {
  const roomId = await aRoom({ daysAhead: 3 })
  await lin().reserve({ roomId, ...slot(3, 9, 10), title: '最后一天' })
  expect(await codeOf(lin().reserve({ roomId, ...slot(4, 9, 10), title: '太早' }))).toBe('ROOM_TOO_FAR:from')
})
