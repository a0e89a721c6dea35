import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databaseActions } from '../../scripts/local-cloud/actions/database'
import { functionActions } from '../../scripts/local-cloud/actions/functions'
import { legacyDatabaseActions } from '../../scripts/local-cloud/actions/legacy-database'
import { storageActions } from '../../scripts/local-cloud/actions/storage'
import { type CollectionSpec, Database } from '../../scripts/local-cloud/database'
import { developmentSecrets } from '../../scripts/local-cloud/functions/environment'
import { LIMITS } from '../../scripts/local-cloud/limits'
import { start } from '../../scripts/local-cloud/start'

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'local-cloud.md'), 'utf8')
const open = () => Database.open({ collections: [{ name: 'rows', indexes: [] }], now: Date.now })

test('a get gives 100 rows unless told otherwise, and 1,000 at most', async () => {
  const database = await open()
  const documents = Array.from({ length: 1200 }, (_, i) => ({ _id: `r${i}` }))
  await database.insert({ collection: 'rows', documents })
  const get = async (limit?: number) => {
    const body = { collectionName: 'rows', queryType: 'WHERE', query: '{}', limit }
    const { data } = await databaseActions(database, Date.now)['database.getDocument']!(body)
    return (data as { list: string[] }).list.length
  }
  expect(await get()).toBe(100)
  expect(await get(1000)).toBe(1000)
  expect(await get(1100)).toBe(1000)
})

test.each([
  ['an insert', 'database.insertDocument', (data: string) => ({ data: [data, data] }), 2],
  ['an update', 'database.modifyDocument', (data: string) => ({ data, query: '{}', merge: true }), 1],
  ['an update that is read', 'database.modifyAndReturnDoc', (data: string) => ({ data, query: '{}' }), 1],
])('%s carries 5 MB at most, all its documents together', async (_, action, fields, texts) => {
  const database = await open()
  await database.insert({ collection: 'rows', documents: [{ _id: 'r' }] })
  const write = (bytes: number) => {
    const data = '{"$set":{"a":""}}'.replace('""', `"${'x'.repeat(bytes - 17)}"`)
    const document = action.endsWith('insertDocument') ? data.replace('$', '_') : data
    const body = { collectionName: 'rows', queryType: 'WHERE', ...fields(document) }
    return databaseActions(database, Date.now)[action]!(body)
  }
  const whole = (5 * 1024 * 1024) / texts
  const before = [...database.dump('rows')]
  await expect(write(whole + 1)).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
    message: expect.stringContaining('may have 5242880'),
  })
  expect([...database.dump('rows')]).toEqual(before)
  expect(await write(whole)).toHaveProperty('data')
})

test('a script that writes more than 5 MB at once is refused in its own dialect', async () => {
  const database = await open()
  const legacy = legacyDatabaseActions(databaseActions(database, Date.now))
  const data = { text: 'x'.repeat(5 * 1024 * 1024) }
  for (const action of ['database.addDocument', 'database.updateDocument'])
    await expect(
      legacy[action]!({ collectionName: 'rows', queryType: 'WHERE', query: {}, data, merge: false }),
    ).rejects.toMatchObject({ message: expect.stringContaining('one insert or update') })
})

test('a request of more than 8 MB is answered, so that the SDK settles', async () => {
  const cloud = await start({ seed: () => ({}) })
  const body = JSON.stringify({ action: 'database.addCollection', text: 'x'.repeat(9_000_000) })
  const response = await fetch(`${cloud.url}/admin`, { method: 'POST', body })
  expect([response.status, await response.json()]).toEqual([
    200,
    expect.objectContaining({ code: 'EXCEED_MAX_PAYLOAD_SIZE' }),
  ])
  await cloud.close()
})

test('an environment has 100 collections at most', async () => {
  const database = await open()
  for (let i = 1; i < 100; i++) database.createCollection(`c${i}`)
  expect(() => database.createCollection('one-more')).toThrow(
    expect.objectContaining({ code: 'DATABASE_COLLECTION_EXCEED_LIMIT' }),
  )
})

test('a schema of more than 100 collections, or of more than 20 indexes for one, is not opened', async () => {
  const open = (collections: CollectionSpec[]) => Database.open({ collections, now: Date.now })
  const named = Array.from({ length: 101 }, (_, i) => ({ name: `c${i}`, indexes: [] }))
  await expect(open(named)).rejects.toThrow('101 collections')
  await expect(open(named.slice(1))).resolves.toBeDefined()
  const indexes = Array.from({ length: 21 }, (_, i) => ({ name: `i${i}`, keys: { [`f${i}`]: 1 } as const }))
  await expect(open([{ name: 'c', indexes }])).rejects.toThrow('c has 21 indexes')
  await expect(open([{ name: 'c', indexes: indexes.slice(1) }])).resolves.toBeDefined()
})

test('an environment has 50 functions at most', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'functions-'))
  for (let i = 0; i < 51; i++) mkdirSync(join(folder, `f${i}`))
  await expect(start({ functions: folder, seed: () => ({}) })).rejects.toThrow('51 functions')
  rmSync(folder, { recursive: true })
})

test('the documentation lists exactly the actions there are', async () => {
  const cloud = await start({ seed: () => ({}) })
  const today = databaseActions(cloud.database, Date.now)
  const groups = [today, legacyDatabaseActions(today), storageActions(cloud), functionActions(cloud.pool)]
  const there = groups.flatMap(group => Object.keys(group))
  const listed = page.match(/`(database|storage|functions)\.\w+`/g) ?? []
  expect(listed.map(name => name.slice(1, -1)).sort()).toEqual(there.sort())
  await cloud.close()
})

test('the documentation names the secrets for development', () => {
  for (const [name, value] of Object.entries(developmentSecrets))
    expect(page).toContain(`| \`${name}\` | \`${value}\` |`)
})

test('every limit says what it limits and where that is written, and stands in the documentation', () => {
  for (const { value, unit, what, source } of Object.values(LIMITS)) {
    expect(source.length).toBeGreaterThan(5)
    expect(page).toContain(`| ${what} | ${value.toLocaleString('en-US')} ${unit} | ${source} |`)
  }
})
