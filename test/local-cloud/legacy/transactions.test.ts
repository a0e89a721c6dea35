import { openCloud, type ScriptCloud } from './cloud'

let cloud: ScriptCloud
// biome-ignore lint/suspicious/noExplicitAny: the SDK has no types
let db: any

beforeEach(async () => {
  cloud = await openCloud()
  db = cloud.admin.database()
  await cloud.plant([{ _id: 'a', n: 1, at: new Date(5) }])
})
afterEach(() => cloud.close())

test('a transaction reads, and changes nothing before it is committed', async () => {
  const transaction = await db.startTransaction()
  const rooms = transaction.collection('rooms')
  expect((await rooms.doc('a').get()).data).toEqual({ _id: 'a', n: 1, at: new Date(5) })
  expect((await rooms.doc('x').get()).data).toBeNull()
  expect(await rooms.doc('a').update({ n: db.command.inc(1) })).toMatchObject({ updated: 1 })
  expect(await rooms.add({ _id: 'b', at: db.serverDate(), since: new Date(7) })).toMatchObject({
    inserted: 1,
    ok: 1,
  })
  expect((await rooms.doc('a').get()).data.n).toBe(2)
  expect(await cloud.stored()).toEqual({ a: { _id: 'a', n: 1, at: new Date(5) } })
  await transaction.commit()
  expect(await cloud.stored()).toMatchObject({ a: { n: 2 }, b: { at: expect.any(Date), since: new Date(7) } })
})

test('a transaction replaces, creates and removes documents', async () => {
  await db.runTransaction(async (transaction: typeof db) => {
    const rooms = transaction.collection('rooms')
    expect(await rooms.doc('a').set({ n: 9 })).toMatchObject({ updated: 1, upserted: null })
    expect(await rooms.doc('c').set({ n: 3 })).toMatchObject({ updated: 0, upserted: [{ _id: 'c' }] })
    await rooms.add({ _id: 'gone' })
    expect(await rooms.doc('gone').delete()).toMatchObject({ deleted: 1 })
    expect(await rooms.doc('gone').delete()).toMatchObject({ deleted: 0 })
  })
  expect(await cloud.stored()).toEqual({ a: { _id: 'a', n: 9 }, c: { _id: 'c', n: 3 } })
})

test('a rollback leaves nothing of the transaction', async () => {
  const transaction = await db.startTransaction()
  await transaction.collection('rooms').doc('a').update({ n: 2 })
  await transaction.rollback()
  expect(await cloud.stored()).toMatchObject({ a: { n: 1 } })
  await expect(transaction.commit()).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' })
})

test('a transaction that throws is rolled back and tells why', async () => {
  const attempt = db.runTransaction(async (transaction: typeof db) => {
    await transaction.collection('rooms').doc('a').update({ n: 2 })
    throw new Error('no room')
  })
  await expect(attempt).rejects.toThrow('no room')
  expect(await cloud.stored()).toMatchObject({ a: { n: 1 } })
})

test('a transaction that loses to another one is run again, and sees what that one wrote', async () => {
  const first = await db.startTransaction()
  await first.collection('rooms').doc('a').update({ n: 2 })
  const attempts: number[] = []
  await db.runTransaction(async (transaction: typeof db) => {
    const room = transaction.collection('rooms').doc('a')
    attempts.push((await room.get()).data.n)
    try {
      await room.update({ n: db.command.inc(10) })
    } catch (error) {
      await first.commit()
      throw error
    }
  })
  expect(attempts).toEqual([1, 2])
  expect(await cloud.stored()).toMatchObject({ a: { n: 12 } })
})

test('an id that is taken is refused inside a transaction, too', async () => {
  const transaction = await db.startTransaction()
  await expect(transaction.collection('rooms').add({ _id: 'a' })).rejects.toMatchObject({
    message: expect.stringContaining('E11000'),
  })
})
