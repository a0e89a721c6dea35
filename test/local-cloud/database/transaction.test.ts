import fc from 'fast-check'
import { Database, type DatabaseError } from '../../../scripts/local-cloud/database'
import type { Document } from '../../../scripts/local-cloud/database/value'

const COLLECTIONS = [
  { name: 'c', indexes: [{ name: 'key', keys: { key: 1 as const }, unique: true, sparse: true }] },
]
const clock = { now: 0 }

async function accounts(...documents: Document[]): Promise<Database> {
  clock.now = 1_000_000
  const database = await Database.open({ collections: COLLECTIONS, now: () => clock.now })
  await database.insert({ collection: 'c', documents })
  return database
}

const add = (database: Database, _id: string, n: number, transaction?: string) =>
  database.update({ collection: 'c', filter: { _id }, update: { $inc: { n } }, transaction })

const value = async (database: Database, _id: string, transaction?: string) =>
  (await database.find({ collection: 'c', filter: { _id }, transaction }))[0]?.n

/** Whether a promise is settled after everything that can run has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending')
  const turns = new Promise(resolve => setImmediate(() => setImmediate(() => resolve(pending))))
  return (await Promise.race([promise.catch(() => undefined), turns])) !== pending
}

const CONFLICT = expect.objectContaining({ code: 'DATABASE_TRANSACTION_CONFLICT' })
const GONE = expect.objectContaining({
  code: 'DATABASE_TRANSACTION_FAIL',
  message: expect.stringContaining(
    'Transaction does not exist on the server, transaction must be commit or abort in 30 seconds.',
  ),
})

test('a transaction sees its writes at once, and others see them after the commit', async () => {
  const database = await accounts({ _id: 'a', n: 1 })
  const transaction = database.startTransaction()
  await add(database, 'a', 5, transaction)
  await database.insert({ collection: 'c', documents: [{ _id: 'b', n: 9 }], transaction })
  expect([await value(database, 'a', transaction), await value(database, 'b', transaction)]).toEqual([6, 9])
  expect([await value(database, 'a'), await value(database, 'b')]).toEqual([1, undefined])
  await database.commitTransaction(transaction)
  expect([await value(database, 'a'), await value(database, 'b')]).toEqual([6, 9])
})

test('an aborted transaction leaves nothing behind', async () => {
  const database = await accounts({ _id: 'a', n: 1 })
  const transaction = database.startTransaction()
  await add(database, 'a', 5, transaction)
  await database.remove({ collection: 'c', filter: { _id: 'a' }, transaction })
  database.abortTransaction(transaction)
  expect(await value(database, 'a')).toBe(1)
  await expect(database.commitTransaction(transaction)).rejects.toEqual(GONE)
})

test('the snapshot is taken at the first operation, and later commits of others stay out of it', async () => {
  const database = await accounts({ _id: 'a', n: 1 }, { _id: 'b', n: 1 })
  const transaction = database.startTransaction()
  await add(database, 'a', 1)
  expect(await value(database, 'a', transaction)).toBe(2)
  await add(database, 'b', 1)
  await add(database, 'b', 1)
  await database.insert({ collection: 'c', documents: [{ _id: 'late', n: 1 }] })
  await database.remove({ collection: 'c', filter: { _id: 'a' } })
  expect([await value(database, 'a', transaction), await value(database, 'b', transaction)]).toEqual([2, 1])
  const all = await database.find({
    collection: 'c',
    filter: { n: { $gte: 0 } },
    sort: { _id: 1 },
    transaction,
  })
  expect(all.map(({ _id }) => _id)).toEqual(['a', 'b'])
})

test('of two transactions that write one document the second fails at the write and is over', async () => {
  const database = await accounts({ _id: 'a', n: 1 })
  const [first, second] = [database.startTransaction(), database.startTransaction()]
  await value(database, 'a', second)
  await add(database, 'a', 1, first)
  await expect(add(database, 'a', 1, second)).rejects.toEqual(CONFLICT)
  await expect(value(database, 'a', second)).rejects.toEqual(GONE)
  await database.commitTransaction(first)
  expect(await value(database, 'a')).toBe(2)
})

test('a write to a document that has changed since the snapshot is a conflict', async () => {
  const database = await accounts({ _id: 'a', n: 1 })
  const transaction = database.startTransaction()
  await value(database, 'a', transaction)
  await add(database, 'a', 1)
  await expect(add(database, 'a', 1, transaction)).rejects.toEqual(CONFLICT)
})

test('a plain write waits for the document that a transaction holds, and then counts on what it finds', async () => {
  const database = await accounts({ _id: 'a', n: 1 }, { _id: 'b', n: 1 })
  const transaction = database.startTransaction()
  await add(database, 'a', 1, transaction)
  const waiting = add(database, 'a', 10)
  const conditional = database.update({
    collection: 'c',
    filter: { _id: 'a', n: 1 },
    update: { $set: { n: 99 } },
  })
  expect(await isSettled(waiting)).toBe(false)
  expect(await isSettled(add(database, 'b', 1))).toBe(true)
  await database.commitTransaction(transaction)
  expect(await waiting).toMatchObject({ modified: 1 })
  expect(await conditional).toMatchObject({ matched: 0 })
  expect(await value(database, 'a')).toBe(12)
})

test('a plain insert waits for the same id in a transaction, and is refused when that is committed', async () => {
  const database = await accounts()
  const transaction = database.startTransaction()
  await database.insert({ collection: 'c', documents: [{ _id: 'x' }], transaction })
  const waiting = database.insert({ collection: 'c', documents: [{ _id: 'x' }] })
  expect(await isSettled(waiting)).toBe(false)
  const refused = expect(waiting).rejects.toThrow('E11000')
  await database.commitTransaction(transaction)
  await refused
})

test('30 seconds of the product’s clock end a transaction and free what it held', async () => {
  const database = await accounts({ _id: 'a', n: 1 })
  const transaction = database.startTransaction()
  await add(database, 'a', 1, transaction)
  const waiting = add(database, 'a', 10)
  clock.now += 30_000
  expect(await value(database, 'a', transaction)).toBe(2)
  clock.now += 1
  await expect(value(database, 'a', transaction)).rejects.toEqual(GONE)
  await waiting
  expect(await value(database, 'a')).toBe(11)
})

describe('unique keys', () => {
  test('may be given up and taken again inside a transaction', async () => {
    const database = await accounts({ _id: 'a', key: 1 }, { _id: 'b', key: 2 })
    const transaction = database.startTransaction()
    const set = (_id: string, key: number) =>
      database.update({ collection: 'c', filter: { _id }, update: { $set: { key } }, transaction })
    await set('a', 3)
    await set('b', 1)
    await set('a', 2)
    await database.commitTransaction(transaction)
    const found = await database.find({ collection: 'c', filter: { key: 1 } })
    expect(found).toEqual([{ _id: 'b', key: 1 }])
  })

  test('may not be taken twice inside a transaction', async () => {
    const database = await accounts()
    const transaction = database.startTransaction()
    await database.insert({ collection: 'c', documents: [{ _id: 'a', key: 1 }], transaction })
    const second = database.insert({ collection: 'c', documents: [{ _id: 'b', key: 1 }], transaction })
    await expect(second).rejects.toThrow('E11000')
    await expect(database.commitTransaction(transaction)).rejects.toEqual(GONE)
  })

  test('taken by somebody else before the commit make it a conflict that changes nothing', async () => {
    const database = await accounts({ _id: 'a', n: 1 })
    const transaction = database.startTransaction()
    await add(database, 'a', 1, transaction)
    await database.insert({ collection: 'c', documents: [{ _id: 'mine', key: 1 }], transaction })
    await database.insert({ collection: 'c', documents: [{ _id: 'theirs', key: 1 }] })
    await expect(database.commitTransaction(transaction)).rejects.toEqual(CONFLICT)
    expect([await value(database, 'a'), await database.count({ collection: 'c', filter: {} })]).toEqual([
      1, 2,
    ])
  })
})

test('random transfers among accounts never make or lose money, and every snapshot adds up', async () => {
  const names = ['a', 'b', 'c', 'd']
  const transfer = fc.record({
    from: fc.constantFrom(...names),
    to: fc.constantFrom(...names),
    amount: fc.integer({ min: 1, max: 9 }),
    abort: fc.boolean(),
  })
  const sum = (documents: Document[]) => documents.reduce((total, { n }) => total + (n as number), 0)
  let committed = 0
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(transfer, { minLength: 4, maxLength: 10 }),
      async (scheduler, transfers) => {
        const database = await accounts(...names.map(_id => ({ _id, n: 100 })))
        const step = <T>(operation: () => Promise<T>) => scheduler.schedule(Promise.resolve()).then(operation)
        const run = async ({ from, to, amount, abort }: (typeof transfers)[number]) => {
          const transaction = database.startTransaction()
          try {
            await step(() => add(database, from, -amount, transaction))
            const seen = await step(() => database.find({ collection: 'c', filter: {}, transaction }))
            expect(sum(seen)).toBe(400 - amount)
            await step(() => add(database, to, amount, transaction))
            if (abort) database.abortTransaction(transaction)
            else await step(() => database.commitTransaction(transaction))
            committed += Number(!abort)
          } catch (error) {
            expect((error as DatabaseError).code).toBe('DATABASE_TRANSACTION_CONFLICT')
          }
        }
        const runs = Promise.all(transfers.map(run))
        await scheduler.waitFor(runs)
        expect(sum([...database.dump('c')])).toBe(400)
      },
    ),
    { numRuns: 60 },
  )
  expect(committed).toBeGreaterThan(60)
})
