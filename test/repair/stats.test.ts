import { DAY, HOUR } from '#contract/kernel/time'
import type { StatsBy } from '#contract/repair'
import type { Ticket } from '../../cloudfunctions/repair/model'
import { monthAfter } from '../../cloudfunctions/repair/statistics/aggregate'
import { seed } from '../../scripts/seed'
import { repairClock, ticketIn } from '../make/materials'
import { rowsOf } from '../make/messages'
import { aTicket } from '../make/tickets'
import { aWorld, codeOf } from '../make/world'

const world = aWorld({ seed: now => ({ members: seed(now).members! }) })
const dispatcher = () => world.as('d-logistics').repair
const statistics = async (by: StatsBy, from = '2025-12-01', to = '2026-02-28') =>
  (await dispatcher().stats({ from, to, by })).rows

let made = 0
/** A ticket of the place and category, with the hours that accepting and finishing took. */
function one(at: string, change: Partial<Ticket>, hours: { accept?: number; finish?: number } = {}): Ticket {
  const start = new Date(at)
  const later = (count: number) => new Date(+start + count * HOUR)
  return {
    ...aTicket({ _id: `counted-${++made}`, at: start, changedAt: new Date(world.cloud.clock.now()) }),
    ...(hours.accept !== undefined && { acceptedAt: later(hours.accept) }),
    ...(hours.finish !== undefined && { finishedAt: later(hours.finish) }),
    ...change,
  }
}
const zhao = { worker: { id: 'w-zhao', name: '赵长庚', number: 'w-zhao' } }
const place = (building: string) => ({ place: { campus: '东校区', building, room: '1' } })
const rated = (result: number, efficiency: number) => ({ rating: { result, efficiency, words: '' } })

const insert = (...tickets: Ticket[]) => {
  const stored = tickets.map(({ escalatesAt: _none, ...row }) => row)
  return world.cloud.database.insert({ collection: 'tickets', documents: stored as never })
}
/** Far enough for the clock to count again. */
async function counted() {
  world.cloud.clock.advance(11 * 60_000)
  await repairClock(world.cloud)
}

beforeAll(async () => {
  await insert(
    // Midnight is that of Shanghai: the first belongs to December, the second to January.
    one(
      '2025-12-31T23:59:00+08:00',
      { ...place('明德楼'), ...zhao, ...rated(5, 4) },
      { accept: 1, finish: 5 },
    ),
    one(
      '2026-01-01T00:00:00+08:00',
      { ...place('明德楼'), ...zhao, ...rated(2, 3) },
      { accept: 2, finish: 10 },
    ),
    one('2026-01-31T23:59:59+08:00', place('知行楼'), { accept: 6 }),
    one('2026-02-10T10:00:00+08:00', { ...place('知行楼'), category: { id: 'wood', name: '木工' } }),
  )
  await counted()
})

const NONE = { hoursToAccept: null, hoursToFinish: null, result: null, efficiency: null }

test('B2: months are those of the calendar in Shanghai, with counts, hours and ratings', async () => {
  expect(await statistics('month')).toEqual([
    {
      key: '2025-12',
      name: '2025-12',
      count: 1,
      finished: 1,
      hoursToAccept: 1,
      hoursToFinish: 5,
      result: 5,
      efficiency: 4,
    },
    {
      key: '2026-01',
      name: '2026-01',
      count: 2,
      finished: 1,
      hoursToAccept: 4,
      hoursToFinish: 10,
      result: 2,
      efficiency: 3,
    },
    { key: '2026-02', name: '2026-02', count: 1, finished: 0, ...NONE },
  ])
})

test('several months are one mean: by category, by building, and by worker for those who were sent', async () => {
  expect(await statistics('category')).toEqual([
    {
      key: 'c',
      name: '水电',
      count: 3,
      finished: 2,
      hoursToAccept: 3,
      hoursToFinish: 7.5,
      result: 3.5,
      efficiency: 3.5,
    },
    { key: 'wood', name: '木工', count: 1, finished: 0, ...NONE },
  ])
  expect((await statistics('building')).map(({ key, count }) => [key, count])).toEqual([
    ['明德楼', 2],
    ['知行楼', 2],
  ])
  expect(await statistics('worker')).toMatchObject([{ key: 'w-zhao', name: '赵长庚', count: 2, result: 3.5 }])
  expect(await statistics('month', '2026-01-31', '2026-01-31')).toMatchObject([{ key: '2026-01', count: 2 }])
  expect(await codeOf(dispatcher().stats({ from: '2026-02-01', to: '2026-01-01', by: 'month' }))).toBe(
    'INVALID_INPUT:to',
  )
})

test('counting again, twice at once and after an interruption, changes nothing', async () => {
  const rows = () => rowsOf<{ _id: string }>(world.cloud, 'repair_stats').filter(({ _id }) => _id !== 'mark')
  const before = rows()
  world.cloud.clock.advance(11 * 60_000)
  world.cloud.faults.add({ action: 'database.modifyDocument', nth: 2, kind: 'kill', when: 'after' })
  await repairClock(world.cloud).catch(() => undefined)
  world.cloud.faults.clear()
  await Promise.all([repairClock(world.cloud), repairClock(world.cloud)])
  await counted()
  expect(rows()).toEqual(before)
})

test('a ticket that changes hands is counted with its new worker alone', async () => {
  const ticket = one('2024-06-03T10:00:00+08:00', zhao)
  await insert(ticket)
  await counted()
  expect(await statistics('worker', '2024-06-01', '2024-06-30')).toMatchObject([{ key: 'w-zhao', count: 1 }])
  world.cloud.clock.advance(DAY)
  const worker = { id: 'w-qian', name: '钱木生', number: 'w-qian' }
  const changed = {
    ...ticketIn(world.cloud, ticket._id),
    worker,
    changedAt: new Date(world.cloud.clock.now()),
  }
  await world.cloud.database.put({ collection: 'tickets', documents: [changed] as never, insert: false })
  await counted()
  expect((await statistics('worker', '2024-06-01', '2024-06-30')).map(({ key }) => key)).toEqual(['w-qian'])
})

test('the month after December is January', () => {
  expect([monthAfter('2026-12'), monthAfter('2026-01'), monthAfter('2026-09')]).toEqual([
    '2027-01-01',
    '2026-02-01',
    '2026-10-01',
  ])
})
