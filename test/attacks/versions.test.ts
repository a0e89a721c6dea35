import type { Failure } from '#contract/kernel/rpc'
import { checked } from '../make/imports'
import { needsVersion, operations } from '../make/operations'
import { change } from '../make/rows'
import { dispatched } from '../make/tickets'
import { slot } from '../make/time'
import { aWorld } from '../make/world'
import { codeOfReply, press } from './campus'
import { decisionsIn } from './decisions'
import { savesIn } from './saves'

const world = aWorld()
const room = (as = 'a-room') => world.as(as).room
const directory = (as = 'a-system') => world.as(as).directory

type Versioned = { version?: number }

/** Two runs of the synchronisation that were held one after the other. */
async function heldRuns({ cloud }: typeof world): Promise<{ older: string; newest: string }> {
  const [older, newest] = [(await checked(world)).importId, (await checked(world)).importId]
  for (const [i, id] of [older, newest].entries())
    await change(world, 'imports', id, { source: 'sync', state: 'held', at: new Date(cloud.clock.now() + i) })
  await directory().saveSync({ intervalMinutes: 60 })
  await change(world, 'organisation', 'sync', { runs: [older, newest] })
  return { older, newest }
}

const opOf = (title: string): string => title.split(' ')[0]!

/** By operation, with a word behind it where there are several ways. */
const TABLE = Object.entries({ ...decisionsIn(world), ...savesIn(world) })

/** The operations that take the version which was seen; `true` for those that need it. */
const versioned = new Map(
  operations.flatMap(({ title, schema }) => {
    const { version } = (schema as unknown as { entries: Record<string, { type: string }> }).entries
    const isSeen = version !== undefined && (version.type === 'optional' || needsVersion(schema))
    return isSeen ? [[title, needsVersion(schema)] as const] : []
  }),
)

test('B1: the table has every operation that the contract gives a version, and no other', () => {
  expect([...new Set(TABLE.map(([title]) => opOf(title)))].sort()).toEqual([...versioned.keys()].sort())
})

test.each(TABLE)(
  'B1: %s of a changed thing is refused and shows its present state',
  async (title, decision) => {
    const { seen, input, change } = await decision.begin()
    await change()
    const stale = await press(world, decision.by, opOf(title), { ...input, version: seen.version })
    expect(codeOfReply(stale)).toBe('CONFLICT')
    const { details } = (stale as { error: Failure }).error
    const { current } = details as { current: Versioned }
    expect(current.version).toBeGreaterThan(seen.version!)
    const fresh = await press(world, decision.by, opOf(title), { ...input, version: current.version })
    expect(codeOfReply(fresh)).toBe('OK')
  },
)

test.each(TABLE)(
  'B1: %s without a version is refused where the contract needs one',
  async (title, decision) => {
    const { input } = await decision.begin()
    const code = versioned.get(opOf(title)) ? 'INVALID_INPUT:version' : 'OK'
    expect(codeOfReply(await press(world, decision.by, opOf(title), input))).toBe(code)
  },
)

test.each(TABLE)('B1: %s repeated with its key answers as before', async (title, { by, begin }) => {
  const { seen, input } = await begin()
  const again = () => press(world, by, opOf(title), { ...input, version: seen.version }, 'one-press')
  const first = await again()
  expect(codeOfReply(first)).toBe('OK')
  expect(codeOfReply(await again())).toBe('OK')
})

test('B1: movements of the stock are no change of what the form of a material shows', async () => {
  const { saveMaterial } = world.as('a-repair').repair
  const { id, version } = await saveMaterial({ name: '垫圈', unit: '个', low: 1 })
  await world.as('k-store').repair.restock({ materialId: id, count: 5, reason: '到货' })
  expect(await saveMaterial({ id, version, name: '垫圈', unit: '个', low: 2 })).toMatchObject({ low: 2 })
})

test('B1: a booking is no change of what the form of a room shows', async () => {
  const { id: roomId, version } = await room().create({ name: '新室', location: '新楼', seats: 5 })
  await room('t-lin').reserve({ roomId, ...slot(2, 9, 10), title: '组会' })
  expect(await room().update({ roomId, version, seats: 11 } as never)).toMatchObject({ seats: 11 })
})

test('B1: a ticket that was sent to somebody meanwhile is not sent away unseen', async () => {
  const { id, version } = await dispatched(world)
  const stale = { id, workerId: 'w-qian', version: version - 1 }
  const reply = await press(world, 'd-logistics', 'repair.dispatch', stale)
  expect(codeOfReply(reply)).toBe('CONFLICT')
})

test('E-30: releasing a run of the synchronisation needs to name the newest one', async () => {
  const runs = await heldRuns(world)
  const release = (importId: string) => press(world, 'a-system', 'directory.syncRelease', { importId })
  expect(codeOfReply(await release(runs.older))).toBe('CONFLICT')
  expect(codeOfReply(await release(runs.newest))).toBe('OK')
})
