import type { ReservationView } from '#contract/room'
import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { seed } from '../../scripts/seed'
import { members } from '../../scripts/seed/members'
import { seen } from '../make/seen'
import { at, slot } from '../make/time'
import { aWorld, codeOf, refusalOf } from '../make/world'

const scoped = newMember(
  {
    _id: 'x-scoped',
    openid: 'o-x-scoped',
    name: '某人',
    kind: 'staff',
    departments: [],
    duties: [{ duty: 'room.admin', scope: ['cs'] }],
    scoped: 'tree',
  },
  [],
)
const world = aWorld({ seed: now => ({ ...seed(now), members: [...members, scoped] }) })
const lin = () => world.as('t-lin').room
const boss = () => world.as('a-room').room

const plain = { name: '试用会议室', location: '试验楼', seats: 10, departmentId: 'office' }

test('O-26: an administrator adds a room and changes it; everybody sees it', async () => {
  const made = await boss().create({ ...plain, labels: ['新'] })
  expect(made).toMatchObject({
    ...plain,
    labels: ['新'],
    gridMinutes: 30,
    actions: ['reserve', 'update', 'close'],
  })
  await boss().update({ roomId: made.id, seats: 12, labels: [] })
  const [seen] = (await lin().list({ location: '试验楼' })).items
  expect(seen).toMatchObject({ id: made.id, seats: 12, labels: [], actions: ['reserve'] })
})

test.each([
  ['closes before it opens', { opensAt: '10:00', closesAt: '09:00' }, 'INVALID_INPUT:closesAt'],
  [
    'has a longest booking below its shortest',
    { minMinutes: 60, maxMinutes: 30 },
    'INVALID_INPUT:maxMinutes',
  ],
  ['has a grid that is too fine', { gridMinutes: 4 }, 'INVALID_INPUT:gridMinutes'],
  ['has no name', { name: ' ' }, 'INVALID_INPUT:name'],
])('O-26: a room that %s is refused', async (_, settings, code) => {
  expect(await codeOf(boss().create({ ...plain, ...settings }))).toBe(code)
})

test('O-26: closing a room shows the bookings it hits, asks, and cancels them with the reason', async () => {
  const { id: roomId } = await boss().create(plain)
  const { id } = await lin().reserve({ roomId, ...slot(1, 9, 10), title: '组会' })
  const later = await lin().reserve({ roomId, ...slot(3, 9, 10), title: '下次' })
  const closure = { roomId, from: at(1, 0), to: at(2, 0), reason: '检修空调' }
  const { code, info } = await refusalOf(boss().close(closure))
  expect(code).toBe('ROOM_HAS_BOOKINGS')
  expect(info.details).toMatchObject({ count: 1, bookings: [{ id, holder: { phone: expect.any(String) } }] })
  expect((await lin().mine({})).items.find(one => one.id === id)?.status).toBe('reserved')

  const closed = await boss().close({ ...closure, cancelBookings: true })
  expect(closed).toMatchObject({
    closures: [{ reason: '检修空调' }],
    actions: ['reserve', 'update', 'close', 'open'],
  })
  const mine = (await lin().mine({})).items
  expect(mine.find(one => one.id === id)).toMatchObject({ status: 'cancelled', reason: '检修空调' })
  expect(mine.find(one => one.id === later.id)?.status).toBe('reserved')
  expect(await codeOf(lin().reserve({ roomId, ...slot(1, 14, 15), title: '组会' }))).toBe('ROOM_CLOSED:from')

  expect((await boss().open({ roomId })).closures).toEqual([])
  await lin().reserve({ roomId, ...slot(1, 14, 15), title: '组会' })
})

test('O-26: a room closed without an end stays closed until it is reopened', async () => {
  const { id: roomId } = await boss().create(plain)
  await boss().close({ roomId, from: at(0, 0), reason: '停用' })
  expect(
    (await lin().search({ ...slot(20, 9, 10), location: '试验楼' })).groups
      .flatMap(g => g.rooms)
      .map(r => r.id),
  ).not.toContain(roomId)
  await boss().open({ roomId })
  await lin().reserve({ roomId, ...slot(20, 9, 10), title: '组会' })
})

test('T-06: the conflict query lists every booking that overlaps a period, with contacts', async () => {
  const { id: roomId } = await boss().create(plain)
  const chen = world.as('s-chen').room
  const inside = await chen.reserve({ roomId, ...slot(10, 9, 10), title: '内' })
  const partly = await chen.reserve({ roomId, ...slot(10, 10.5, 12), title: '部分' })
  await chen.reserve({ roomId, ...slot(10, 12, 13), title: '之后' })
  const gone = await chen.reserve({ roomId, ...slot(10, 8, 9), title: '取消' })
  await chen.cancel({ reservationId: gone.id })
  const { items } = await boss().conflicts({ ...slot(10, 8, 11), roomId })
  expect(items.map(({ id }: ReservationView) => id)).toEqual([inside.id, partly.id])
  expect(items[0]!.holder).toEqual({ name: '陈小满', phone: '19900000003' })
  expect((await boss().conflicts(slot(10, 8, 11))).items).toHaveLength(2)
})

test('T-06: the administrator moves or cancels a booking with a reason, at once', async () => {
  const { id: roomId } = await boss().create({ ...plain, needsApproval: true })
  const { id } = await lin().reserve({ roomId, ...slot(1, 9, 10), title: '讲座' })
  const moved = await boss().move({ reservationId: id, ...slot(1, 15, 16), reason: '上午有紧急会议' })
  expect(moved).toMatchObject({
    status: 'reserved',
    ...slot(1, 15, 16),
    reason: '上午有紧急会议',
    mine: false,
  })
  const gone = await boss().cancel({ reservationId: id, reason: '场地征用' })
  expect(gone).toMatchObject({ status: 'cancelled', reason: '场地征用' })
})

test('E-44: an administrator of one department has no say over another’s rooms', async () => {
  const other = world.as('x-scoped').room
  const { id: roomId } = await boss().create({ ...plain, needsApproval: true })
  const { id } = await lin().reserve({ roomId, ...slot(1, 9, 10), title: '讲座' })
  expect(await codeOf(other.approve({ reservationId: id, ...seen(world, id) }))).toBe('NOT_FOUND')
  expect(await codeOf(other.close({ roomId, from: at(1, 0), reason: '停用' }))).toBe('NOT_FOUND')
  expect(await codeOf(other.create(plain))).toBe('FORBIDDEN:departmentId')
  expect((await other.pending({})).items).toEqual([])
  expect((await other.conflicts(slot(1, 0, 24))).items).toEqual([])
  const own = await other.create({ ...plain, departmentId: 'cs' })
  expect(own.actions).toContain('update')
  expect(await codeOf(other.update({ roomId: own.id, departmentId: 'office' }))).toBe(
    'FORBIDDEN:departmentId',
  )
})

test('O-26: a reservation decided on older rules is not written', async () => {
  const { id: roomId } = await boss().create(plain)
  const close = boss().close({ roomId, from: at(0, 0), reason: '停用', cancelBookings: true })
  const tries = Array.from({ length: 8 }, (_, i) =>
    codeOf(lin().reserve({ roomId, ...slot(1, 9 + i, 10 + i), title: '组会' })),
  )
  await Promise.all([close, ...tries])
  const day = await lin().day({ roomId, date: at(1, 9).slice(0, 10) })
  expect(day.bookings).toEqual([])
})
