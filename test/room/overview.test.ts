import { HOUR } from '#contract/kernel/time'
import { type LengthRules, type OverviewRoom, rankRooms } from '#contract/room'
import { members } from '../../scripts/seed/members'
import { aBooking, aRoom } from '../make/rooms'
import { insert } from '../make/rows'
import { at, dayFrom } from '../make/time'
import { aWorld } from '../make/world'

const date = at(1, 0).slice(0, 10)
const world = aWorld()
const lin = () => world.as('t-lin').room
const minutes = (hours: number) => Math.round(hours * 60)

test('every room is in the overview with what is free and who holds the rest', async () => {
  const { rooms, holders, rules, home } = await lin().overview({ date })
  expect(rooms).toHaveLength((await lin().list({ page: { size: 20 } })).items.length)
  const room = rooms.find(({ id }) => id === 'r-b03')!
  expect(room).toMatchObject({ name: '图书馆培训室', seats: 40, tags: ['培训', '投影仪', '白板'] })
  expect(room.free).toEqual([
    [minutes(8), minutes(9)],
    [minutes(11), minutes(22)],
  ])
  expect(room.busy).toEqual([{ from: minutes(9), to: minutes(11), by: expect.any(Number) }])
  expect(holders[room.busy[0]!.by]).toEqual({
    name: members.find(({ _id }) => _id === 'm-09')!.name,
    phone: expect.stringMatching(/^199/),
  })
  expect(rules[room.rules]).toEqual({
    gridMinutes: 30,
    minMinutes: 30,
    maxMinutes: 240,
    needsApproval: false,
  })
  expect(home).toBe('明德楼')
})

test('rooms that do not fit stand last: too small, without the equipment, or taken', async () => {
  const names = async (wish: object) =>
    (await lin().overview({ date, ...wish })).rooms.map(({ name }) => name)
  const wanted = await names({ from: '09:00', to: '11:00', people: 16, label: '大屏' })
  expect(wanted.slice(0, 1)).toEqual(['综合楼二号会议室'])
  expect(wanted.indexOf('明德楼201')).toBeLessThan(wanted.indexOf('明德楼102'))
  expect(wanted.indexOf('明德楼102')).toBeGreaterThan(wanted.indexOf('图书馆培训室'))
  expect((await names({ people: 8 }))[0]).toBe('明德楼101')
})

const rules: LengthRules[] = [{ gridMinutes: 30, minMinutes: 30, maxMinutes: 240, needsApproval: false }]
const aFreeRoom = (name: string, seats: number, location: string): OverviewRoom => ({
  id: name,
  name,
  location,
  seats,
  tags: [],
  rules: 0,
  free: [[480, 1320]],
  busy: [],
})

test('just enough seats come before the own building, which comes before the others', () => {
  const rooms = [
    aFreeRoom('hall', 200, 'home'),
    aFreeRoom('far', 8, 'far'),
    aFreeRoom('near', 12, 'home'),
    aFreeRoom('tiny', 4, 'home'),
  ]
  const ranked = rankRooms(rooms, { people: 8, home: 'home' }, rules).map(({ name }) => name)
  expect(ranked).toEqual(['near', 'far', 'hall', 'tiny'])
})

/** Rooms with names as long as they may be, and bookings all day. */
const many = (count: number, location: (i: number) => string, bookings: number) =>
  Array.from({ length: count }, (_, i) =>
    aRoom({
      _id: `many-${i}-${'x'.repeat(20)}`,
      name: `第${i}会议室`.padEnd(12, '长'),
      location: location(i),
      labels: ['会议', '视频会议'],
      equipment: ['投影仪', '白板'],
      bookings: Array.from({ length: bookings }, (_b, j) =>
        aBooking(new Date(dayFrom(1) + (8 + j) * HOUR), {
          id: `many-${i}-${j}`,
          holder: { id: `m-0${(i + j) % 9}`, name: `第${(i + j) % 9}人` },
        }),
      ),
    }),
  )

const overview = async (input: object = {}) => {
  const { reply, databaseCalls } = await world.raw('t-lin', 'room', {
    op: 'overview',
    input: { date, ...input },
  })
  if (!reply.ok) throw new Error(reply.error.code)
  const data = reply.data as Awaited<ReturnType<ReturnType<typeof lin>['overview']>>
  return { data, databaseCalls, bytes: Buffer.byteLength(JSON.stringify(reply)) }
}

test('120 rooms take two calls of the database and fit into 64 KB', async () => {
  await insert(world, 'rooms', ...many(120, i => `楼${i % 6}`, 4))
  const { data, databaseCalls, bytes } = await overview()
  expect(data.rooms.length).toBeGreaterThanOrEqual(120)
  expect(data.location).toBeUndefined()
  expect(databaseCalls).toBeLessThanOrEqual(2)
  expect(bytes).toBeLessThanOrEqual(64 * 1024)
})

test('more than fit come by location, and of a location that is too large the best', async () => {
  await insert(
    world,
    'rooms',
    ...many(300, i => `区${i % 2}`, 12).map(row => ({ ...row, _id: `more-${row._id}` })),
  )
  const all = await overview()
  expect(new Set(all.data.rooms.map(({ location }) => location))).toEqual(new Set([all.data.location]))
  const large = await overview({ location: '区1' })
  expect(large.data).toMatchObject({ location: '区1', left: 150 - large.data.rooms.length })
  expect(large.data.rooms.length).toBeGreaterThan(40)
  expect(large.bytes).toBeLessThanOrEqual(64 * 1024)
})
