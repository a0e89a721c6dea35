import { seed } from '../../database-schema/seed'
import type { Fault } from '../../scripts/local-cloud/faults'
import { type LocalCloud, start } from '../../scripts/local-cloud/start'
import { slot } from '../make/time'

const morning = new Date()

/** Operations that write, on things that exist in the seeded organisation. */
const WRITES: [op: string, as: string, input: object][] = [
  ['reserve', 'o-t-lin', { roomId: 'r-102', ...slot(2, 9, 10), title: '组会' }],
  ['cancel', 'o-t-lin', { reservationId: 'seed-r-101-1-14' }],
  ['move', 'o-t-lin', { reservationId: 'seed-r-101-1-14', ...slot(3, 9, 10) }],
  ['approve', 'o-a-room', { reservationId: 'seed-r-301-3-14' }],
  ['refuse', 'o-a-room', { reservationId: 'seed-r-301-3-14', reason: '停用' }],
  ['create', 'o-a-room', { name: '新', location: '新楼', seats: 5, departmentId: 'office' }],
  ['update', 'o-a-room', { roomId: 'r-102', seats: 13 }],
  ['close', 'o-a-room', { roomId: 'r-101', ...slot(1, 0, 24), reason: '检修', cancelBookings: true }],
  ['open', 'o-a-room', { roomId: 'r-101' }],
]

const TROUBLES: Pick<Fault, 'kind' | 'when'>[] = [
  { kind: 'error', when: 'before' },
  { kind: 'kill', when: 'after' },
]

/** All but when people were told of it, which is later in a world that was disturbed. */
const rooms = (cloud: LocalCloud) =>
  JSON.stringify([...cloud.database.dump('rooms')], (field, value) => (field === 'at' ? undefined : value))

async function press(cloud: LocalCloud, [op, as, input]: (typeof WRITES)[number]) {
  const { reply } = await cloud.call(as, 'room', { op, input, key: 'one-press' })
  return reply.ok ? reply.data : reply.error.code
}

test.each(WRITES)(
  'B1: room.%s interrupted at any of its database calls and pressed again is done once',
  async (...write) => {
    const undisturbed = await start({ seed: () => seed(morning) })
    const expected = await press(undisturbed, write)
    const state = rooms(undisturbed)
    await undisturbed.close()
    expect(typeof expected).toBe('object')

    for (const trouble of TROUBLES) {
      const cloud = await start({ seed: () => seed(morning) })
      for (let nth = 1; nth <= 3; nth++) {
        cloud.faults.add({ action: 'database.*', nth, ...trouble })
        await press(cloud, write).catch(error => expect(error.code).toBe('FUNCTIONS_EXECUTE_FAIL'))
        cloud.faults.clear()
      }
      expect(await press(cloud, write)).toEqual(expected)
      expect(rooms(cloud)).toBe(state)
      await cloud.close()
    }
  },
)

test('a fault planned at the front door happens there, and can be taken back', async () => {
  const cloud = await start()
  const ask = (method: string, body?: object) =>
    fetch(`${cloud.url}/local/faults`, { method, ...(body && { body: JSON.stringify(body) }) })
  const codeOf = async () => {
    const { reply } = await cloud.call('o-t-lin', 'room', { op: 'mine', input: {} })
    return reply.ok ? 'OK' : reply.error.code
  }
  await ask('POST', { action: 'database.*', nth: 1, kind: 'error' })
  expect(await codeOf()).toBe('INTERNAL')
  expect(await codeOf()).toBe('OK')
  await ask('POST', { action: 'database.*', nth: 1, kind: 'error' })
  expect(await (await ask('GET')).json()).toHaveLength(1)
  await ask('DELETE')
  expect(await codeOf()).toBe('OK')
  expect((await ask('POST', { action: 'database.*', nth: 0, kind: 'error' })).status).toBe(400)
  await cloud.close()
})

test('a database that never answers ends the call at the function’s time limit', async () => {
  const cloud = await start()
  cloud.faults.add({ action: 'database.*', nth: 1, kind: 'timeout' })
  await expect(cloud.call('o-t-lin', 'room', { op: 'mine', input: {} })).rejects.toMatchObject({
    code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
  })
  await cloud.close()
}, 20_000)
