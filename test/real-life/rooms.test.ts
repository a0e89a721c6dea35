import { dateOf } from '#contract/kernel/time'
import { at, dayFrom, slot } from '../make/time'
import { aWorld, codeOf, refusalOf } from '../make/world'

const world = aWorld()
const boss = () => world.as('a-room').room
const lin = () => world.as('t-lin').room

/** A room of a test's own. */
async function aRoom(settings: object = {}): Promise<string> {
  const room = { name: '试用会议室', location: '试验楼', seats: 10, departmentId: 'office' }
  return (await boss().create({ ...room, ...settings })).id
}

const viewOf = async (roomId: string, day = 1) => lin().day({ roomId, date: dateOf(dayFrom(day)) })

const reasonsOf = async (roomId: string, day = 1) =>
  (await viewOf(roomId, day)).room.closures.map(({ reason }) => reason)

describe('R4: closures', () => {
  const close = (roomId: string, from: string, to: string | undefined, reason: string) =>
    boss().close({ roomId, from, to, reason })

  test('R4: a room shows all its closures, and ending one leaves the others', async () => {
    const roomId = await aRoom()
    await close(roomId, at(20, 0), at(23, 0), '装修')
    const { closures } = await close(roomId, at(2, 8), at(2, 12), '消毒')
    expect(closures).toMatchObject([
      { from: at(2, 8), to: at(2, 12), reason: '消毒' },
      { from: at(20, 0), to: at(23, 0), reason: '装修' },
    ])
    expect(await reasonsOf(roomId, 20)).toEqual(['消毒', '装修'])
    await boss().open({ roomId, closureId: closures[0]!.id })
    expect(await reasonsOf(roomId)).toEqual(['装修'])
    expect(await codeOf(lin().reserve({ roomId, ...slot(20, 9, 10), title: '会' }))).toBe('ROOM_CLOSED:from')
    await lin().reserve({ roomId, ...slot(2, 9, 10), title: '会' })
  })

  test('R4: ending without a name ends the closure in force, or else the next, never two', async () => {
    const roomId = await aRoom()
    await close(roomId, at(3, 0), at(4, 0), '后面的')
    await close(roomId, at(-1, 0), at(2, 0), '现在的')
    await close(roomId, at(5, 0), undefined, '最后的')
    const left = []
    for (let i = 0; i < 4; i++)
      left.push((await boss().open({ roomId })).closures.map(({ reason }) => reason))
    expect(left).toEqual([['后面的', '最后的'], ['最后的'], [], []])
  })

  test('R4: ending a closure that is not there is refused and ends no other', async () => {
    const roomId = await aRoom()
    await close(roomId, at(3, 0), at(4, 0), '检修')
    expect(await codeOf(boss().open({ roomId, closureId: 'no-such-thing' }))).toBe('NOT_FOUND:closureId')
    expect(await reasonsOf(roomId)).toEqual(['检修'])
  })

  test('R4: the list of closures has an end', async () => {
    const roomId = await aRoom()
    for (let i = 0; i < 20; i++) await close(roomId, at(1 + i, 8), at(1 + i, 9), `第${i}次`)
    expect(await codeOf(close(roomId, at(22, 8), at(22, 9), '再一次'))).toBe('ROOM_TOO_MANY_CLOSURES')
    expect(await reasonsOf(roomId)).toHaveLength(20)
  })

  test('R4: a closure tells of the bookings it hits, whichever other closures there are', async () => {
    const roomId = await aRoom()
    await close(roomId, at(2, 8), at(2, 12), '消毒')
    await lin().reserve({ roomId, ...slot(20, 9, 10), title: '开题' })
    const { code, info } = await refusalOf(close(roomId, at(20, 0), at(23, 0), '装修'))
    expect(code).toBe('ROOM_HAS_BOOKINGS')
    expect(info.details).toMatchObject({ count: 1, bookings: [{ title: '开题' }] })
  })
})
