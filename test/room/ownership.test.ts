import { comparableReply } from '../make/reply'
import { slot } from '../make/time'
import { aWorld } from '../make/world'

const world = aWorld()

/** Reservations: the answer to the holder, another member, the administrator, and anybody with a wrong id. */
const OWNED = {
  cancel: { own: 'OK', other: 'NOT_FOUND', admin: 'OK', missing: 'NOT_FOUND' },
  move: { own: 'OK', other: 'NOT_FOUND', admin: 'OK', missing: 'NOT_FOUND' },
}

describe.each(Object.entries(OWNED))('room.%s', (op, expected) => {
  let hour = 11
  /** Each move goes to a place of its own. */
  const inputFor = (reservationId: string) =>
    op === 'move' ? { reservationId, ...slot(5, ++hour, hour + 1) } : { reservationId }
  const reserve = (day: number) =>
    world.as('t-lin').room.reserve({ roomId: 'r-102', ...slot(day, 9, 10), title: '例会' })
  const request = (persona: string, reservationId: string) =>
    world.raw(persona, 'room', { op, input: inputFor(reservationId) })
  const codeOf = async (persona: string, reservationId: string) => {
    const { reply } = await request(persona, reservationId)
    return reply.ok ? 'OK' : reply.error.code
  }

  test('answers the holder, another member, the administrator and a wrong id as the reviewed table says', async () => {
    const first = await reserve(5)
    expect(await codeOf('t-su', first.id)).toBe(expected.other)
    expect(await codeOf('t-su', 'no-such-thing')).toBe(expected.missing)
    expect(await codeOf('t-lin', first.id)).toBe(expected.own)
    const second = await reserve(6)
    expect(await codeOf('a-room', second.id)).toBe(expected.admin)
    for (const { id } of [first, second])
      await world.raw('t-lin', 'room', { op: 'cancel', input: { reservationId: id } })
  })

  test('does not tell another member whether a reservation exists', async () => {
    const { id } = await reserve(5)
    const [foreign, missing] = [await request('t-su', id), await request('t-su', 'no-such-thing')]
    expect(comparableReply(foreign)).toEqual(comparableReply(missing))
    await world.as('t-lin').room.cancel({ reservationId: id })
  })
})
