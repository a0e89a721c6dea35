import { RESERVATION_STATUS, type SearchReply } from '#contract/room'
import { members } from '../../scripts/seed/members'
import { aBooking, aRoom } from '../make/rooms'
import { seen } from '../make/seen'
import { at, slot } from '../make/time'
import { aWorld, codeOf } from '../make/world'

const ROOMS = [
  ...['甲', '乙', '丙'].map((name, i) =>
    aRoom({ _id: `m${i}`, name, location: '明德楼', seats: 10 * (3 - i), labels: ['会议'] }),
  ),
  ...Array.from({ length: 30 }, (_, i) =>
    aRoom({
      _id: `t${i}`,
      name: `图${String(i).padStart(2, '0')}`,
      location: '图书馆',
      seats: 6,
      labels: ['讨论'],
    }),
  ),
]
const world = aWorld({ seed: () => ({ members, rooms: ROOMS }) })
const lin = () => world.as('t-lin').room
const namesOf = ({ groups }: SearchReply) =>
  groups.map(({ location, rooms }) => [location, ...rooms.map(({ name }) => name)])

test('T-04: without a length, the rooms free for the whole period come grouped by location', async () => {
  await lin().reserve({ roomId: 'm1', ...slot(1, 10, 11), title: '占用' })
  const found = await lin().search({ ...slot(1, 9, 12), location: '明德楼' })
  expect(namesOf(found)).toEqual([['明德楼', '丙', '甲']])
  expect(found.groups[0]!.rooms[0]).toMatchObject({ intervals: [slot(1, 9, 12)], starts: [at(1, 9)] })
  expect(namesOf(await lin().search({ ...slot(1, 11, 12), location: '明德楼' }))).toEqual([
    ['明德楼', '丙', '乙', '甲'],
  ])
})

test('T-04: a period that partly overlaps a booking does not count as free', async () => {
  await lin().reserve({ roomId: 'm2', ...slot(2, 10, 11), title: '占用' })
  for (const [from, to] of [
    [9, 10.5],
    [10.5, 12],
    [9, 12],
    [10.25, 10.75],
  ] as const)
    expect(namesOf(await lin().search({ ...slot(2, from, to), location: '明德楼' }))).toEqual([
      ['明德楼', '乙', '甲'],
    ])
})

test('T-05: with a length, every room shows its maximal free intervals and the starts they allow', async () => {
  await lin().reserve({ roomId: 'm0', ...slot(3, 10, 11), title: '占用' })
  const { groups } = await lin().search({ ...slot(3, 9, 13), lengthMinutes: 60, people: 25 })
  const [room] = groups[0]!.rooms
  expect(room).toMatchObject({ id: 'm0', gridMinutes: 30, intervals: [slot(3, 9, 10), slot(3, 11, 13)] })
  expect(room!.starts).toEqual([at(3, 9), at(3, 11), at(3, 11.5), at(3, 12)])
})

test('T-05: intervals too short for the length are left out', async () => {
  await lin().reserve({ roomId: 'm0', ...slot(4, 10, 11), title: '占用' })
  const { groups } = await lin().search({ ...slot(4, 9, 13), lengthMinutes: 90, people: 25 })
  expect(groups[0]!.rooms[0]!.intervals).toEqual([slot(4, 11, 13)])
})

test('O-26: a slot that waits for approval is not free, and a move that waits takes both slots', async () => {
  const boss = world.as('a-room').room
  await boss.update({ roomId: 'm0', needsApproval: true, keepBookings: true })
  const { id } = await lin().reserve({ roomId: 'm0', ...slot(9, 9, 10), title: '待批' })
  const intervals = async () =>
    (await lin().search({ ...slot(9, 8, 14), lengthMinutes: 60, people: 25 })).groups[0]!.rooms[0]!.intervals
  expect(await intervals()).toEqual([slot(9, 8, 9), slot(9, 10, 14)])
  await boss.approve({ reservationId: id, ...seen(world, id) })
  await lin().move({ reservationId: id, ...slot(9, 12, 13) })
  expect(await intervals()).toEqual([slot(9, 8, 9), slot(9, 10, 12), slot(9, 13, 14)])
  await boss.refuse({ reservationId: id, ...seen(world, id), reason: '下午有会' })
  expect(await intervals()).toEqual([slot(9, 8, 9), slot(9, 10, 14)])
  await boss.update({ roomId: 'm0', needsApproval: false })
})

test('T-05: at most 20 starts come along, the first ones', async () => {
  const { groups } = await lin().search({ from: at(5, 0), to: at(9, 0), lengthMinutes: 30, people: 25 })
  const [room] = groups[0]!.rooms
  expect(room!.starts).toHaveLength(20)
  expect(room!.starts[0]).toBe(at(5, 8))
  expect(room!.intervals).toHaveLength(4)
})

test('T-03, T-36: people, label and location narrow the search', async () => {
  expect(namesOf(await lin().search({ ...slot(6, 9, 10), people: 15 }))).toEqual([['明德楼', '乙', '甲']])
  expect(namesOf(await lin().search({ ...slot(6, 9, 10), label: '会议' }))).toEqual([
    ['明德楼', '丙', '乙', '甲'],
  ])
  expect(namesOf(await lin().search({ ...slot(6, 9, 10), location: '没有这座楼' }))).toEqual([])
})

test('T-03, T-36: the filters offer every location and label there is, once', async () => {
  expect(await lin().places({})).toEqual({ locations: ['图书馆', '明德楼'], labels: ['会议', '讨论'] })
})

test('T-20: results come 20 rooms a page; no room twice, none left out', async () => {
  const first = await lin().search({ ...slot(6, 9, 10) })
  const second = await lin().search({ ...slot(6, 9, 10), page: { after: first.next! } })
  const ids = [first, second].map(({ groups }) => groups.flatMap(({ rooms }) => rooms.map(({ id }) => id)))
  expect(ids[0]).toHaveLength(20)
  expect(new Set(ids.flat()).size).toBe(33)
  expect(second.next).toBeUndefined()
})

test('T-20: rooms come sorted by seats, then by name, within their location', async () => {
  const { groups } = await lin().search({ ...slot(6, 9, 10), location: '明德楼' })
  expect(groups[0]!.rooms.map(({ seats }) => seats)).toEqual([10, 20, 30])
})

test('T-05: a search over 31 days stays below 64 KB', async () => {
  const { reply, databaseCalls } = await world.raw('t-lin', 'room', {
    op: 'search',
    input: { from: at(1, 0), to: at(32, 0), lengthMinutes: 30 },
  })
  expect(JSON.stringify(reply).length).toBeLessThan(64 * 1024)
  expect(databaseCalls).toBeLessThanOrEqual(2)
})

test('T-05: where rooms are so busy that not every interval fits, each of the 20 shows its first ones', async () => {
  // Every other hour of twenty days is taken.
  const busy = (id: string) =>
    Array.from({ length: 240 }, (_, i) => aBooking(new Date(at(10, 2 * i)), { id: `${id}-${i}` }))
  const rooms = Array.from({ length: 22 }, (_, i) => {
    const _id = `busy-${i}`
    return aRoom({
      _id,
      name: _id,
      location: '忙楼',
      opensAt: '00:00',
      closesAt: '24:00',
      bookings: busy(_id),
    })
  })
  await world.cloud.database.insert({ collection: 'rooms', documents: rooms as never })
  const input = { from: at(10, 0), to: at(30, 0), lengthMinutes: 30, location: '忙楼' }
  const { reply } = await world.raw('t-lin', 'room', { op: 'search', input })
  expect(JSON.stringify(reply).length).toBeLessThan(64 * 1024)
  const { groups, next } = (reply as { data: SearchReply }).data
  expect(groups[0]!.rooms).toHaveLength(20)
  for (const { intervals, more } of groups[0]!.rooms) {
    expect(more).toBe(true)
    expect(intervals.length).toBeGreaterThan(10)
    expect(intervals[0]).toEqual(slot(10, 1, 2))
  }
  expect(next).toBeDefined()
  const one = await lin().search({ ...input, page: { size: 1 } })
  expect(one.groups[0]!.rooms[0]!.intervals).toHaveLength(240)
  expect(one.groups[0]!.rooms[0]!.more).toBeUndefined()
  await world.cloud.database.remove({ collection: 'rooms', filter: { location: '忙楼' }, multi: true })
})

test.each([
  ['ends before it starts', { from: at(2, 9), to: at(1, 9) }, 'INVALID_INPUT:to'],
  ['is longer than 31 days', { from: at(1, 9), to: at(33, 9) }, 'INVALID_INPUT:to'],
  ['is no time at all', { from: 'tomorrow', to: at(1, 9) }, 'INVALID_INPUT:from'],
  ['names a day there is not', { from: '2026-02-30T09:00:00+08:00', to: at(1, 9) }, 'INVALID_INPUT:from'],
  [
    'has a page that is not ours',
    { ...slot(1, 9, 10), page: { after: 'bm90IG91cnM' } },
    'INVALID_INPUT:page.after',
  ],
])('T-03: a search whose period %s is refused', async (_, input, code) => {
  expect(await codeOf(lin().search(input))).toBe(code)
})

test('T-36: the list shows every room, 20 a page, with what one may do', async () => {
  const first = await lin().list({})
  expect(first.items).toHaveLength(20)
  expect(first.items[0]).toMatchObject({ name: '图00', actions: ['reserve'] })
  const second = await lin().list({ page: { after: first.next! } })
  expect(first.items.length + second.items.length).toBe(33)
  expect((await lin().list({ minSeats: 20 })).items.map(({ name }) => name)).toEqual(['乙', '甲'])
  expect((await lin().list({ label: '会议', location: '明德楼' })).items).toHaveLength(3)
})

test('T-06, O-26: the day of a room shows who holds a slot, why, and how to reach them', async () => {
  await world.as('t-su').room.reserve({ roomId: 'm0', ...slot(7, 9, 10), title: '研讨' })
  const day = await lin().day({ roomId: 'm0', date: at(7, 0).slice(0, 10) })
  expect(day.bookings).toMatchObject([
    {
      ...slot(7, 9, 10),
      title: '研讨',
      holder: { name: '苏青禾', phone: '19900000002' },
      mine: false,
      actions: [],
    },
  ])
  expect(day.open).toEqual([slot(7, 8, 22)])
  expect(day.free).toEqual([slot(7, 8, 9), slot(7, 10, 22)])
  expect(Object.keys(RESERVATION_STATUS)).toContain(day.bookings[0]!.status)
})

test('T-06: a holder who keeps their phone private is shown without it', async () => {
  await world.as('s-chen').room.reserve({ roomId: 'm0', ...slot(8, 9, 10), title: '自习' })
  const day = await lin().day({ roomId: 'm0', date: at(8, 0).slice(0, 10) })
  expect(day.bookings[0]!.holder).toEqual({ name: '陈小满' })
})

test('T-36: a room that is not there is not found', async () => {
  expect(await codeOf(lin().day({ roomId: 'nowhere', date: '2026-03-01' }))).toBe('NOT_FOUND')
})
