import { _ } from '../../cloudfunctions/kernel/data/cloud'
import { encodeCursor, everyPage, listPage, type SortKey } from '../../cloudfunctions/kernel/data/page'
import { table } from '../../cloudfunctions/kernel/data/table'
import { instanceEnvironment } from '../../scripts/local-cloud/functions/environment'
import { start } from '../../scripts/local-cloud/start'
import { refusalOf } from '../make/world'

interface Line {
  _id: string
  name: string
  size: number
  at: Date
  inner: { rank: number }
}

// Few values for many rows, so that most pages end inside a tie.
const lines: Line[] = Array.from({ length: 23 }, (_, i) => ({
  _id: `line-${String((i * 7) % 23).padStart(2, '0')}`,
  name: ['甲', '乙', 'a', ''][i % 4]!,
  size: i % 3,
  at: new Date(Date.UTC(2026, 2, 1 + (i % 5))),
  inner: { rank: -(i % 2) },
}))

let cloud: Awaited<ReturnType<typeof start>>
beforeAll(async () => {
  cloud = await start({ seed: () => ({ stock_ledger: lines as never }) })
  Object.assign(process.env, instanceEnvironment(cloud.url))
})
afterAll(() => cloud.close())

const source = table<Line>('stock_ledger')
const ALL = [{ _id: _.gt('') }]

const sortValue = (line: Line, field: string): string | number =>
  field === 'inner.rank' ? line.inner.rank : field === 'at' ? +line.at : (line as never)[field]

const inOrder = (order: readonly SortKey[], rows = lines): string[] =>
  [...rows]
    .sort((a, b) => {
      for (const [field, direction] of order) {
        const [one, other] = [sortValue(a, field), sortValue(b, field)]
        if (one !== other) return one < other ? -direction : direction
      }
      return 0
    })
    .map(({ _id }) => _id)

async function walk(order: readonly SortKey[], size: number, more = {}): Promise<string[][]> {
  const pages: string[][] = []
  let after: string | undefined
  do {
    const query = { where: ALL, order, page: { size, after }, ...more }
    const { items, next } = await listPage(source, query, (line: Line) => line._id)
    pages.push(items)
    after = next
    expect(next ?? 'a').toMatch(/^[A-Za-z0-9_-]{1,400}$/)
  } while (after)
  return pages
}

const ID: SortKey = ['_id', 1, 'string']

test.each<[string, SortKey[]]>([
  ['one ascending key', [['name', 1, 'string'], ID]],
  ['one descending key', [['at', -1, 'date'], ID]],
  [
    'keys of every type in both directions',
    [
      ['size', -1, 'number'],
      ['at', 1, 'date'],
      ['name', -1, 'string'],
      ['_id', -1, 'string'],
    ],
  ],
  ['a key inside an object', [['inner.rank', 1, 'number'], ID]],
])('pages by %s hold every row once, in order, also where a page ends inside a tie', async (_name, order) => {
  for (const size of [1, 4, 22, 23, 24]) {
    const pages = await walk(order, size)
    expect(pages.flat()).toEqual(inOrder(order))
    expect(pages.slice(0, -1).every(page => page.length === size)).toBe(true)
    expect(pages.at(-1)!.length).toBeGreaterThan(0)
  }
})

test('a row that comes before the cursor meanwhile does not shift the next page', async () => {
  const order: SortKey[] = [['name', 1, 'string'], ID]
  const page = { size: 5 }
  const first = await listPage(source, { where: ALL, order, page }, (line: Line) => line._id)
  const early = { _id: 'line-', name: '', size: 0, at: new Date(0), inner: { rank: 0 } }
  await source.add(early)
  const rest = { ...page, after: first.next }
  const second = await listPage(source, { where: ALL, order, page: rest }, (line: Line) => line._id)
  expect(second.items).toEqual(inOrder(order).slice(5, 10))
  await source.removeAll({ _id: early._id })
})

test('alternatives find what meets one of them and every other condition, each row once', async () => {
  const order: SortKey[] = [['at', -1, 'date'], ID]
  const anyOf = [[{ size: 1 }], [{ name: '甲' }]]
  const where = [{ 'inner.rank': 0 }]
  const found = lines.filter(line => line.inner.rank === 0 && (line.size === 1 || line.name === '甲'))
  expect((await walk(order, 2, { where, anyOf })).flat()).toEqual(inOrder(order, found))
})

test('rows can be sorted by what earlier stages compute, and joined after the page is cut', async () => {
  const order: SortKey[] = [['tenfold', -1, 'number'], ID]
  const seen: number[] = []
  let after: string | undefined
  do {
    const page = await listPage(
      source,
      {
        where: ALL,
        order,
        page: { size: 4, after },
        prepare: pipeline => pipeline.addFields({ tenfold: { $multiply: ['$size', 10] } }),
        join: pipeline => pipeline.addFields({ joined: true }),
      },
      (row: Line & { tenfold: number; joined: boolean }) => (row.joined ? row.tenfold : Number.NaN),
    )
    seen.push(...page.items)
    after = page.next
  } while (after)
  expect(seen).toEqual(lines.map(({ size }) => size * 10).sort((a, b) => b - a))
})

test('every page in one go is every row, one call a page', async () => {
  const query = { where: ALL, order: [ID] }
  const before = cloud.database.queries.reduce((sum, { count }) => sum + count, 0)
  const pages: string[][] = []
  for await (const rows of everyPage<Line>(source, query, 10)) pages.push(rows.map(({ _id }) => _id))
  expect(pages.map(page => page.length)).toEqual([10, 10, 3])
  expect(pages.flat()).toEqual(inOrder([ID]))
  expect(cloud.database.queries.reduce((sum, { count }) => sum + count, 0) - before).toBe(3)
})

const TYPED: SortKey[] = [['at', -1, 'date'], ['size', 1, 'number'], ID]
const opaque = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

test.each([
  ['no JSON', 'abc'],
  ['no list', opaque({ at: 1 })],
  ['null', opaque(null)],
  ['too few values', opaque([1, 2])],
  ['too many values', opaque([1, 2, 'x', 'y'])],
  ['a moment that is text', opaque(['2026-03-01T00:00:00.000Z', 1, 'x'])],
  ['a moment that is none', opaque([9e15, 1, 'x'])],
  ['a number that is text', opaque([1, '1', 'x'])],
  ['a number beyond all', Buffer.from('[1,1e999,"x"]').toString('base64url')],
  ['an operator for a number', opaque([1, { $gt: 0 }, 'x'])],
  ['an operator for a text', opaque([1, 1, { $ne: '' }])],
  ['nothing for a text', opaque([1, 1, null])],
  ['a list for a text', opaque([1, 1, ['x']])],
])('a cursor with %s is refused at page.after before the database is asked', async (_name, after) => {
  const before = cloud.database.queries.reduce((sum, { count }) => sum + count, 0)
  const asked = listPage(source, { where: ALL, order: TYPED, page: { size: 5, after } }, row => row)
  expect(await refusalOf(asked)).toMatchObject({ code: 'INVALID_INPUT', info: { field: 'page.after' } })
  expect(cloud.database.queries.reduce((sum, { count }) => sum + count, 0)).toBe(before)
})

test('a cursor of the right shape is taken', async () => {
  const after = encodeCursor([new Date(Date.UTC(2026, 2, 3)), 1, 'line-05'])
  const page = await listPage(
    source,
    { where: ALL, order: TYPED, page: { size: 50, after } },
    (row: Line) => row,
  )
  const rest = inOrder(
    TYPED,
    lines.filter(({ at, size, _id }) => {
      const day = +at - Date.UTC(2026, 2, 3)
      return day < 0 || (day === 0 && (size > 1 || (size === 1 && _id > 'line-05')))
    }),
  )
  expect(page.items.map(({ _id }) => _id)).toEqual(rest)
})
