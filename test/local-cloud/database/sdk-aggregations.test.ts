import { onlyLocal } from '../remote'
import { openCloud, type TestCloud } from './cloud'

let cloud: TestCloud

beforeEach(async () => {
  cloud = await openCloud()
})

afterEach(() => cloud.close())

describe('aggregations', () => {
  beforeEach(async () => {
    await cloud.collection('rooms').add({
      data: [
        {
          _id: 'r1',
          building: 'N',
          seats: 30,
          bookings: [
            { by: 'm1', h: 1 },
            { by: 'm2', h: 2 },
          ],
        },
        { _id: 'r2', building: 'N', seats: 50, bookings: [{ by: 'm1', h: 3 }] },
        { _id: 'r3', building: 'S', seats: 10, bookings: [] },
      ],
    })
    await cloud.collection('members').add({
      data: [
        { _id: 'm1', name: '张' },
        { _id: 'm2', name: '李' },
      ],
    })
  })

  // biome-ignore lint/suspicious/noExplicitAny: the list of an aggregation is untyped
  const list = async (aggregation: any): Promise<any[]> => (await aggregation.end()).list

  onlyLocal('match through an index, unwind, look up, group and sort', async () => {
    const { aggregate: $ } = cloud.db.command
    const hours = await list(
      cloud
        .collection('rooms')
        .aggregate()
        .match({ building: 'N' })
        .unwind('$bookings')
        .lookup({ from: 'members', localField: 'bookings.by', foreignField: '_id', as: 'who' })
        .group({
          _id: $.arrayElemAt(['$who.name', 0]),
          hours: $.sum('$bookings.h'),
          rooms: $.addToSet('$_id'),
        })
        .sort({ hours: -1 }),
    )
    expect(hours).toEqual([
      { _id: '张', hours: 4, rooms: ['r1', 'r2'] },
      { _id: '李', hours: 2, rooms: ['r1'] },
    ])
    expect(cloud.database.queries).toContainEqual({
      collection: 'rooms',
      action: 'aggregate',
      shape: '{building: ?}',
      index: 'building',
      count: 1,
    })
    expect(cloud.database.queries).toContainEqual({
      collection: 'members',
      action: 'lookup',
      shape: '{_id: {$in: ?}}',
      index: '_id_',
      count: 2,
    })
  })

  test('filter an array with commands and take commands in match', async () => {
    const { aggregate: $, gte } = cloud.db.command
    const rooms = await list(
      cloud
        .collection('rooms')
        .aggregate()
        .match({ seats: gte(30) })
        .project({ long: $.filter({ input: '$bookings', as: 'b', cond: $.gte(['$$b.h', 2]) }), _id: 1 })
        .sort({ _id: 1 }),
    )
    expect(rooms).toEqual([
      { _id: 'r1', long: [{ by: 'm2', h: 2 }] },
      { _id: 'r2', long: [{ by: 'm1', h: 3 }] },
    ])
  })

  test('give a page and the total in one call', async () => {
    const { aggregate: $ } = cloud.db.command
    const [page] = await list(
      cloud
        .collection('rooms')
        .aggregate()
        .sort({ seats: 1 })
        .group({ _id: null, total: $.sum(1), all: $.push('$$ROOT') })
        .project({ _id: 0, total: 1, items: $.slice(['$all', 1, 1]) }),
    )
    expect(page).toMatchObject({ total: 3, items: [{ _id: 'r1' }] })
  })

  onlyLocal('join by a pipeline with variables through an index', async () => {
    const { aggregate: $, expr } = cloud.db.command
    const joined = await list(
      cloud
        .collection('members')
        .aggregate()
        .match({ _id: 'm1' })
        .lookup({
          from: 'rooms',
          as: 'rooms',
          let: { me: '$_id', where: 'N' },
          pipeline: $.pipeline()
            .match(expr($.and([$.eq(['$building', '$$where']), $.in(['$$me', '$bookings.by'])])))
            .project({ seats: 1, _id: 0 })
            .done(),
        }),
    )
    expect(joined).toEqual([{ _id: 'm1', name: '张', rooms: [{ seats: 30 }, { seats: 50 }] }])
    expect(cloud.database.queries).toContainEqual(
      expect.objectContaining({ action: 'lookup', index: 'building' }),
    )
  })

  test('with a stage that is not there are refused by name', async () => {
    const near = { near: cloud.db.Geo.Point(0, 0), distanceField: 'd' }
    await expect(list(cloud.collection('rooms').aggregate().geoNear(near))).rejects.toThrow('$geoNear')
  })
})
