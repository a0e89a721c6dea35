import { onlyLocal } from '../remote'
import { openCloud, type TestCloud } from './cloud'

let cloud: TestCloud

beforeEach(async () => {
  cloud = await openCloud()
})

afterEach(() => cloud.close())

describe('queries', () => {
  beforeEach(async () => {
    const data = Array.from({ length: 150 }, (_, i) => ({
      _id: `r${i}`,
      i,
      building: `b${i % 3}`,
      name: i % 2 ? `教室 ${i}` : `Lab ${i}`,
      when: new Date(i),
    }))
    await cloud.collection('rooms').add({ data: data })
  })

  const ids = async (query: { get(): Promise<{ data: { i?: number }[] }> }) =>
    (await query.get()).data.map(({ i }) => i)

  test('give 100 documents unless asked for more, and at most 1,000', async () => {
    expect(await ids(cloud.collection('rooms'))).toHaveLength(100)
    expect(await ids(cloud.collection('rooms').limit(1000))).toHaveLength(150)
  })

  test('page by order, skip and limit', async () => {
    expect(await ids(cloud.collection('rooms').orderBy('i', 'desc').skip(2).limit(3))).toEqual([
      147, 146, 145,
    ])
    expect((await cloud.collection('rooms').where({ building: 'b1' }).count()).total).toBe(50)
  })

  test('take every comparison, logic and pattern of the SDK', async () => {
    const _ = cloud.db.command
    const asked = (filter: object) =>
      ids(cloud.collection('rooms').where(filter).orderBy('i', 'asc').limit(4))
    expect(await asked({ i: _.gt(5).and(_.lte(8)) })).toEqual([6, 7, 8])
    expect(await asked({ i: _.in([1, 3, 500]) })).toEqual([1, 3])
    expect(await asked({ i: _.nin([0, 1]).and(_.neq(2)) })).toEqual([3, 4, 5, 6])
    expect(await asked({ i: _.eq(4).or(_.mod(50, 0)) })).toEqual([0, 4, 50, 100])
    expect(
      await asked(_.or([{ i: 3 }, { name: cloud.db.RegExp({ regexp: '^lab 1$|^教室 1$', options: 'i' }) }])),
    ).toEqual([1, 3])
    expect(await asked(_.nor([{ building: 'b0' }, { i: _.lt(100) }]))).toEqual([100, 101, 103, 104])
    expect(await asked({ name: /^Lab 14\d/ })).toEqual([140, 142, 144, 146])
    expect(await asked({ when: _.lt(new Date(2)) })).toEqual([0, 1])
    expect(await asked({ gone: _.exists(false), i: _.gte(148) })).toEqual([148, 149])
  })

  test('give parts of documents', async () => {
    const { command: _ } = cloud.db
    await cloud.collection('members').add({
      data: {
        _id: 'm',
        a: 1,
        b: 2,
        list: [
          { id: 1, v: 1 },
          { id: 2, v: 2 },
          { id: 3, v: 3 },
        ],
      },
    })
    const part = async (field: object) => (await cloud.collection('members').field(field).get()).data[0]
    expect(await part({ a: true })).toEqual({ _id: 'm', a: 1 })
    expect(await part({ list: false, _id: false })).toEqual({ a: 1, b: 2 })
    expect(await part({ 'list.v': true, _id: false })).toEqual({ list: [{ v: 1 }, { v: 2 }, { v: 3 }] })
    expect(
      await part({
        list: (_ as { project: { slice(n: number): object } }).project.slice(-1),
        a: true,
      }),
    ).toEqual({ _id: 'm', a: 1, list: [{ id: 3, v: 3 }] })
    expect(
      await part({
        list: (_ as { project: { elemMatch(c: object): object } }).project.elemMatch({ id: 2 }),
      }),
    ).toEqual({ _id: 'm', list: [{ id: 2, v: 2 }] })
  })

  test('by place on the map are refused by name', async () => {
    const { command: _, Geo } = cloud.db
    const near = _.geoNear({ geometry: Geo.Point(113, 23), maxDistance: 1 })
    await expect(cloud.collection('rooms').where({ place: near }).get()).rejects.toThrow('$nearSphere')
  })

  test('and removals answer how many documents went', async () => {
    const removed = await cloud.collection('rooms').where({ building: 'b2' }).remove()
    const one = await cloud.collection('rooms').doc('r0').remove()
    expect([removed.stats.removed, one.stats.removed]).toEqual([50, 1])
    expect((await cloud.collection('rooms').count()).total).toBe(99)
  })

  onlyLocal('are recorded by shape, with the index that served them', async () => {
    await ids(cloud.collection('rooms').where({ building: 'b1' }))
    await ids(cloud.collection('rooms').where({ building: 'b2' }))
    await ids(cloud.collection('rooms').where({ name: 'x' }))
    await cloud.read('rooms', 'r1')
    const shape = (text: string) => cloud.database.queries.find(query => query.shape === text)
    expect(shape('{building: ?}')).toEqual({
      collection: 'rooms',
      action: 'find',
      shape: '{building: ?}',
      index: 'building',
      count: 2,
    })
    expect(shape('{name: ?}')).toMatchObject({ index: null, count: 1 })
    expect(shape('{_id: ?}')).toMatchObject({ index: '_id_' })
  })
})
