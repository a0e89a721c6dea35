import type { Visibility } from '#contract/account'
import type { Page } from '#contract/kernel/rpc'
import { HOUR } from '#contract/kernel/time'
import type { ReservationView } from '#contract/room'
import type { Room } from '../../cloudfunctions/room/model'
import { tick } from '../make/messages'
import { aBooking, aRoom as roomRow } from '../make/rooms'
import { change, insert } from '../make/rows'
import { full } from '../make/sampling'
import { seen } from '../make/seen'
import { at, dayFrom, slot } from '../make/time'
import { aWorld, codeOf, refusalOf } from '../make/world'
import { rowIn } from './campus'

const world = aWorld()
const boss = () => world.as('a-room').room
const lin = () => world.as('t-lin').room

async function aRoom(settings: object = {}): Promise<string> {
  const room = { name: '试用会议室', location: '试验楼', seats: 10, departmentId: 'office' }
  return (await boss().create({ ...room, ...settings })).id
}

describe('O-09: the holder’s phone', () => {
  const shows = (phone: Visibility) => world.as('t-lin').account.update({ shows: { phone } })
  /** The number as a member of another department finds it in the room's day. */
  const foundIn = async (roomId: string, who = 's-chen') => {
    const day = await world.as(who).room.day({ roomId, date: at(2, 0).slice(0, 10) })
    return day.bookings[0]!.holder.phone
  }
  let roomId: string
  beforeAll(async () => {
    roomId = await aRoom({ needsApproval: true })
    await shows('everyone')
    await lin().reserve({ roomId, ...slot(2, 9, 10), title: '组会' })
  })
  afterAll(() => shows('everyone'))

  test('follows its owner’s will after the booking', async () => {
    expect(await foundIn(roomId)).toBe('19900000001')
    await shows('nobody')
    expect(await foundIn(roomId)).toBeUndefined()
    expect(await foundIn(roomId, 't-lin')).toBe('19900000001')
  })

  test('is the present one in every list of the administrator and in the question before a closure', async () => {
    await change(world, 'members', 't-lin', { phone: '19900007777' })
    const when = { roomId, ...slot(2, 9, 10) }
    const asked = await world.raw('a-room', 'room', { op: 'close', input: { ...when, reason: '检修' } })
    const lists = [await boss().conflicts(when), await boss().pending({}), asked]
    for (const list of lists) {
      expect(JSON.stringify(list)).toContain('19900007777')
      expect(JSON.stringify(list)).not.toContain('19900000001')
    }
    await change(world, 'members', 't-lin', { phone: '19900000001' })
  })

  test('is stored in no booking, neither in a live one nor in the history', async () => {
    const made = await lin().reserve({ roomId, ...slot(2, 11, 12), title: '备课' })
    await boss().refuse({ reservationId: made.id, ...seen(world, made.id), reason: '另有安排' })
    const stored = ['rooms', 'room_history'].map(name => [...world.cloud.database.dump(name)])
    expect(JSON.stringify(stored)).toContain('组会')
    expect(JSON.stringify(stored)).not.toMatch(/199000\d{5}/)
  })
})

describe('B1: a member who books all they can', () => {
  /** All bookings that teacher Lin holds. */
  const held = async () => {
    const found = []
    for (let after: string | undefined = '0'; after?.startsWith('0'); ) {
      const page: Page<ReservationView> = await lin().mine({ page: { after } })
      found.push(...page.items)
      after = page.next
    }
    return found.filter(({ actions }) => actions.includes('cancel'))
  }
  /** Clears what teacher Lin holds. */
  const release = async () => {
    for (const { id } of await held()) await lin().cancel({ reservationId: id })
  }
  const reserve = (roomId: string, hour: number, who = 't-lin') =>
    codeOf(world.as(who).room.reserve({ roomId, ...slot(3, hour, hour + 0.5), title: '占' }))
  const codesOf = (codes: string[]) => {
    const counts = new Map<string, number>()
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
    return Object.fromEntries(counts)
  }
  const HALVES = Array.from({ length: 28 }, (_, i) => 8 + i / 2)

  test('gets five in a room, one after the other or all at once', async () => {
    await release()
    const [first, second] = [await aRoom(), await aRoom()]
    const codes = []
    for (const hour of HALVES.slice(0, 7)) codes.push(await reserve(first, hour))
    expect(codesOf(codes)).toEqual({ OK: 5, ROOM_QUOTA_HERE: 2 })
    const atOnce = codesOf(await Promise.all(HALVES.map(hour => reserve(second, hour))))
    expect(atOnce.OK).toBeLessThanOrEqual(5)
    for (const hour of HALVES.slice(0, 12)) await reserve(second, hour)
    expect((await held()).filter(({ roomId }) => roomId === second)).toHaveLength(5)
  })

  test('gets twenty in all rooms, and more once some are given back', async () => {
    await release()
    const roomIds = []
    for (let i = 0; i < 6; i++) roomIds.push(await aRoom())
    const codes = await Promise.all(
      roomIds.flatMap(roomId => HALVES.slice(0, 5).map(hour => reserve(roomId, hour))),
    )
    expect(codesOf(codes).OK).toBeLessThanOrEqual(20)
    for (const roomId of roomIds) for (const hour of HALVES.slice(5, 10)) await reserve(roomId, hour)
    const items = await held()
    expect(items).toHaveLength(20)
    const free = await aRoom()
    expect(await reserve(free, 20)).toBe('ROOM_QUOTA')
    await lin().cancel({ reservationId: items[0]!.id })
    expect(await reserve(free, 20)).toBe('OK')
    expect(await reserve(free, 20.5)).toBe('ROOM_QUOTA')
  })

  test('takes nothing from others, nor from the administrator', async () => {
    const roomId = await aRoom()
    for (const hour of HALVES.slice(0, 7)) expect(await reserve(roomId, hour, 'a-room')).toBe('OK')
    expect(await reserve(roomId, 20, 't-su')).toBe('OK')
  })

  /** Reservations that are cancelled again: all in a full run, a hundredth in an ordinary one. */
  const ROUNDS = full ? 10_000 : 100

  test(
    'leaves nothing in the room’s document by reserving and cancelling, however often',
    async () => {
      await release()
      const roomId = await aRoom()
      const [, other] = [await reserve(roomId, 21), await reserve(roomId, 20, 't-su')]
      expect(other).toBe('OK')
      const size = () => JSON.stringify(rowIn(world, roomId, 'rooms')).length
      const before = size()
      for (let i = 0; i < ROUNDS; i++) {
        const { id } = await lin().reserve({ roomId, ...slot(3, 9, 10), title: `第${i}次` })
        await lin().cancel({ reservationId: id })
        if (i % 50 === 0) await tick(world.cloud)
      }
      await tick(world.cloud)
      expect(size()).toBeLessThan(before + 100)
      expect(JSON.stringify(rowIn(world, 't-lin')).length).toBeLessThan(10_000)
      const past = [...world.cloud.database.dump('room_history')]
      expect(past.filter(({ room }) => (room as { _id: string })._id === roomId)).toHaveLength(ROUNDS)
    },
    full ? 1_800_000 : 60_000,
  )
})

describe('O-26: a very full room', () => {
  const COUNT = 750

  /** A room with an hour for every other hour of two months. */
  async function fullRoom(_id: string) {
    const bookings = Array.from({ length: COUNT }, (_, i) =>
      aBooking(new Date(dayFrom(1) + 2 * i * HOUR), { id: `${_id}-${String(i).padStart(4, '0')}` }),
    )
    const always = { opensAt: '00:00', closesAt: '24:00', departmentId: 'office', daysAhead: 90 }
    await insert(world, 'rooms', roomRow({ _id, ...always, bookings }))
  }
  const timer = () => world.cloud.invoke('room', {}, { source: 'wx_trigger' })
  const left = (id: string) => (rowIn(world, id, 'rooms') as unknown as Room).bookings.length
  const outbox = (id: string) => (rowIn(world, id, 'rooms') as unknown as Room).outbox?.length
  const filed = (id: string) =>
    [...world.cloud.database.dump('room_history')].filter(
      ({ room, status }) => (room as { _id: string })._id === id && status === 'cancelled',
    )

  test('is closed in parts, and every booking ends once', async () => {
    await fullRoom('full')
    const asked = await refusalOf(boss().close({ roomId: 'full', from: at(1, 0), reason: '装修' }))
    expect(asked.info.details).toMatchObject({ count: COUNT })
    await boss().close({ roomId: 'full', from: at(1, 0), reason: '装修', cancelBookings: true })
    expect(left('full')).toBeGreaterThan(0)
    for (let i = 0; i < 3; i++) await timer()
    expect([left('full'), filed('full').length]).toEqual([0, COUNT])
    await tick(world.cloud)
    for (let i = 0; i < 50 && outbox('full'); i++) await tick(world.cloud)
    const told = [...world.cloud.database.dump('messages')].filter(({ to }) => to === 'lin')
    expect(told).toHaveLength(COUNT)
  })

  test('keeps its bookings in parts, too, and tells each holder once', async () => {
    await fullRoom('kept')
    await boss().update({ roomId: 'kept', maxMinutes: 30, keepBookings: true })
    for (let i = 0; i < 3; i++) await timer()
    const row = rowIn(world, 'kept', 'rooms') as unknown as Room
    expect([row.bookings.length, row.narrowing]).toEqual([COUNT, undefined])
  })
})
