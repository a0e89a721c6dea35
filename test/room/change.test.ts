import { HOUR, iso, MINUTE } from '#contract/kernel/time'
import type { Booking, Room } from '../../cloudfunctions/room/model'
import { seed } from '../../scripts/seed'
import { faultsFor, interrupt, recordActions } from '../make/faults'
import { aBooking, aRoom } from '../make/rooms'
import { restore, takeSnapshot } from '../make/snapshot'
import { at, dayFrom, slot } from '../make/time'
import { aWorld, codeOf, refusalOf } from '../make/world'

const LIN = { id: 't-lin', name: '林知微' }
const booking = (id: string, hours: number, more: Partial<Booking> = {}) =>
  aBooking(new Date(dayFrom(2) + hours * HOUR), { id, title: '备课会', holder: LIN, people: 6, ...more })
const rooms: Room[] = [
  aRoom({ _id: 'from', bookings: [booking('b', 9), booking('c', 14)] }),
  aRoom({ _id: 'to', name: '大会议室', seats: 30 }),
  aRoom({ _id: 'small', seats: 4 }),
  aRoom({
    _id: 'full',
    bookings: [10, 12, 14, 16, 18].map((hours, i) => booking(`own-${i}`, hours + 0.5)),
  }),
  aRoom({ _id: 'asks', needsApproval: true, bookings: [booking('approved', 9), booking('taken', 11)] }),
]
const world = aWorld({ seed: now => ({ ...seed(now), rooms }) })
const lin = () => world.as('t-lin').room
const boss = () => world.as('a-room').room
const stored = () => [...world.cloud.database.dump('rooms')] as unknown as Room[]
const places = (id: string) =>
  stored().flatMap(({ _id, bookings }) => bookings.filter(one => one.id === id).map(() => _id))

let beginning: Awaited<ReturnType<typeof takeSnapshot>>
beforeAll(async () => {
  beginning = await takeSnapshot(world.cloud)
})
afterEach(() => restore(world.cloud, beginning, new Date()))

test('time, length, title and people change in one step, which the history tells', async () => {
  const changed = await lin().change({
    reservationId: 'b',
    version: 1,
    ...slot(2, 10, 12),
    title: '试讲',
    people: 8,
  })
  expect(changed).toMatchObject({ ...slot(2, 10, 12), title: '试讲', people: 8, version: 2, roomId: 'from' })
  const { history, day, reservation } = await lin().booking({ reservationId: 'b' })
  expect(reservation).toEqual(changed)
  expect(history).toEqual([
    { at: expect.any(String), event: 'change', by: 'holder', ...slot(2, 10, 12), title: '试讲', people: 8 },
  ])
  expect(day?.bookings.map(({ id }) => id)).toEqual(['b', 'c'])
})

test('a booking that changes its room is in the new one alone, and an administrator tells the holder why', async () => {
  const reason = '会议室另有安排'
  const moved = await boss().change({ reservationId: 'b', version: 1, roomId: 'to', reason })
  expect(moved).toMatchObject({ roomId: 'to', roomName: '大会议室', status: 'reserved', reason })
  expect(places('b')).toEqual(['to'])
  await world.cloud.invoke('message', {}, { source: 'wx_trigger' })
  const [told] = (await world.as('t-lin').message.list({})).items
  expect(told).toMatchObject({ title: '会议室预订换了会议室' })
  expect(told!.text).toContain(reason)
  const { history } = await lin().booking({ reservationId: 'b' })
  expect(history).toMatchObject([{ event: 'change', by: 'administrator', roomName: '大会议室', reason }])
})

test('B2: a change of room that is interrupted at any call leaves one booking, which the press then completes', async () => {
  const request = () =>
    world.raw('t-lin', 'room', {
      op: 'change',
      input: { reservationId: 'b', version: 1, roomId: 'to' },
      key: 'one-press',
    })
  const start = new Date()
  const { actions } = await recordActions(world.cloud, request)
  const faults = faultsFor(actions, 'cutoff')
  expect(faults.length).toBeGreaterThan(8)
  const seen = new Set<string>()
  for (const fault of faults) {
    await restore(world.cloud, beginning, start)
    await interrupt(world.cloud, fault, request)
    seen.add(places('b').join())
    await expectOne('b')
    const left = await takeSnapshot(world.cloud)
    expect((await request()).reply.ok).toBe(true)
    expect(places('b')).toEqual(['to'])
    await restore(world.cloud, left, start)
    world.cloud.clock.set(new Date(+start + 2 * MINUTE))
    await world.cloud.invoke('room', {}, { source: 'wx_trigger' })
    await expectOne('b')
    expect(places('b')).toHaveLength(1)
  }
  // Interrupted before and after each of the three writes.
  expect([...seen].sort()).toEqual(['from', 'from,to', 'to'])
})

/** However many rooms name the booking, people see it once, and its day shows it in that room. */
async function expectOne(id: string): Promise<void> {
  const mine = (await lin().mine({ page: { size: 20 } })).items.filter(one => one.id === id)
  expect(mine).toHaveLength(1)
  const { reservation } = await lin().booking({ reservationId: id })
  expect(reservation).toMatchObject({ roomId: mine[0]!.roomId, status: 'reserved' })
  const date = at(2, 0).slice(0, 10)
  const days = await Promise.all(['from', 'to'].map(roomId => lin().day({ roomId, date })))
  const shown = days.filter(day => day.bookings.some(one => one.id === id))
  expect(shown.map(({ room }) => room.id)).toEqual([reservation.roomId])
}

test('while a booking changes its room no other step is taken, and later the timer lets it stay', async () => {
  const actions = ['database.modifyDocument']
  await interrupt(world.cloud, { action: actions[0]!, nth: 1, kind: 'cutoff', when: 'after' }, () =>
    world.raw('t-lin', 'room', { op: 'change', input: { reservationId: 'b', roomId: 'to' }, key: 'lost' }),
  )
  expect(await codeOf(boss().cancel({ reservationId: 'b', reason: '检修' }))).toBe('CONFLICT')
  world.cloud.clock.set(new Date(Date.now() + 2 * MINUTE))
  expect(await codeOf(boss().cancel({ reservationId: 'b', reason: '检修' }))).toBe('OK')
  expect(places('b')).toEqual([])
})

test('a change that the new room does not allow leaves the booking as it was', async () => {
  const ask = (input: object) => codeOf(lin().change({ reservationId: 'b', version: 1, ...input }))
  expect(await ask({ roomId: 'small' })).toBe('OVER_CAPACITY:people')
  expect(await ask({ roomId: 'full' })).toBe('ROOM_QUOTA_HERE')
  expect(await ask({ roomId: 'full', ...slot(2, 10, 11) })).toBe('ROOM_TAKEN')
  expect(await ask({ roomId: 'no-such-room' })).toBe('NOT_FOUND:roomId')
  expect(await ask({ ...slot(2, 14, 15) })).toBe('ROOM_TAKEN')
  expect(await ask({ people: 11 })).toBe('OVER_CAPACITY:people')
  expect(await ask({ from: at(-1, 9), to: at(-1, 10) })).toBe('ROOM_PAST:from')
  expect(await codeOf(lin().change({ reservationId: 'b', version: 7, title: '新' }))).toBe('CONFLICT')
  expect(await codeOf(world.as('t-su').room.change({ reservationId: 'b', title: '新' }))).toBe('NOT_FOUND')
  expect(stored()[0]).toEqual(beginning.documents.rooms![0])
})

test('a lost race names other rooms and times', async () => {
  const refusal = await refusalOf(lin().change({ reservationId: 'b', roomId: 'full', ...slot(2, 10, 11) }))
  const { alternatives } = refusal.info.details as { alternatives: { roomId: string }[] }
  expect(alternatives.length).toBeGreaterThan(0)
})

test('a room with approval is asked about a booking that comes in, and about what was approved', async () => {
  const moved = await lin().change({ reservationId: 'c', version: 1, roomId: 'asks' })
  expect(moved.status).toBe('pending')
  expect(await codeOf(lin().change({ reservationId: 'approved', version: 1, title: '晚会' }))).toBe(
    'ROOM_NEEDS_APPROVAL:title',
  )
  expect(await codeOf(lin().change({ reservationId: 'approved', version: 1, people: 4 }))).toBe('OK')
  expect(await codeOf(boss().change({ reservationId: 'taken', version: 1, title: '晚会' }))).toBe('OK')
})

test('a booking that is over is shown to its holder and to administrators alone', async () => {
  await lin().cancel({ reservationId: 'b', reason: '改线上' })
  const show = (who: string) => codeOf(world.as(who).room.booking({ reservationId: 'b' }))
  expect([await show('t-lin'), await show('a-room'), await show('t-su')]).toEqual(['OK', 'OK', 'NOT_FOUND'])
  const { history, day } = await lin().booking({ reservationId: 'b' })
  expect(history).toMatchObject([{ event: 'cancel', by: 'holder', reason: '改线上' }])
  expect(day).toBeUndefined()
})

test('of two changes into the last free slot of a room one wins', async () => {
  const outcomes = await Promise.all(
    ['b', 'c'].map(reservationId =>
      codeOf(lin().change({ reservationId, version: 1, roomId: 'to', ...slot(2, 19, 20) })),
    ),
  )
  expect(outcomes.sort()).toEqual(['OK', 'ROOM_TAKEN'])
  expect(stored().find(({ _id }) => _id === 'to')!.bookings).toHaveLength(1)
  expect(stored().flatMap(({ bookings }) => bookings.filter(({ leaving }) => leaving))).toEqual([])
})

test('administrators who decide see the other bookings of the day', async () => {
  await lin().change({ reservationId: 'c', roomId: 'asks' })
  const { items } = await boss().pending({})
  expect(items.find(({ id }) => id === 'c')?.beside).toEqual([
    { ...slot(2, 9, 10), title: '备课会', holder: '林知微' },
    { ...slot(2, 11, 12), title: '备课会', holder: '林知微' },
  ])
  expect(iso(dayFrom(2) + 14 * HOUR)).toBe(items.find(({ id }) => id === 'c')?.from)
})
