import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { Database, type Document, type IndexSpec } from '../../../scripts/local-cloud/database'

const indexes: IndexSpec[] = [
  { name: 'tags', keys: { tags: 1 } },
  { name: 'name', keys: { name: 1 }, unique: true, sparse: true },
]
const open = (folder?: string) =>
  Database.open({ collections: [{ name: 'things', indexes }], now: Date.now, ...(folder && { folder }) })

/** The results of queries by every index, and the order of insertion. */
async function seen(database: Database): Promise<unknown> {
  const find = (filter: Document, sort: Record<string, 1 | -1> = {}) =>
    database.find({ collection: 'things', filter, sort })
  return [
    [...database.dump('things')],
    await find({ tags: { $gte: 0 } }),
    await find({ name: { $gt: '' } }, { name: -1 }),
    await find({}, { _id: 1 }),
    database.describe('things').count,
  ]
}

interface Step {
  id: string
  tags: number[]
  name?: string
  remove: boolean
}
const step: fc.Arbitrary<Step> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  tags: fc.array(fc.nat(4), { maxLength: 3 }),
  name: fc.option(fc.constantFrom('x', 'y', 'z'), { nil: undefined }),
  remove: fc.boolean(),
})
async function take(database: Database, steps: Step[]): Promise<void> {
  for (const { id, tags, name, remove } of steps) {
    const document = { _id: id, tags, ...(name && { name }) }
    if (remove) await database.remove({ collection: 'things', filter: { _id: id } })
    else await database.put({ collection: 'things', documents: [document], insert: false }).catch(() => {})
  }
}

test('a checkpoint brings back documents, their order and every index, any number of times', async () => {
  const steps = fc.array(step, { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(steps, steps, steps, async (before, then, more) => {
      const database = await open()
      await take(database, before)
      const remembered = await seen(database)
      const restore = database.checkpoint()
      for (const later of [then, more]) {
        await take(database, later)
        restore()
        expect(await seen(database)).toEqual(remembered)
      }
      await database.close()
    }),
  )
})

test('of two checkpoints each brings back its own', async () => {
  const database = await open()
  const insert = (_id: string) => database.insert({ collection: 'things', documents: [{ _id }] })
  const ids = () => [...database.dump('things')].map(({ _id }) => _id)
  await insert('a')
  const first = database.checkpoint()
  await insert('b')
  const second = database.checkpoint()
  first()
  expect(ids()).toEqual(['a'])
  second()
  expect(ids()).toEqual(['a', 'b'])
  first()
  await insert('c')
  second()
  expect(ids()).toEqual(['a', 'b'])
})

test('a unique key that was taken after the checkpoint is free again', async () => {
  const database = await open()
  const restore = database.checkpoint()
  const insert = (_id: string) => database.insert({ collection: 'things', documents: [{ _id, name: 'x' }] })
  await insert('a')
  restore()
  await insert('b')
  await expect(insert('c')).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
})

test('collections that came after the checkpoint are gone, and open transactions have ended', async () => {
  const database = await open()
  const restore = database.checkpoint()
  database.createCollection('more')
  const transaction = database.startTransaction()
  restore()
  expect(database.collectionNames()).toEqual(['things'])
  await expect(database.commitTransaction(transaction)).rejects.toMatchObject({
    code: 'DATABASE_TRANSACTION_FAIL',
  })
})

test('a database that outlives its process refuses a checkpoint', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weoffice-'))
  const database = await open(folder)
  expect(() => database.checkpoint()).toThrow('in memory')
  await database.close()
  rmSync(folder, { recursive: true })
})
