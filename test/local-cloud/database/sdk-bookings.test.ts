import { onlyLocal } from '../remote'
import { openCloud, type TestCloud } from './cloud'

let cloud: TestCloud

beforeEach(async () => {
  cloud = await openCloud()
})

afterEach(() => cloud.close())

describe('a room’s bookings in one document', () => {
  const hours = (from: number, to: number) => ({ id: `${from}-${to}`, from, to, status: 'held' })

  const book = async (from: number, to: number): Promise<number> => {
    const _ = cloud.db.command
    const taken = _.elemMatch({ from: _.lt(to), to: _.gt(from) })
    const { stats } = await cloud
      .collection('rooms')
      .where({ _id: 'r1', state: 'open', bookings: _.not(taken) })
      .update({ data: { bookings: _.push([hours(from, to)]), version: _.inc(1) } })
    return stats.updated
  }

  beforeEach(() =>
    cloud.collection('rooms').add({ data: { _id: 'r1', state: 'open', version: 0, bookings: [] } }),
  )

  test('take a free period and leave a taken one as it is', async () => {
    expect([await book(8, 10), await book(9, 11), await book(10, 12), await book(6, 13)]).toEqual([
      1, 0, 1, 0,
    ])
    expect(await cloud.read('rooms', 'r1')).toEqual({
      _id: 'r1',
      state: 'open',
      version: 2,
      bookings: [hours(8, 10), hours(10, 12)],
    })
  })

  test('let exactly one of many competitors win', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => book(8, 10)))
    expect(results.filter(updated => updated === 1)).toHaveLength(1)
  })

  test('are changed one by one through the positional $, also when the condition stands in an and', async () => {
    const _ = cloud.db.command
    await book(8, 10)
    await book(10, 12)
    const one = { _id: 'r1', 'bookings.id': '10-12' }
    await cloud
      .collection('rooms')
      .where(one)
      .update({ data: { 'bookings.$.status': 'done' } })
    await cloud
      .collection('rooms')
      .where(_.and([{ _id: 'r1' }, { bookings: _.elemMatch({ id: '8-10', status: 'held' }) }]))
      .update({ data: { 'bookings.$.status': 'ended' } })
    expect(
      (await cloud.read('rooms', 'r1')).bookings.map(({ status }: { status: string }) => status),
    ).toEqual(['ended', 'done'])
  })

  test('are pulled by a condition, all changed by $[], and kept short by push with each, sort and slice', async () => {
    const _ = cloud.db.command
    for (const hour of [8, 9, 10]) await book(hour, hour + 1)
    const room = cloud.collection('rooms').doc('r1')
    await room.update({ data: { bookings: _.pull({ from: _.gte(10) }), bookings2: [] } })
    await room.update({ data: { 'bookings.$[].status': 'moved' } })
    await room.update({
      data: { bookings: _.push({ each: [hours(7, 8)], sort: { from: 1 }, slice: 2 }) },
    })
    expect((await cloud.read('rooms', 'r1')).bookings).toEqual([
      hours(7, 8),
      { ...hours(8, 9), status: 'moved' },
    ])
  })
})

describe('transactions', () => {
  beforeEach(() =>
    cloud.collection('rooms').add({
      data: [
        { _id: 'a', n: 10 },
        { _id: 'b', n: 0 },
      ],
    }),
  )

  test('make all their writes or none', async () => {
    const { db } = cloud
    const _ = db.command
    const move = (amount: number) =>
      db.runTransaction(async (transaction: TestCloud['db']) => {
        const rooms = transaction.collection('rooms')
        await rooms.doc('a').update({ data: { n: _.inc(-amount) } })
        const { data } = await rooms.doc('a').get()
        if (data.n < 0) throw new Error('not enough')
        await rooms.doc('b').update({ data: { n: _.inc(amount) } })
        return 'moved'
      })
    expect(await move(4)).toBe('moved')
    await expect(move(40)).rejects.toThrow('not enough')
    expect([(await cloud.read('rooms', 'a')).n, (await cloud.read('rooms', 'b')).n]).toEqual([6, 4])
  })

  onlyLocal('last 30 seconds of the product’s clock', async () => {
    const transaction = await cloud.db.startTransaction()
    await transaction
      .collection('rooms')
      .doc('a')
      .update({ data: { n: 1 } })
    cloud.clock.now += 30_001
    await expect(transaction.commit()).rejects.toThrow(
      'Transaction does not exist on the server, transaction must be commit or abort in 30 seconds',
    )
    expect((await cloud.read('rooms', 'a')).n).toBe(10)
  })
})
