import type { TicketList, TicketRow } from '#contract/repair'
import { definedFields } from '../../cloudfunctions/kernel/fields'
import type { Ticket } from '../../cloudfunctions/repair/model'
import { seed } from '../../scripts/seed'
import { after, aTicket } from '../make/tickets'
import { aWorld, codeOf } from '../make/world'

const boss = { id: 'd-logistics', name: '程望舒' }
const zhao = { id: 'w-zhao', name: '赵长庚', number: '10007' }
const lin = { id: 't-lin', name: '林知微' }
const hall = { id: 'p-lib', campus: '东校区', building: '图书馆', room: '' }
const report = { report: { words: '好了', used: '', photos: [] } }

const made = (i: number, change: Partial<Ticket> = {}) =>
  aTicket({ reporter: lin, place: hall, at: new Date(Date.now() - i * 60_000), ...change })
const accept = ['accept', boss] as const
const send = ['dispatch', boss, { worker: zhao }] as const

/** 25 in each of the dispatcher's lists, some at the very same moment, two of them overdue. */
const waiting = Array.from({ length: 25 }, (_, i) => made(Math.floor(i / 3), { summary: `等候 ${i}` }))
const overdue = waiting.slice(3, 5)
for (const [i, ticket] of overdue.entries()) ticket.overdue = i + 1
const sent = Array.from({ length: 25 }, (_, i) => after(made(i), [...accept], [...send]))
const done = Array.from({ length: 25 }, (_, i) =>
  after(made(i), [...accept], [...send], ['start', zhao], ['finish', zhao, report]),
)
const all = [...waiting, ...sent, ...done].map(definedFields)

const world = aWorld({ seed: now => ({ ...seed(now), tickets: all }) })
const desk = () => world.as('d-logistics').repair

/** All pages of a list. */
async function pages(
  ask: (page: { size: number; after?: string }) => Promise<{ items: TicketRow[]; next?: string }>,
) {
  const rows: TicketRow[] = []
  let next: string | undefined
  do {
    const page = await ask({ size: 7, ...(next && { after: next }) })
    expect(page.items.length).toBeLessThanOrEqual(7)
    rows.push(...page.items)
    next = page.next
  } while (next)
  return rows
}
const queue = (list: TicketList, more = {}) => pages(page => desk().queue({ list, page, ...more }))
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort()
const idsOf = (tickets: Ticket[]) => tickets.map(({ _id }) => _id).sort()

test('L-37: the dispatcher has three lists; each shows every ticket of it once, page by page', async () => {
  expect(ids(await queue('waitingDispatch'))).toEqual(idsOf(waiting))
  expect(ids(await queue('waitingRepair'))).toEqual(idsOf(sent))
  expect(ids(await queue('done'))).toEqual(idsOf(done))
})

test('L-37: overdue tickets come first, then those that wait longest; of the done ones the latest', async () => {
  const rows = await queue('waitingDispatch')
  expect(rows.slice(0, 2).map(({ id }) => id)).toEqual([overdue[1]!._id, overdue[0]!._id])
  const times = rows.slice(2).map(({ at }) => at)
  expect(times).toEqual([...times].sort())
  const changes = (await queue('done')).map(({ changedAt }) => changedAt)
  expect(changes).toEqual([...changes].sort().reverse())
})

test('L-37: the counts are those of the lists, and are filtered as they are', async () => {
  const none = { waitingDispatch: 0, waitingRepair: 0, done: 0, overdue: 0 }
  const counts = { waitingDispatch: 25, waitingRepair: 25, done: 25, overdue: 2 }
  expect(await desk().counts({})).toEqual(counts)
  expect(await desk().counts({ building: '图书馆', categoryId: 'c' })).toEqual(counts)
  expect(await desk().counts({ workerId: 'w-zhao' })).toEqual({ ...counts, waitingDispatch: 0, overdue: 0 })
  expect(await desk().counts({ text: '等候 1' })).toEqual({ ...none, waitingDispatch: 12 })
  expect(await desk().counts({ text: '等候 3' })).toEqual({ ...none, waitingDispatch: 3, overdue: 1 })
  expect(await desk().counts({ building: '明德楼' })).toEqual(none)
})

test('T-10, L-12: the lists are narrowed by category, building, worker, state and what is overdue', async () => {
  expect(ids(await queue('waitingDispatch', { overdue: true }))).toEqual(idsOf(overdue))
  expect(await queue('waitingDispatch', { state: 'accepted' })).toEqual([])
  expect(await queue('waitingRepair', { workerId: 'w-qian' })).toEqual([])
  expect(await queue('done', { building: '明德楼' })).toEqual([])
  expect(await queue('done', { categoryId: 'c', workerId: 'w-zhao', state: 'finished' })).toHaveLength(25)
})

test.each([
  ['its number', () => waiting[7]!.number, 1],
  ['its number without the hyphen', () => waiting[7]!.number.replace('-', ''), 1],
  ['the middle of what is said', () => '候', 25],
  ['the place as it sounds', () => 'tushuguan', 25],
  ['the initials of who reported', () => 'lzw', 25],
  ['two words of which one fits nothing', () => '图书馆 水管', 0],
  ['two words', () => '图书馆 等候', 25],
  ['a word that would mean something to a database', () => '.*', 0],
])('L-37: a search finds a ticket by %s', async (_, text, count) => {
  expect(await queue('waitingDispatch', { text: text() })).toHaveLength(count)
})

test('L-42, L-43: a worker has the tasks that wait and those that are done', async () => {
  const zhao = world.as('w-zhao').repair
  const open = await pages(page => zhao.tasks({ page }))
  expect(ids(open)).toEqual(idsOf(sent))
  const times = open.map(({ at }) => at)
  expect(times).toEqual([...times].sort())
  const finished = await pages(page => zhao.tasks({ done: true, page }))
  expect(ids(finished)).toEqual(idsOf(done))
  expect((await zhao.tasks({})).items[0]!.actions).toEqual(['start', 'abandon'])
  expect((await world.as('w-qian').repair.tasks({})).items).toEqual([])
})

test('T-37, L-28: everybody finds their own reports and nobody else’s, the latest first', async () => {
  const rows = await pages(page => world.as('t-lin').repair.mine({ page }))
  expect(ids(rows)).toEqual(idsOf(all))
  expect(rows.map(({ at }) => at)).toEqual(
    rows
      .map(({ at }) => at)
      .sort()
      .reverse(),
  )
  expect((await world.as('t-su').repair.mine({})).items).toEqual([])
})

test('B2: at a place one sees what is reported there and not mended, but not by whom', async () => {
  const { place, open } = await world.as('t-su').repair.atPlace({ placeId: 'p-lib' })
  expect(place).toEqual(hall)
  expect(ids(open)).toEqual(idsOf([...waiting, ...sent]))
  expect(JSON.stringify(open)).not.toContain('林知微')
  expect((await world.as('t-su').repair.atPlace({ placeId: 'p-md-101' })).open).toEqual([])
  expect(await codeOf(world.as('t-su').repair.atPlace({ placeId: 'none' }))).toBe('NOT_FOUND:placeId')
})

test('T-20: a cursor that nobody was given is refused', async () => {
  for (const after of [
    'x',
    Buffer.from('[1,2,3]').toString('base64url'),
    Buffer.from('{}').toString('base64url'),
  ])
    for (const list of ['waitingDispatch', 'done'] as const)
      expect(await codeOf(desk().queue({ list, page: { after } }))).toBe('INVALID_INPUT:page.after')
})

test('B2: every list, and the counts, take two calls, whatever is asked', async () => {
  const asked: [string, string, object][] = [
    ['d-logistics', 'queue', { list: 'done', text: '水', building: '图书馆', overdue: true }],
    ['d-logistics', 'counts', {}],
    ['w-zhao', 'tasks', {}],
    ['t-lin', 'mine', {}],
    ['t-lin', 'atPlace', { placeId: 'p-lib' }],
  ]
  for (const [who, op, input] of asked) {
    const { databaseCalls } = await world.raw(who, 'repair', { op, input })
    expect({ op, databaseCalls }).toEqual({ op, databaseCalls: 2 })
  }
})

test('every query of these tests was served by a declared index', () => {
  expect(world.cloud.database.queries.filter(({ index }) => index === null)).toEqual([])
})
