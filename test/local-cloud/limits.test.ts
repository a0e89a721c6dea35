import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databaseActions } from '../../scripts/local-cloud/actions/database'
import { functionActions } from '../../scripts/local-cloud/actions/functions'
import { legacyDatabaseActions } from '../../scripts/local-cloud/actions/legacy-database'
import { storageActions } from '../../scripts/local-cloud/actions/storage'
import { Database } from '../../scripts/local-cloud/database'
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

test('an environment has 100 collections at most', async () => {
  const database = await open()
  for (let i = 1; i < 100; i++) database.createCollection(`c${i}`)
  expect(() => database.createCollection('one-more')).toThrow(
    expect.objectContaining({ code: 'DATABASE_COLLECTION_EXCEED_LIMIT' }),
  )
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

test('every limit says what it limits and where that is written, and stands in the documentation', () => {
  for (const { value, unit, what, source } of Object.values(LIMITS)) {
    expect(source.length).toBeGreaterThan(5)
    expect(page).toContain(`| ${what} | ${value.toLocaleString('en-US')} ${unit} | ${source} |`)
  }
})
