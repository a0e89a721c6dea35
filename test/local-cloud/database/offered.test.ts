import { openCloud, type TestCloud } from './cloud'

let cloud: TestCloud

beforeAll(async () => {
  cloud = await openCloud()
  await cloud.collection('rooms').add({ data: { _id: 'r', n: 1, list: [1] } })
})

afterAll(() => cloud.close())

/** The cloud's answer to a request: `ok`, or the message it refuses with. */
async function answer(request: () => Promise<unknown>): Promise<string> {
  try {
    await request()
    return 'ok'
  } catch (error) {
    return (error as Error).message
  }
}

test('every aggregation operator that the SDK offers is there, but those named here', async () => {
  const names = Object.keys(cloud.db.command.aggregate).filter(name => name !== 'pipeline')
  const unsupported: string[] = []
  for (const name of names) {
    const operator = cloud.db.command.aggregate[name](null)
    const said = await answer(() => cloud.collection('rooms').aggregate().project({ x: operator }).end())
    if (/Unrecognized or unsupported expression/.test(said)) unsupported.push(name)
  }
  expect(names.length).toBeGreaterThan(90)
  // The first four are accumulators of $group only; a text index is not there.
  expect(unsupported.sort()).toEqual(['addToSet', 'first', 'last', 'meta', 'push'])
})

test('every stage that the SDK can send is there, but geoNear', async () => {
  const requests: Record<string, unknown> = {
    addFields: { x: 1 },
    bucket: { groupBy: '$n', boundaries: [0, 5] },
    bucketAuto: { groupBy: '$n', buckets: 1 },
    count: 'n',
    group: { _id: null },
    limit: 1,
    lookup: { from: 'members', localField: 'n', foreignField: 'n', as: 'm' },
    match: {},
    project: { n: 1 },
    replaceRoot: { newRoot: '$$ROOT' },
    sample: { size: 1 },
    skip: 1,
    sort: { n: 1 },
    sortByCount: '$n',
    unwind: '$list',
  }
  for (const [stage, operand] of Object.entries(requests)) {
    expect([stage, await answer(() => cloud.collection('rooms').aggregate()[stage](operand).end())]).toEqual([
      stage,
      'ok',
    ])
  }
  const near = { near: cloud.db.Geo.Point(0, 0), distanceField: 'd' }
  expect(await answer(() => cloud.collection('rooms').aggregate().geoNear(near).end())).toContain('$geoNear')
})

test('every query command of the SDK is there, but places on the map, text search and schemas', async () => {
  const _ = cloud.db.command
  const point = cloud.db.Geo.Point(0, 0)
  const asked = (filter: object) => answer(() => cloud.collection('rooms').where(filter).get())
  const supported = [
    _.eq(1),
    _.neq(1),
    _.gt(1),
    _.gte(1),
    _.lt(1),
    _.lte(1),
    _.in([1]),
    _.nin([1]),
    _.exists(true),
    _.mod(2, 0),
    _.gt(0).and(_.lt(2)),
    _.eq(1).or(_.eq(2)),
    _.nor([_.eq(1)]),
    _.not(_.eq(1)),
  ]
  for (const condition of supported) expect(await asked({ n: condition })).toBe('ok')
  for (const condition of [_.all([1]), _.elemMatch({ $gt: 0 }), _.size(1)])
    expect(await asked({ list: condition })).toBe('ok')
  expect(await asked({ n: _.geoNear({ geometry: point, maxDistance: 1 }) })).toContain('$nearSphere')
  expect(await asked({ n: _.geoWithin({ centerSphere: [[0, 0], 1] }) })).toContain('$geoWithin')
  expect(await asked({ n: _.geoIntersects({ geometry: point }) })).toContain('$geoIntersects')
  expect(await asked({ $text: { $search: 'x' } })).toContain('$text')
  expect(await asked({ $jsonSchema: {} })).toContain('$jsonSchema')
})
