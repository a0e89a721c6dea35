import { answered } from '../../../scripts/admin/tcb'
import { onlyLocal } from '../remote'
import { openCloud, type ScriptCloud } from './cloud'

let cloud: ScriptCloud
// biome-ignore lint/suspicious/noExplicitAny: the SDK has no types
let db: any

beforeEach(async () => {
  cloud = await openCloud()
  db = cloud.admin.database()
})
afterEach(() => cloud.close())

const rooms = () => db.collection('rooms')
const idsOf = ({ data }: { data: { _id: string }[] }) => data.map(({ _id }) => _id)
const stored = async (id: string) => (await cloud.stored())[id]

describe('documents', () => {
  test('come back with the values and types that went in', async () => {
    const at = new Date('2026-05-01T08:00:00+08:00')
    const values = {
      int: 5,
      double: 1.5,
      text: '教室',
      no: false,
      none: null,
      at,
      list: [1, { at }],
      deep: {},
    }
    await answered(rooms().add({ _id: 'r1', ...values }))
    const { data } = await rooms().doc('r1').get()
    expect(data).toEqual([{ _id: 'r1', ...values }])
    expect(await stored('r1')).toEqual({ _id: 'r1', ...values })
  })

  test('are given an id, which the reply tells', async () => {
    const { id } = await rooms().add({ floor: 2 })
    expect(await stored(id)).toEqual({ _id: id, floor: 2 })
  })

  onlyLocal('take the server date from the cloud’s clock, shifted by its offset', async () => {
    cloud.local.clock.advance(86_400_000)
    const before = cloud.local.clock.now()
    await rooms().add({
      _id: 'r1',
      at: db.serverDate(),
      deep: [{ at: db.serverDate({ offset: 3_600_000 }) }],
    })
    const { at, deep } = (await stored('r1')) as unknown as { at: Date; deep: [{ at: Date }] }
    expect(+at).toBeGreaterThanOrEqual(before)
    expect(+at).toBeLessThanOrEqual(cloud.local.clock.now())
    expect(+deep[0].at - +at).toBe(3_600_000)
  })

  test('with an id that is taken are refused by code, and the first one stays', async () => {
    await rooms().add({ _id: 'r1', n: 1 })
    await expect(answered(rooms().add({ _id: 'r1', n: 2 }))).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('E11000'),
    })
    expect(await stored('r1')).toMatchObject({ n: 1 })
  })

  test('in a list are refused: this dialect adds one at a time', async () => {
    await expect(answered(rooms().add([{ _id: 'a' }, { _id: 'b' }]))).rejects.toMatchObject({
      code: 'INVALID_PARAM',
    })
    expect(await cloud.stored()).toEqual({})
  })

  test('with a field that begins with $ are refused', async () => {
    await expect(answered(rooms().add({ deep: { $odd: 1 } }))).rejects.toThrow('dollar')
  })

  test('of an unknown collection are refused with the cloud’s own text', async () => {
    await expect(answered(db.collection('nothing').get())).rejects.toMatchObject({
      code: 'DATABASE_COLLECTION_NOT_EXIST',
      message: expect.stringContaining('Db or Table not exist'),
    })
  })
})

describe('queries', () => {
  beforeEach(async () => {
    const at = (day: number) => new Date(Date.UTC(2026, 4, day))
    const documents = [
      { _id: 'a', floor: 1, name: '阶梯教室', at: at(1), tags: ['big'] },
      { _id: 'b', floor: 2, name: 'Lab 1', at: at(2), tags: ['big', 'lab'] },
      { _id: 'c', floor: 2, name: 'lab 2', at: at(3), tags: [] },
    ]
    await cloud.plant(documents)
  })

  const find = async (filter: object) => idsOf(await rooms().where(filter).orderBy('_id', 'asc').get())

  test('compare, combine and look into lists', async () => {
    const _ = db.command
    expect(await find({ floor: 2 })).toEqual(['b', 'c'])
    expect(await find({ floor: _.lt(2).or(_.gt(5)) })).toEqual(['a'])
    expect(await find(_.or([{ floor: 1 }, { name: 'lab 2' }]))).toEqual(['a', 'c'])
    expect(await find({ _id: _.in(['a', 'c', 'x']) })).toEqual(['a', 'c'])
    expect(await find({ tags: _.all(['big', 'lab']) })).toEqual(['b'])
    expect(await find({ tags: _.size(0) })).toEqual(['c'])
  })

  test('compare dates', async () => {
    const _ = db.command
    expect(await find({ at: new Date(Date.UTC(2026, 4, 2)) })).toEqual(['b'])
    expect(await find({ at: _.gt(new Date(Date.UTC(2026, 4, 1))) })).toEqual(['b', 'c'])
  })

  onlyLocal('compare with the moment of the cloud’s clock', async () => {
    cloud.local.clock.set(new Date(Date.UTC(2026, 4, 2, 12)))
    expect(await find({ at: db.command.gt(db.serverDate()) })).toEqual(['c'])
  })

  test('match patterns: literal, made by the SDK, negated, and in a list', async () => {
    const _ = db.command
    expect(await find({ name: /^lab/i })).toEqual(['b', 'c'])
    expect(await find({ name: db.RegExp({ regexp: '^lab' }) })).toEqual(['c'])
    expect(await find({ name: _.not(/^lab/i) })).toEqual(['a'])
    expect(await find({ name: _.in([/^阶/, 'lab 2']) })).toEqual(['a', 'c'])
  })

  test('are sorted, cut and projected', async () => {
    const { data } = await rooms()
      .orderBy('floor', 'desc')
      .orderBy('at', 'asc')
      .skip(1)
      .limit(2)
      .field({ floor: true })
      .get()
    expect(data).toEqual([
      { _id: 'c', floor: 2 },
      { _id: 'a', floor: 1 },
    ])
    expect((await rooms().doc('a').field({ tags: true }).get()).data).toEqual([{ _id: 'a', tags: ['big'] }])
  })

  test('count', async () => {
    expect(await answered(rooms().where({ floor: 2 }).count())).toMatchObject({ total: 2 })
    expect(await answered(rooms().count())).toMatchObject({ total: 3 })
  })

  test('answer nothing for what is not there', async () => {
    expect((await answered<{ data: object[] }>(rooms().doc('x').get())).data).toEqual([])
  })

  test('that are refused settle, all three that wait for an answer for ever otherwise', async () => {
    const query = rooms().where({ floor: { $nonsense: 1 } })
    for (const request of [query.get(), query.count(), query.update({ n: 1 }), query.remove()])
      await expect(answered(request)).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
  })

  test('aggregate, with dates in and out', async () => {
    const { data } = await rooms()
      .aggregate()
      .match({ at: db.command.gt(new Date(Date.UTC(2026, 4, 1))) })
      .group({ _id: '$floor', last: { $max: '$at' }, rooms: { $sum: 1 } })
      .end()
    expect(data).toEqual([{ _id: 2, last: new Date(Date.UTC(2026, 4, 3)), rooms: 2 }])
  })

  test('aggregations that are refused say so', async () => {
    await expect(answered(rooms().aggregate().group({ floor: 1 }).end())).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    })
  })
})

describe('updates', () => {
  beforeEach(async () => {
    await cloud.plant([
      { _id: 'a', n: 1, deep: { a: 1, b: 2 }, tags: ['x'] },
      { _id: 'b', n: 1 },
    ])
  })

  test('of one document merge nested objects and reach the commands', async () => {
    const _ = db.command
    const at = new Date(5)
    const changes = { n: _.inc(4), deep: { a: 5 }, tags: _.push(['y', 'z']), at, gone: _.remove() }
    expect(await answered(rooms().doc('a').update(changes))).toMatchObject({ updated: 1 })
    expect(await stored('a')).toEqual({ _id: 'a', n: 5, deep: { a: 5, b: 2 }, tags: ['x', 'y', 'z'], at })
    expect(await stored('b')).toMatchObject({ n: 1 })
  })

  test('of many count what they changed', async () => {
    expect(await answered(rooms().where({ n: 1 }).update({ n: 2 }))).toMatchObject({ updated: 2 })
    expect(await answered(rooms().where({ n: 1 }).update({ n: 3 }))).toMatchObject({ updated: 0 })
  })

  test('by doc.set replace the document, or create it', async () => {
    expect(await answered(rooms().doc('a').set({ n: 9 }))).toMatchObject({ updated: 1 })
    expect(await stored('a')).toEqual({ _id: 'a', n: 9 })
    expect(await answered(rooms().doc('c').set({ n: 3 }))).toMatchObject({ updated: 0, upsertedId: 'c' })
    expect(await stored('c')).toEqual({ _id: 'c', n: 3 })
  })

  test('that fail change nothing', async () => {
    const changes = { n: db.command.inc(1), tags: db.command.inc(1) }
    await expect(answered(rooms().doc('a').update(changes))).rejects.toThrow('non-numeric')
    expect(await stored('a')).toMatchObject({ n: 1 })
  })

  test('remove one document or all that match', async () => {
    expect(await answered(rooms().doc('a').remove())).toMatchObject({ deleted: 1 })
    expect(await answered(rooms().doc('a').remove())).toMatchObject({ deleted: 0 })
    await rooms().add({ _id: 'c', n: 1, at: new Date(5) })
    const old = rooms().where({ at: db.command.lt(new Date(6)) })
    expect(await answered(old.remove())).toMatchObject({ deleted: 1 })
    expect(Object.keys(await cloud.stored())).toEqual(['b'])
  })
})

onlyLocal('a collection is created once', async () => {
  await answered(db.createCollection('fresh'))
  await answered(db.collection('fresh').add({ _id: 'x' }))
  await expect(answered(db.createCollection('fresh'))).rejects.toMatchObject({
    code: 'DATABASE_COLLECTION_ALREADY_EXIST',
  })
})

onlyLocal('what is written in one dialect is read in the other', async () => {
  const at = new Date(1_700_000_000_000)
  await rooms().add({ _id: 'old', at })
  const body = JSON.stringify({
    action: 'database.getDocument',
    collectionName: 'rooms',
    query: JSON.stringify({ at: { $date: { $numberLong: '1700000000000' } } }),
  })
  const response = await fetch(`${cloud.local.url}/admin`, { method: 'POST', body })
  const { data } = (await response.json()) as { data: { list: string[] } }
  expect(data.list.map(text => JSON.parse(text)._id)).toEqual(['old'])
})

onlyLocal('what is no JSON, no list or no document is refused and kept from the database', async () => {
  const requests = [
    { action: 'database.addDocument', data: 'text' },
    { action: 'database.insertDocInTransaction', data: '{' },
    { action: 'database.queryDocument', order: 'floor' },
    { action: 'database.aggregate', stages: [null] },
  ]
  for (const request of requests) {
    const body = JSON.stringify({ collectionName: 'rooms', ...request })
    const response = await fetch(`${cloud.local.url}/admin`, { method: 'POST', body })
    const { code } = (await response.json()) as { code: string }
    expect({ ...request, code }).toMatchObject({
      code: expect.stringMatching(/INVALID_PARAM|REQUEST_FAILED/),
    })
  }
  expect(await cloud.stored()).toEqual({})
})
