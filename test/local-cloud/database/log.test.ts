import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { Database, type Document, type Value } from '../../../scripts/local-cloud/database'
import { crc32, tableCrc32 } from '../../../scripts/local-cloud/database/log/crc32'
import { applyPatch, difference, extendsOrder } from '../../../scripts/local-cloud/database/log/patch'

let folder: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'database-'))
})

afterEach(() => {
  jest.restoreAllMocks()
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

const COLLECTIONS = [{ name: 'c', indexes: [{ name: 'n', keys: { n: 1 as const } }] }]
const open = (collections = COLLECTIONS) => Database.open({ collections, now: () => 0, folder })
const logFile = () => path.join(folder, 'commits.log')
const content = (database: Database) => [...database.dump('c')]

/** Everything a log can tell: inserts, updates of all kinds, a replacement, removals, a transaction. */
async function history(database: Database, afterEach: () => void): Promise<void> {
  const c = { collection: 'c' }
  const steps: (() => Promise<unknown>)[] = [
    () =>
      database.insert({
        ...c,
        documents: [{ _id: 'a', n: 1, at: new Date(5), odd: Number.NaN, list: [{ x: 1 }, { x: 2 }] }],
      }),
    () => database.insert({ ...c, documents: [{ _id: 7, text: '教室 🏫' }] }),
    () =>
      database.update({
        ...c,
        filter: { _id: 'a' },
        update: { $push: { list: { x: 3 } }, $set: { 'deep.er': [1] } },
      }),
    () =>
      database.update({
        ...c,
        filter: { 'list.x': 2 },
        update: { $set: { 'list.$.y': -Infinity }, $unset: { odd: '' } },
      }),
    () => database.update({ ...c, filter: { _id: 7 }, update: { fresh: { z: 1, a: 2 } } }),
    () => database.update({ ...c, filter: { _id: 'b' }, update: { n: 2 }, upsert: true }),
    async () => {
      const transaction = database.startTransaction()
      await database.update({ ...c, filter: { _id: 'a' }, update: { $inc: { n: 5 } }, transaction })
      await database.remove({ ...c, filter: { _id: 'b' }, transaction })
      await database.commitTransaction(transaction)
    },
    () => database.remove({ ...c, filter: { _id: 7 } }),
  ]
  for (const step of steps) {
    await step()
    afterEach()
  }
}

test('a database that is opened again has everything, in the same order and with the same types', async () => {
  const first = await open()
  await history(first, () => {})
  first.createCollection('made-later')
  await first.insert({ collection: 'made-later', documents: [{ _id: 1 }] })
  const before = content(first)
  await first.close()
  const second = await open()
  expect(content(second)).toStrictEqual(before)
  expect(JSON.stringify(content(second))).toBe(JSON.stringify(before))
  expect([...second.dump('made-later')]).toEqual([{ _id: 1 }])
  expect(await second.find({ collection: 'c', filter: { n: 6 } })).toMatchObject([{ _id: 'a' }])
  await second.close()
})

test('a log torn at any byte gives the commits before it, each whole or not at all', async () => {
  const database = await open()
  const states = new Map<number, Document[]>([[0, []]])
  await history(database, () => states.set(fs.statSync(logFile()).size, content(database)))
  await database.close()
  const bytes = fs.readFileSync(logFile())
  const ends = [...states.keys()]
  for (let length = 0; length <= bytes.length; length++) {
    fs.writeFileSync(logFile(), bytes.subarray(0, length))
    const reopened = await open()
    const lastWhole = ends.filter(end => end <= length).at(-1)!
    expect(content(reopened)).toEqual(states.get(lastWhole))
    await reopened.close()
    expect(fs.statSync(logFile()).size).toBe(lastWhole)
  }
})

test('a damaged byte ends the log before its line, and what is written next follows there', async () => {
  const database = await open()
  const ends: number[] = []
  await history(database, () => ends.push(fs.statSync(logFile()).size))
  await database.close()
  const bytes = fs.readFileSync(logFile())
  bytes[ends[2]! + 20]! ^= 1
  fs.writeFileSync(logFile(), bytes)
  const damaged = await open()
  expect(fs.statSync(logFile()).size).toBe(ends[2])
  await damaged.insert({ collection: 'c', documents: [{ _id: 'next' }] })
  const after = content(damaged)
  await damaged.close()
  const reopened = await open()
  expect(content(reopened)).toEqual(after)
  await reopened.close()
})

test('a commit is in the file when its promise is fulfilled, without waiting for the disk', async () => {
  const database = await open()
  const waiting: ((error: null) => void)[] = []
  const sync = jest
    .spyOn(fs, 'fdatasync')
    .mockImplementation(((_: number, done: () => void) => waiting.push(done)) as never)
  await database.insert({ collection: 'c', documents: [{ _id: 'here' }] })
  expect(fs.readFileSync(logFile(), 'utf8')).toContain('"here"')
  sync.mockRestore()
  for (const done of waiting) done(null)
  await database.close()
})

describe('when the disk is full', () => {
  const full = () => {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  }

  test('a write is refused and neither memory nor the log has any of it', async () => {
    const database = await open()
    await database.insert({ collection: 'c', documents: [{ _id: 'a', n: 1 }] })
    const size = fs.statSync(logFile()).size
    const write = fs.writeSync
    const half = jest
      .spyOn(fs, 'writeSync')
      .mockImplementationOnce(((fd: number, bytes: Buffer) => write(fd, bytes.subarray(0, 10))) as never)
    half.mockImplementationOnce(full as never)
    const refused = database.update({ collection: 'c', filter: { _id: 'a' }, update: { $inc: { n: 1 } } })
    await expect(refused).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('ENOSPC'),
    })
    expect(content(database)).toEqual([{ _id: 'a', n: 1 }])
    expect(await database.find({ collection: 'c', filter: { n: 1 } })).toHaveLength(1)
    expect(fs.statSync(logFile()).size).toBe(size)
    await database.update({ collection: 'c', filter: { _id: 'a' }, update: { $inc: { n: 2 } } })
    await database.close()
    const reopened = await open()
    expect(content(reopened)).toEqual([{ _id: 'a', n: 3 }])
    await reopened.close()
  })

  test('a transaction is refused as a whole', async () => {
    const database = await open()
    await database.insert({ collection: 'c', documents: [{ _id: 'a', n: 1 }] })
    const transaction = database.startTransaction()
    await database.update({ collection: 'c', filter: { _id: 'a' }, update: { $inc: { n: 1 } }, transaction })
    await database.insert({ collection: 'c', documents: [{ _id: 'b' }], transaction })
    jest.spyOn(fs, 'writeSync').mockImplementationOnce(full as never)
    await expect(database.commitTransaction(transaction)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    })
    expect(content(database)).toEqual([{ _id: 'a', n: 1 }])
    await database.close()
  })
})

describe('the folder', () => {
  test('is refused to a second database while the first is open', async () => {
    const first = await open()
    await expect(open()).rejects.toThrow(`in use by process ${process.pid}`)
    await first.close()
    await (await open()).close()
  })

  test.each([
    ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: 1 })],
    ['of an earlier process with this one’s number', JSON.stringify({ pid: process.pid, started: 1 })],
    ['that was left half-written', '{"pi'],
  ])('with a lock %s is taken over', async (_, lock) => {
    fs.writeFileSync(path.join(folder, 'lock'), lock)
    const database = await open()
    await database.close()
    expect(fs.existsSync(path.join(folder, 'lock'))).toBe(false)
  })

  test('with a lock of another living process is refused', async () => {
    fs.writeFileSync(path.join(folder, 'lock'), JSON.stringify({ pid: process.ppid, started: 1 }))
    await expect(open()).rejects.toThrow(`in use by process ${process.ppid}`)
  })

  test('a folder whose documents break a new unique index is refused, naming the key, and left unlocked', async () => {
    const first = await open()
    await first.insert({
      collection: 'c',
      documents: [
        { _id: 1, n: 5 },
        { _id: 2, n: 5 },
      ],
    })
    await first.close()
    const unique = [{ name: 'c', indexes: [{ name: 'n', keys: { n: 1 as const }, unique: true }] }]
    await expect(open(unique)).rejects.toThrow('dup key: { n: 5 }')
    await (await open()).close()
  })
})

test('a log that has grown far beyond its content is written anew, and what follows is kept', async () => {
  const padding = 'x'.repeat(1_000_000)
  const database = await open()
  await database.insert({ collection: 'c', documents: [{ _id: 'a', n: 0 }] })
  for (let n = 1; n <= 36; n++) {
    await database.update({
      collection: 'c',
      filter: { _id: 'a' },
      update: { $set: { n, padding: `${n}${padding}` } },
    })
    await new Promise(resolve => setImmediate(resolve))
  }
  await database.close()
  expect(fs.statSync(logFile()).size).toBeLessThan(10_000_000)
  const reopened = await open()
  expect(content(reopened)).toMatchObject([{ _id: 'a', n: 36 }])
  await reopened.close()
})

test('a log that is written anew while many write loses nothing of what they were told', async () => {
  const padding = 'x'.repeat(500_000)
  const database = await open()
  const acknowledged = new Map<string, number>()
  const writer = async (id: string) => {
    await database.insert({ collection: 'c', documents: [{ _id: id, n: 0 }] })
    for (let n = 1; n <= 10; n++) {
      const update = { $set: { n, padding: `${n}${padding}` } }
      await database.update({ collection: 'c', filter: { _id: id }, update })
      acknowledged.set(id, n)
    }
  }
  await Promise.all(Array.from({ length: 10 }, (_, i) => writer(`w${i}`)))
  await database.close()
  // 50 MB were written: without being written anew the log could not be this small.
  expect(fs.statSync(logFile()).size).toBeLessThan(40_000_000)
  const reopened = await open()
  const kept = new Map(content(reopened).map(({ _id, n }) => [_id, n]))
  expect(kept).toEqual(acknowledged)
  await reopened.close()
})

test('a difference, applied to the version before, gives the version after with its fields in order', () => {
  const value = fc.letrec<{ value: Value }>(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<Value>(1, 2, 'a', null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('x', 'y', 'z'), tie('value'), { noNullPrototype: true }),
    ),
  })).value
  const document = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value, { noNullPrototype: true })
  fc.assert(
    fc.property(document, document, (before, after) => {
      fc.pre(extendsOrder(before, after))
      const original = JSON.stringify(before)
      expect(JSON.stringify(applyPatch(before, difference(before, after)))).toBe(JSON.stringify(after))
      expect(JSON.stringify(before)).toBe(original)
    }),
  )
})

test('one booking among a thousand is logged as one booking', () => {
  const bookings = Array.from({ length: 1000 }, (_, id) => ({ id, state: 'held' }))
  const changed = bookings.map(booking => (booking.id === 500 ? { ...booking, state: 'done' } : booking))
  expect(difference({ bookings }, { bookings: [...bookings, { id: 1000 }] })).toEqual([
    [['bookings'], 1000, 0, [{ id: 1000 }]],
  ])
  expect(difference({ bookings }, { bookings: bookings.slice(1) })).toEqual([[['bookings'], 0, 1, []]])
  expect(difference({ bookings }, { bookings: changed })).toEqual([[['bookings', 500, 'state'], 'done']])
})

test('checksums are the well-known CRC-32, with and without Node’s own', () => {
  const bytes = Buffer.from('123456789')
  expect([tableCrc32(bytes), crc32(bytes)]).toEqual([0xcbf43926, 0xcbf43926])
})
