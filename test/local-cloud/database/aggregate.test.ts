import { Database, type Document, type Value } from '../../../scripts/local-cloud/database'

async function world(collections: Record<string, Document[]>) {
  const specs = Object.keys(collections).map(name => ({
    name,
    indexes: name === 'items' ? [{ name: 'sku', keys: { sku: 1 as const } }] : [],
  }))
  const database = await Database.open({ collections: specs, now: () => 5 })
  for (const [collection, documents] of Object.entries(collections))
    await database.insert({ collection, documents })
  return database
}

/** Runs a pipeline over documents; fails when it changes one of them. */
async function run(documents: Document[], ...pipeline: Document[]): Promise<Document[]> {
  const database = await world({ c: documents.map((document, _id) => ({ _id, ...document })) })
  const before = JSON.stringify([...database.dump('c')])
  const result = await database.aggregate({ collection: 'c', pipeline })
  expect(JSON.stringify([...database.dump('c')])).toBe(before)
  return result
}

const refused = expect.objectContaining({ code: 'DATABASE_REQUEST_FAILED' })

describe('project', () => {
  const document: Document = { a: 1, b: { c: 2, d: 3 }, list: [{ x: 1, y: 2 }, 5, { y: 3 }] }
  const project = async (fields: Document) => (await run([document], { $project: fields }))[0]

  test('keeps, drops and computes fields', async () => {
    expect(await project({ a: 1 })).toEqual({ _id: 0, a: 1 })
    expect(await project({ _id: 0, 'b.c': true })).toEqual({ b: { c: 2 } })
    expect(await project({ b: { d: 1 }, _id: 0 })).toEqual({ b: { d: 3 } })
    expect(await project({ a: 0, list: 0 })).toEqual({ _id: 0, b: { c: 2, d: 3 } })
    expect(await project({ _id: 0 })).toEqual(document)
    expect(await project({ _id: 0, sum: { $add: ['$a', '$b.c'] }, renamed: '$b.d' })).toEqual({
      sum: 3,
      renamed: 3,
    })
    expect(
      await project({ _id: 0, gone: '$nothing', maybe: { $cond: [false, 1, '$$REMOVE'] }, a: 1 }),
    ).toEqual({ a: 1 })
  })

  test('puts computed fields behind the kept ones', async () => {
    expect(Object.keys((await project({ a: { $literal: 5 }, b: 1 })) as Document)).toEqual(['_id', 'b', 'a'])
  })

  test('reaches into arrays', async () => {
    expect(await project({ _id: 0, 'list.x': 1 })).toEqual({ list: [{ x: 1 }, {}] })
    expect(await project({ _id: 0, 'list.y': 0, a: 0, b: 0 })).toEqual({ list: [{ x: 1 }, 5, {}] })
  })

  test('refuses to keep and drop together, and colliding paths', async () => {
    await expect(project({ a: 1, b: 0 })).rejects.toEqual(refused)
    await expect(project({ a: 0, b: '$a' })).rejects.toEqual(refused)
    await expect(project({ b: 1, 'b.c': 1 })).rejects.toEqual(refused)
    await expect(project({})).rejects.toEqual(refused)
  })
})

test('addFields computes beside what is there, into documents, arrays and over plain values', async () => {
  const [result] = await run([{ a: 1, b: { c: 1 }, list: [{ x: 1 }, 2] }], {
    $addFields: {
      sum: { $add: ['$a', 1] },
      'b.d': '$a',
      'list.z': 9,
      'a.new': 1,
      fixed: 0,
      none: '$nothing',
    },
  })
  expect(result).toEqual({
    _id: 0,
    a: { new: 1 },
    b: { c: 1, d: 1 },
    list: [{ x: 1, z: 9 }, { z: 9 }],
    sum: 2,
    fixed: 0,
  })
})

describe('group', () => {
  const sales: Document[] = [
    { k: 'x', n: 1, s: 'a' },
    { k: 'y', n: 5 },
    { k: 'x', n: 'text', s: 'b' },
    { n: 4 },
    { k: null, n: 2 },
    { k: 'x', n: 4, s: 'a' },
  ]

  test('gathers by a key; missing goes with null', async () => {
    const groups = await run(sales, { $group: { _id: '$k', n: { $sum: '$n' }, count: { $sum: 1 } } })
    expect(groups).toEqual([
      { _id: 'x', n: 5, count: 3 },
      { _id: 'y', n: 5, count: 1 },
      { _id: null, n: 6, count: 2 },
    ])
  })

  test('knows every accumulator', async () => {
    const accumulators = {
      avg: { $avg: '$n' },
      max: { $max: '$n' },
      min: { $min: '$n' },
      first: { $first: '$s' },
      last: { $last: '$n' },
      all: { $push: '$s' },
      set: { $addToSet: '$s' },
      pop: { $stdDevPop: '$n' },
      samp: { $stdDevSamp: '$n' },
      merged: { $mergeObjects: { s: '$s', n: '$n' } },
    }
    const [group] = await run([{ n: 2, s: 'a' }, { n: 4 }, { n: 6, s: 'a' }], {
      $group: { _id: null, ...accumulators },
    })
    expect(group).toEqual({
      _id: null,
      avg: 4,
      max: 6,
      min: 2,
      first: 'a',
      last: 6,
      all: ['a', 'a'],
      set: ['a'],
      pop: Math.sqrt(8 / 3),
      samp: 2,
      merged: { s: 'a', n: 6 },
    })
  })

  test('takes several keys, and gives null where nothing was to gather', async () => {
    const groups = await run([{ a: 1, b: 2 }, { a: 1 }], {
      $group: {
        _id: { a: '$a', b: '$b' },
        avg: { $avg: '$none' },
        max: { $max: '$none' },
        first: { $first: '$none' },
        sum: { $sum: '$none' },
      },
    })
    expect(groups).toEqual([
      { _id: { a: 1, b: 2 }, avg: null, max: null, first: null, sum: 0 },
      { _id: { a: 1 }, avg: null, max: null, first: null, sum: 0 },
    ])
  })

  test.each<Document>([
    { n: { $sum: 1 } },
    { _id: 1, n: 1 },
    { _id: 1, n: { $median: '$n' } },
    { _id: 1, 'a.b': { $sum: 1 } },
  ])('refuses %j', async group => {
    await expect(run(sales, { $group: group })).rejects.toEqual(refused)
  })
})

describe('unwind', () => {
  const documents: Document[] = [{ a: [1, 2] }, { a: [] }, { a: 5 }, { a: null }, {}]

  test('gives one document per element, and takes a plain value for its one element', async () => {
    expect(await run(documents, { $unwind: '$a' })).toEqual([
      { _id: 0, a: 1 },
      { _id: 0, a: 2 },
      { _id: 2, a: 5 },
    ])
  })

  test('numbers the elements and keeps documents without any when asked', async () => {
    const unwind = { path: '$a', includeArrayIndex: 'at', preserveNullAndEmptyArrays: true }
    expect(await run(documents, { $unwind: unwind })).toEqual([
      { _id: 0, a: 1, at: 0 },
      { _id: 0, a: 2, at: 1 },
      { _id: 1, at: null },
      { _id: 2, a: 5, at: null },
      { _id: 3, a: null, at: null },
      { _id: 4, at: null },
    ])
  })

  test('goes down a path', async () => {
    expect(await run([{ a: { b: [1], c: 1 } }], { $unwind: '$a.b' })).toEqual([{ _id: 0, a: { b: 1, c: 1 } }])
  })
})

describe('lookup', () => {
  const shop = () =>
    world({
      orders: [{ _id: 1, item: 'x' }, { _id: 2, item: ['x', 'y'] }, { _id: 3 }, { _id: 4, item: 'none' }],
      items: [{ _id: 1, sku: 'x', stock: 1 }, { _id: 2, sku: 'y', stock: 5 }, { _id: 3 }],
    })
  const ids = (orders: Document[]) => orders.map(({ found }) => (found as Document[]).map(({ _id }) => _id))

  test('joins equal fields, elements of arrays, and missing with missing, through an index', async () => {
    const database = await shop()
    const lookup = { from: 'items', localField: 'item', foreignField: 'sku', as: 'found' }
    expect(ids(await database.aggregate({ collection: 'orders', pipeline: [{ $lookup: lookup }] }))).toEqual([
      [1],
      [1, 2],
      [3],
      [],
    ])
    expect(database.queries.filter(({ action }) => action === 'lookup')).toMatchObject([
      { index: 'sku', count: 4 },
    ])
  })

  test('runs a pipeline with variables on what equal fields have joined', async () => {
    const database = await shop()
    const lookup = {
      from: 'items',
      localField: 'item',
      foreignField: 'sku',
      as: 'found',
      let: { least: 2 },
      pipeline: [{ $match: { $expr: { $gt: ['$stock', '$$least'] } } }],
    }
    expect(ids(await database.aggregate({ collection: 'orders', pipeline: [{ $lookup: lookup }] }))).toEqual([
      [],
      [2],
      [],
      [],
    ])
  })

  test('compares arrays as a whole in expressions, unlike in filters', async () => {
    const database = await shop()
    const pipeline = [{ $match: { $expr: { $eq: ['$item', '$$sku'] } } }]
    const lookup = { from: 'orders', as: 'found', let: { sku: '$sku' }, pipeline }
    expect(ids(await database.aggregate({ collection: 'items', pipeline: [{ $lookup: lookup }] }))).toEqual([
      [1],
      [],
      [3],
    ])
  })
})

test('an expression at the beginning of a pipeline sees what a filter does not', async () => {
  const documents: Document[] = [{ a: [{ b: 1 }, { b: 2 }] }, { a: { b: null } }, {}]
  const ids = async (wanted: Value) =>
    (await run(documents, { $match: { $expr: { $eq: ['$a.b', wanted] } } })).map(({ _id }) => _id)
  expect([await ids({ $literal: [1, 2] }), await ids([1, 2]), await ids(null)]).toEqual([[0], [0], [1]])
  const byVariable = {
    from: 'c',
    as: 'same',
    let: { b: '$a.b' },
    pipeline: [{ $match: { $expr: { $eq: ['$a.b', '$$b'] } } }],
  }
  const joined = await run(documents, { $lookup: byVariable })
  expect(joined.map(({ same }) => (same as Document[]).map(({ _id }) => _id))).toEqual([[0], [1], [2]])
})

describe('buckets', () => {
  const scores = [{ n: 1 }, { n: 5 }, { n: 5 }, { n: 9 }, { n: 20 }]

  test('by boundaries include the lower one and leave others to the default', async () => {
    const bucket = { groupBy: '$n', boundaries: [1, 5, 10], default: 'other' }
    expect(await run(scores, { $bucket: bucket })).toEqual([
      { _id: 1, count: 1 },
      { _id: 5, count: 3 },
      { _id: 'other', count: 1 },
    ])
    await expect(run(scores, { $bucket: { groupBy: '$n', boundaries: [1, 5] } })).rejects.toEqual(refused)
    await expect(run(scores, { $bucket: { groupBy: '$n', boundaries: [5, 1] } })).rejects.toEqual(refused)
  })

  test('of even size keep equal values together', async () => {
    const bucket = { groupBy: '$n', buckets: 3, output: { all: { $push: '$n' } } }
    expect(await run(scores, { $bucketAuto: bucket })).toEqual([
      { _id: { min: 1, max: 9 }, all: [1, 5, 5] },
      { _id: { min: 9, max: 20 }, all: [9, 20] },
    ])
  })
})

test('sortByCount, count, skip, limit and replaceRoot', async () => {
  const documents = [
    { k: 'x', d: { n: 1 } },
    { k: 'y', d: { n: 2 } },
    { k: 'y', d: { n: 3 } },
  ]
  expect(await run(documents, { $sortByCount: '$k' })).toEqual([
    { _id: 'y', count: 2 },
    { _id: 'x', count: 1 },
  ])
  expect(await run(documents, { $match: { k: 'y' } }, { $count: 'n' })).toEqual([{ n: 2 }])
  expect(await run(documents, { $match: { k: 'z' } }, { $count: 'n' })).toEqual([])
  expect(
    await run(
      documents,
      { $replaceRoot: { newRoot: '$d' } },
      { $sort: { n: -1 } },
      { $skip: 1 },
      { $limit: 1 },
    ),
  ).toEqual([{ n: 2 }])
  await expect(run(documents, { $replaceRoot: { newRoot: '$k' } })).rejects.toEqual(refused)
})

test('a sample draws documents once each', async () => {
  const drawn = await run([{ n: 1 }, { n: 2 }, { n: 3 }], { $sample: { size: 5 } })
  expect(drawn.map(({ n }) => n).sort()).toEqual([1, 2, 3])
  expect(await run([{ n: 1 }, { n: 2 }], { $sample: { size: 1 } })).toHaveLength(1)
})

test('the query at the beginning of a pipeline keeps the order of its stages', async () => {
  const documents = Array.from({ length: 6 }, (_, n) => ({ n }))
  const numbers = async (...pipeline: Document[]) => (await run(documents, ...pipeline)).map(({ n }) => n)
  expect(await numbers({ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 2 })).toEqual([4, 3])
  expect(await numbers({ $limit: 3 }, { $skip: 1 })).toEqual([1, 2])
  expect(await numbers({ $limit: 3 }, { $sort: { n: -1 } })).toEqual([2, 1, 0])
  expect(await numbers({ $skip: 1 }, { $match: { n: { $gt: 0 } } }, { $limit: 1 })).toEqual([1])
  expect(await numbers({ $match: { n: { $gt: 1 } } }, { $match: { n: { $lt: 4 } } })).toEqual([2, 3])
})

test('more than 10,000 documents are refused, not cut', async () => {
  const documents = [{ list: Array.from({ length: 10_001 }, (_, i) => i) }]
  await expect(run(documents, { $unwind: '$list' })).rejects.toEqual(refused)
  expect(await run(documents, { $unwind: '$list' }, { $limit: 10_000 })).toHaveLength(10_000)
})

test.each<Document>([
  { $facet: {} },
  { $geoNear: {} },
  { $out: 'x' },
  { $limit: 0 },
  { $limit: 1.5 },
  { $skip: -1 },
  { $sample: {} },
  { $sort: { a: 2 } },
  { $sort: {} },
  { $count: '$n' },
  { $unwind: 'list' },
  { $match: { $where: '1' } },
  { $lookup: { from: 'c', as: 'x', localField: 'a' } },
  { $project: { a: { $frob: 1 } } },
  { $match: {}, $sort: { a: 1 } },
])('the stage %j is refused, even when no document reaches it', async stage => {
  await expect(run([], stage)).rejects.toEqual(refused)
})
