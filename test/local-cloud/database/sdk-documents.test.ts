import { onlyLocal } from '../remote'
import { openCloud, type TestCloud } from './cloud'

let cloud: TestCloud

beforeEach(async () => {
  cloud = await openCloud()
})

afterEach(() => cloud.close())

describe('documents', () => {
  test('come back with the values and types that went in', async () => {
    const date = new Date('2026-05-01T08:00:00+08:00')
    const values = {
      int: 5,
      big: 2 ** 40,
      double: 1.5,
      negative: -3,
      text: '教室 🏫',
      yes: true,
      none: null,
      date,
      list: [1, 'a', { b: date }],
      deep: { er: {} },
    }
    await cloud.collection('rooms').add({ data: { _id: 'r1', ...values } })
    expect(await cloud.read('rooms', 'r1')).toEqual({ _id: 'r1', ...values })
  })

  test('are given an id of 32 hexadecimal digits when they have none', async () => {
    const { _id } = await cloud.collection('rooms').add({ data: { name: 'A1' } })
    expect(_id).toMatch(/^[0-9a-f]{32}$/)
    expect(await cloud.read('rooms', _id)).toEqual({ _id, name: 'A1' })
  })

  onlyLocal('take the server date from the product clock, shifted by its offset, at any depth', async () => {
    const { db } = cloud
    const before = cloud.clock.now
    await cloud.collection('rooms').add({
      data: { _id: 'r1', at: db.serverDate(), deep: [{ at: db.serverDate({ offset: 1000 }) }] },
    })
    const { at, deep } = await cloud.read('rooms', 'r1')
    expect(+at).toBeGreaterThanOrEqual(before)
    expect(+at).toBeLessThanOrEqual(cloud.clock.now)
    expect(deep[0].at - at).toBe(1000)
  })

  test('that are missing make doc.get fail, as on the cloud', async () => {
    await expect(cloud.read('rooms', 'nobody')).rejects.toThrow(/does not exist|cannot find document/)
  })

  test('with an id that is taken are refused with MongoDB’s text', async () => {
    await cloud.collection('rooms').add({ data: { _id: 'r1' } })
    await expect(cloud.collection('rooms').add({ data: { _id: 'r1' } })).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringMatching(
        /E11000 duplicate key error collection: rooms index: _id_ dup key: \{ _id: "r1" \}/,
      ),
    })
  })

  test('of a batch before the refused one stay, those after it do not', async () => {
    const batch = [{ _id: 'a' }, { _id: 'b' }, { _id: 'a' }, { _id: 'c' }]
    await expect(cloud.collection('rooms').add({ data: batch })).rejects.toThrow('E11000')
    const { data } = await cloud.collection('rooms').orderBy('_id', 'asc').get()
    expect(data.map(({ _id }: { _id: string }) => _id)).toEqual(['a', 'b'])
  })

  test('with a field that begins with $ are refused', async () => {
    await expect(cloud.collection('rooms').add({ data: { deep: { $odd: 1 } } })).rejects.toThrow('dollar')
  })

  test('of an unknown collection are refused with -502005', async () => {
    await expect(cloud.collection('nothing').get()).rejects.toMatchObject({
      errCode: -502005,
      errMsg: expect.stringContaining('Db or Table not exist'),
    })
  })
})

describe('updates', () => {
  beforeEach(() =>
    cloud.collection('rooms').add({ data: { _id: 'r1', n: 1, deep: { a: 1, b: 2 }, tags: ['x'] } }),
  )

  test('merge nested objects, and replace them with set', async () => {
    const _ = cloud.db.command
    await cloud
      .collection('rooms')
      .doc('r1')
      .update({ data: { deep: { a: 5 } } })
    expect((await cloud.read('rooms', 'r1')).deep).toEqual({ a: 5, b: 2 })
    await cloud
      .collection('rooms')
      .doc('r1')
      .update({ data: { deep: _.set({ c: 1 }) } })
    expect((await cloud.read('rooms', 'r1')).deep).toEqual({ c: 1 })
  })

  test('count documents that really changed, and a doc.set always', async () => {
    const change = async (data: object) =>
      (await cloud.collection('rooms').doc('r1').update({ data })).stats.updated
    expect([await change({ n: 1 }), await change({ n: 2 })]).toEqual([0, 1])
    const replaced = async () =>
      await cloud
        .collection('rooms')
        .doc('r1')
        .set({ data: { n: 1 } })
    await replaced()
    expect(await replaced()).toMatchObject({ stats: { updated: 1, created: 0 } })
    expect(await cloud.read('rooms', 'r1')).toEqual({ _id: 'r1', n: 1 })
  })

  test('by doc.set create what is missing', async () => {
    const reply = await cloud
      .collection('rooms')
      .doc('new')
      .set({ data: { n: 7 } })
    expect(reply).toMatchObject({ _id: 'new', stats: { created: 1, updated: 0 } })
    expect(await cloud.read('rooms', 'new')).toEqual({ _id: 'new', n: 7 })
  })

  test('reach every command of the SDK', async () => {
    const _ = cloud.db.command
    const room = cloud.collection('rooms').doc('r1')
    await room.set({
      data: {
        n: 6,
        gone: 1,
        was: 'x',
        min: 5,
        max: 5,
        bits: 5,
        stack: [1, 2, 3],
        queue: [1, 2],
        set: ['a'],
        all: [1, 2, 1],
      },
    })
    await room.update({
      data: {
        n: _.mul(2),
        gone: _.remove(),
        was: _.rename('is'),
        min: _.min(3),
        max: _.max(9),
        bits: _.bit({ and: 4 }),
        stack: _.pop(),
        queue: _.unshift([0]),
        set: _.addToSet('b'),
        all: _.pullAll([1]),
      },
    })
    await room.update({
      data: { stack: _.shift(), set: _.addToSet({ $each: ['b', 'c'] }) },
    })
    expect(await cloud.read('rooms', 'r1')).toEqual({
      _id: 'r1',
      n: 12,
      is: 'x',
      min: 3,
      max: 9,
      bits: 4,
      stack: [2],
      queue: [0, 1, 2],
      set: ['a', 'b', 'c'],
      all: [2],
    })
  })

  test('touch every match unless told that one is enough', async () => {
    for (const _id of ['r2', 'r3']) await cloud.collection('rooms').add({ data: { _id, n: 1 } })
    const every = await cloud
      .collection('rooms')
      .where({ n: 1 })
      .update({ data: { n: 2 } })
    const one = await cloud
      .collection('rooms')
      .where({ n: 2 })
      .update({ data: { n: 3 }, multi: false })
    expect([every.stats.updated, one.stats.updated]).toEqual([3, 1])
  })

  test('that fail change nothing', async () => {
    const _ = cloud.db.command
    await expect(
      cloud
        .collection('rooms')
        .doc('r1')
        .update({ data: { n: _.inc(1), tags: _.inc(1) } }),
    ).rejects.toThrow('non-numeric')
    expect(await cloud.read('rooms', 'r1')).toMatchObject({ n: 1, tags: ['x'] })
  })
})

test('a collection is created once', async () => {
  await cloud.db.createCollection('fresh')
  await cloud.collection('fresh').add({ data: { _id: 'x' } })
  await expect(cloud.db.createCollection('fresh')).rejects.toMatchObject({
    code: 'DATABASE_COLLECTION_ALREADY_EXIST',
  })
})

test('a unique index refuses a second document, and several without the field', async () => {
  await cloud.collection('members').add({ data: [{ _id: '1', phone: '1' }, { _id: '2' }, { _id: '3' }] })
  await expect(
    cloud
      .collection('members')
      .doc('2')
      .update({ data: { phone: '1' } }),
  ).rejects.toThrow('E11000 duplicate key error collection: members index: phone dup key: { phone: "1" }')
  await cloud.collection('members').doc('1').remove()
  await cloud
    .collection('members')
    .doc('2')
    .update({ data: { phone: '1' } })
})
