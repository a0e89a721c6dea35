import type { Visibility } from '#contract/account'
import { change } from '../make/rows'
import { seen } from '../make/seen'
import { at, slot } from '../make/time'
import { aWorld } from '../make/world'

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
