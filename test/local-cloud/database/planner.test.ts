import fc from 'fast-check'
import { Database, Pattern } from '../../../scripts/local-cloud/database'
import { Collection } from '../../../scripts/local-cloud/database/collection'
import { compare, hashKey } from '../../../scripts/local-cloud/database/compare'
import type { IndexSpec } from '../../../scripts/local-cloud/database/plan/index-tree'
import type { SortSpec } from '../../../scripts/local-cloud/database/query/sort'
import { compileUpdate } from '../../../scripts/local-cloud/database/update/update'
import type { Document, Value } from '../../../scripts/local-cloud/database/value'

const scalar = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Value>(0, 1, 2, 3) },
  { weight: 2, arbitrary: fc.constantFrom<Value>('a', 'ab', 'b', null) },
  { weight: 1, arbitrary: fc.constantFrom<Value>(2.5, Number.NaN, '中', true, new Date(1), new Date(2)) },
)
const element = fc.oneof(scalar, fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }))
const plain = fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: element })
// One field only holds arrays: an index over two arrays side by side is refused.
const few = fc.constantFrom<Value>(0, 1, 2)
const list = fc.oneof(
  fc.array(fc.record({ x: few, y: few }), { minLength: 2, maxLength: 3 }),
  fc.array(scalar, { maxLength: 3 }),
  fc.array(element, { maxLength: 3 }),
)
const field = fc.oneof({ weight: 2, arbitrary: plain }, { weight: 3, arbitrary: list })
const document = fc.record(
  { a: field, b: plain, c: plain },
  { requiredKeys: ['a'] },
) as fc.Arbitrary<Document>

const condition: fc.Arbitrary<Value> = fc.oneof(
  scalar,
  fc.record({ $in: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar, $lt: scalar }),
  fc.record({ $lte: scalar }),
  fc.record({ $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $eq: scalar, $gte: scalar }),
  fc.record({ $elemMatch: fc.record({ x: scalar, y: fc.record({ $gte: scalar }) }) }),
  fc.record({ $elemMatch: fc.record({ $gte: scalar, $lte: scalar }) }),
  fc.constantFrom<Value>(
    new Pattern('^a', ''),
    new Pattern('^ab?', ''),
    new Pattern('^a|b', ''),
    { $regex: '^A', $options: 'i' },
    [1, 2],
    {},
  ),
)
const path = fc.oneof(fc.constantFrom('a', 'a.x'), fc.constantFrom('b', 'c', 'b.x', 'a.y'))
const one = fc.tuple(path, condition).map(([name, wish]): Document => ({ [name]: wish }))
const flat = fc.oneof(
  one,
  one,
  fc.tuple(one, one).map(([x, y]): Document => ({ ...x, ...y })),
)
// Each may be met by another element of the array.
const pair = fc.tuple(few, few).map(([x, y]): Document => ({ 'a.x': x, 'a.y': y }))
const filter: fc.Arbitrary<Document> = fc.oneof(
  { weight: 4, arbitrary: flat },
  { weight: 1, arbitrary: pair },
  { weight: 1, arbitrary: fc.tuple(flat, flat).map(([x, y]) => ({ $and: [x, y] })) },
  { weight: 1, arbitrary: fc.tuple(flat, flat, flat).map(([x, y, z]) => ({ ...x, $or: [y, z] })) },
)
const direction = fc.constantFrom<1 | -1>(1, -1)
const sort = fc.oneof(
  fc.constant({}),
  fc.dictionary(fc.constantFrom('a', 'b', 'c'), direction, { maxKeys: 2, noNullPrototype: true }),
)

const INDEXES: Record<string, 1 | -1>[] = [
  { a: 1 },
  { b: -1 },
  { a: 1, b: 1 },
  { a: -1, c: 1 },
  { 'a.x': 1 },
  { 'a.x': 1, 'a.y': -1 },
  { c: 1, 'b.x': 1 },
]
const specs = fc
  .subarray(INDEXES, { minLength: 1 })
  .chain(chosen =>
    fc.tuple(
      ...chosen.map(keys =>
        fc.boolean().map((sparse): IndexSpec => ({ name: JSON.stringify(keys), keys, sparse })),
      ),
    ),
  )
const value = (arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined })
const change = fc.oneof(
  fc.record({ id: fc.nat(19), path: fc.constant('a'), value: value(field) }),
  fc.record({ id: fc.nat(19), path: fc.constantFrom('b', 'c'), value: value(plain) }),
)

function build(
  indexes: IndexSpec[],
  documents: Document[],
  changes: { id: number; path: string; value?: Value }[],
): Collection {
  const collection = new Collection({ name: 'c', indexes })
  for (const [_id, content] of documents.entries()) collection.put(_id, { _id, ...content })
  for (const { id, path, value } of changes) {
    const before = collection.get(id)
    const update: Document = value === undefined ? { $unset: { [path]: '' } } : { $set: { [path]: value } }
    if (before) collection.put(id, compileUpdate(update, {})(before))
  }
  for (const id of [0, 7]) collection.put(id, undefined)
  return collection
}

/** The fields that a sort looks at, so that ties may come in any order. */
function sortKeys(documents: Document[], spec: SortSpec): Value[][] {
  return documents.map(found =>
    Object.entries(spec).map(([path, sign]) => {
      const value = found[path] ?? null
      if (!Array.isArray(value)) return value
      return value.length === 0 ? 'empty array' : [...value].sort((x, y) => compare(x, y) * sign)[0]!
    }),
  )
}

const ids = (documents: Document[]) => documents.map(({ _id }) => _id as number).sort((x, y) => x - y)

test('indexes never change what a query answers', () => {
  const served = new Set<string | null>()
  const world = fc.record({
    specs,
    documents: fc.array(document, { minLength: 10, maxLength: 25 }),
    changes: fc.array(change, { maxLength: 12 }),
    queries: fc.array(fc.record({ filter, sort, limit: fc.option(fc.nat(5), { nil: Infinity }) }), {
      minLength: 30,
      maxLength: 30,
    }),
  })
  fc.assert(
    fc.property(world, ({ specs, documents, changes, queries }) => {
      const indexed = build(specs, documents, changes)
      const scanned = build([], documents, changes)
      for (const query of queries) {
        const [found, expected] = [indexed.find(query), scanned.find(query)]
        served.add(found.index)
        expect(found.documents).toHaveLength(expected.documents.length)
        if (query.limit === Infinity) expect(ids(found.documents)).toEqual(ids(expected.documents))
        expect(sortKeys(found.documents, query.sort)).toEqual(sortKeys(expected.documents, query.sort))
      }
    }),
    { numRuns: 150 },
  )
  expect(served.size).toBeGreaterThan(INDEXES.length)
})

describe('a query is served', () => {
  const indexes: IndexSpec[] = [
    { name: 'state-at', keys: { state: 1, at: -1 } },
    { name: 'end', keys: { 'bookings.to': 1 } },
    { name: 'name', keys: { name: 1 } },
  ]

  const served = (filter: Document, rest: { sort?: SortSpec; limit?: number } = {}): string | null => {
    const collection = new Collection({ name: 'c', indexes })
    collection.put(hashKey('x'), {
      _id: 'x',
      state: 'open',
      at: 1,
      name: 'n',
      bookings: [{ to: 1 }, { to: 2 }],
    })
    return collection.find({ filter, ...rest }).index
  }

  test.each<[string, Document, { sort?: SortSpec; limit?: number }, string | null]>([
    ['by its id', { _id: 'x', state: 'open' }, {}, '_id_'],
    ['by its id inside and', { $and: [{ _id: 'x' }, { state: 'open' }] }, {}, '_id_'],
    ['by several ids', { _id: { $in: ['x', 'y'] } }, {}, '_id_'],
    ['by a range of ids', { _id: { $gt: 'a' } }, { sort: { _id: 1 }, limit: 10 }, '_id_'],
    ['by an equality and a range', { state: 'open', at: { $gte: 1 } }, {}, 'state-at'],
    ['by an equality inside and', { $and: [{ state: 'open' }] }, {}, 'state-at'],
    [
      'by an equality, in the order of the rest',
      { state: 'open' },
      { sort: { at: -1 }, limit: 5 },
      'state-at',
    ],
    ['by a range inside elemMatch', { bookings: { $elemMatch: { to: { $gt: 1 } } } }, {}, 'end'],
    ['by the beginning of a text', { name: new Pattern('^n', '') }, {}, 'name'],
    ['in order, when a limit ends it', { other: 1 }, { sort: { name: -1 }, limit: 5 }, 'name'],
    ['by no index for the order alone without a limit', { other: 1 }, { sort: { name: -1 } }, null],
    ['by no index for another field', { other: 1 }, {}, null],
    ['by no index for the second field alone', { at: 1 }, {}, null],
    ['by no index for a negation', { state: { $ne: 'open' } }, {}, null],
    ['by no index for a pattern in the middle', { name: new Pattern('n', '') }, {}, null],
    ['by an index for each branch of or', { $or: [{ state: 'open' }, { name: 'n' }] }, {}, 'state-at, name'],
    ['by no index when a branch of or has none', { $or: [{ state: 'open' }, { other: 1 }] }, {}, null],
  ])('%s', (_, filter, rest, index) => {
    expect(served(filter, rest)).toBe(index)
  })
})

test('an index over two fields of an array’s elements keeps the fields of an element together', async () => {
  const indexes: IndexSpec[] = [{ name: 'pair', keys: { 'list.x': 1, 'list.y': 1 }, unique: true }]
  const database = await Database.open({ collections: [{ name: 'c', indexes }], now: Date.now })
  await database.insert({
    collection: 'c',
    documents: [
      {
        _id: 1,
        list: [
          { x: 1, y: 1 },
          { x: 2, y: 2 },
        ],
      },
    ],
  })
  await database.insert({ collection: 'c', documents: [{ _id: 2, list: [{ x: 1, y: 2 }] }] })
  const clash = database.insert({ collection: 'c', documents: [{ _id: 3, list: [{ x: 2, y: 2 }] }] })
  await expect(clash).rejects.toThrow('dup key: { list.x: 2, list.y: 2 }')
})

test('an index over two arrays side by side refuses the document and keeps the other indexes as they were', async () => {
  const indexes: IndexSpec[] = [
    { name: 'first', keys: { a: 1 } },
    { name: 'parallel', keys: { a: 1, b: 1 } },
  ]
  const database = await Database.open({ collections: [{ name: 'c', indexes }], now: Date.now })
  await expect(database.insert({ collection: 'c', documents: [{ a: [1, 2], b: [1, 2] }] })).rejects.toThrow(
    'parallel arrays',
  )
  expect(await database.find({ collection: 'c', filter: { a: 1 } })).toEqual([])
})

test('a removed element’s key stays in the index while another element has the same', async () => {
  const indexes: IndexSpec[] = [{ name: 'tag', keys: { 'list.tag': 1 } }]
  const database = await Database.open({ collections: [{ name: 'c', indexes }], now: Date.now })
  await database.insert({
    collection: 'c',
    documents: [{ _id: 1, list: [{ tag: 'x' }, { tag: 'y' }, { tag: 'x' }] }],
  })
  await database.update({ collection: 'c', filter: { _id: 1 }, update: { $pop: { list: 1 } } })
  expect(await database.count({ collection: 'c', filter: { 'list.tag': 'x' } })).toBe(1)
  await database.update({ collection: 'c', filter: { _id: 1 }, update: { $pop: { list: -1 } } })
  expect(await database.count({ collection: 'c', filter: { 'list.tag': 'x' } })).toBe(0)
})
