import { createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { MINUTE } from '#contract/kernel/time'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { pathOf } from '../../cloudfunctions/kernel/identity/tree'
import { seed } from '../../scripts/seed'
import { departments } from '../../scripts/seed/departments'
import { members } from '../../scripts/seed/members'
import { SYNC_SECRET, withPersonnelSystem } from '../make/personnel'
import { aWorld, codeOf } from '../make/world'

/** The internal system: pages of people, or whatever else a test makes of it. */
const system = {
  pages: [] as object[][],
  asked: [] as IncomingMessage[],
  answer: undefined as ((response: ServerResponse) => void) | undefined,
}
const environment = withPersonnelSystem((request, response) => {
  system.asked.push(request)
  if (system.answer) return system.answer(response)
  const page = Number(new URL(request.url!, 'http://x').searchParams.get('page'))
  const next = page < system.pages.length ? page + 1 : undefined
  response.end(JSON.stringify({ members: system.pages[page - 1] ?? [], next }))
})
beforeAll(() => {
  environment.SYNC_URL += '?site=a'
})

const world = aWorld({ environment, seed: now => ({ ...seed(now) }) })
const directory = (persona = 'a-system') => world.as(persona).directory
const tick = () => world.cloud.invoke('directory', {}, { source: 'wx_trigger' })
const sync = async () => {
  await directory().syncNow({})
  await tick()
  return directory().syncStatus({})
}
const people = () => [...world.cloud.database.dump('members')] as unknown as Member[]
const person = (account: string | undefined) => people().find(one => one.account === account)

/** Everybody of the seeded roster, as the internal system tells it. */
const everybody = members.map(({ name, account, kind, phone, mail, posts, departments: homes }) => ({
  name,
  account,
  kind,
  phone,
  mail,
  posts,
  departments: homes.map(id => pathOf(departments, id)),
}))
const newcomer = { name: '新同事', account: 'n-1', kind: 'staff', wechat: 'n1', departments: ['图书馆'] }

beforeEach(() => {
  system.pages = [everybody]
  system.asked = []
  system.answer = undefined
})

test('E-13, E-29, E-30: the timer adds new people of the internal system, over all pages, and asks with a signature', async () => {
  system.pages = [everybody.slice(0, 30), everybody.slice(30), [newcomer]]
  const { runs, configured } = await sync()
  expect(configured).toBe(true)
  expect(runs[0]).toMatchObject({ source: 'sync', state: 'applied', counts: { new: 1, leaving: 0 } })
  expect(person('n-1')).toMatchObject({ name: '新同事', departments: ['library'] })
  expect(system.asked).toHaveLength(3)
  const { url, headers } = system.asked[1]!
  expect(url).toBe('/people?site=a&page=2')
  const signature = createHmac('sha256', SYNC_SECRET).update(`${headers['x-timestamp']}${url}`).digest('hex')
  expect(headers['x-signature']).toBe(signature)
})

test('E-29: the interval can be set, and the timer asks again when it is over, not before', async () => {
  await sync()
  const status = await directory().saveSync({ intervalMinutes: 30 })
  expect(status.intervalMinutes).toBe(30)
  system.asked = []
  await tick()
  expect(system.asked).toHaveLength(0)
  world.cloud.clock.advance(31 * MINUTE)
  await tick()
  expect(system.asked).toHaveLength(1)
  await tick()
  expect(system.asked).toHaveLength(1)
  expect(await codeOf(directory('a-college').saveSync({ intervalMinutes: 30 }))).toBe('FORBIDDEN')
})

test('E-30: a few who are gone leave; the brake stops a run that would remove many, until somebody releases it', async () => {
  await sync()
  system.pages = [everybody.slice(0, -2)]
  const few = await sync()
  expect(few.runs[0]).toMatchObject({ state: 'applied' })
  expect(person(everybody.at(-1)!.account)!.state).toBe('left')

  system.pages = [everybody.slice(0, 20)]
  const { runs } = await sync()
  expect(runs[0]).toMatchObject({ state: 'held', actions: ['release'] })
  expect(runs[0]!.counts.leaving).toBeGreaterThan(30)
  await tick()
  expect(person(everybody[25]!.account)!.state).toBe('active')
  expect(await codeOf(directory().importStep({ importId: runs[0]!.id }))).toBe('SYNC_HELD')
  expect(await codeOf(directory('a-college').syncRelease({}))).toBe('FORBIDDEN')
  expect((await directory('a-college').syncStatus({})).runs).toEqual([])

  await directory().syncRelease({})
  await tick()
  expect(person(everybody[25]!.account)!.state).toBe('left')
  expect((await directory().syncStatus({})).runs[0]).toMatchObject({ state: 'applied' })
  expect(await codeOf(directory().syncRelease({}))).toBe('IMPORT_WRONG_STATE')

  system.pages = [everybody]
  await sync()
  expect(person(everybody[25]!.account)!.state).toBe('active')
})

test('E-30: people who cannot be read are reported and left as they are, while all others are taken', async () => {
  await sync()
  const broken = { ...everybody[5]!, phone: '12' }
  const late = { ...newcomer, account: 'n-2', wechat: 'n2' }
  system.pages = [[...everybody.filter((_, i) => i !== 5), broken, late]]
  const [run] = (await sync()).runs
  expect(run).toMatchObject({ state: 'applied', counts: { new: 1 } })
  expect(person(broken.account)!.state).not.toBe('left')
  expect((await directory().importGet({ importId: run!.id })).faults).toMatchObject([{ column: '手机' }])
})

test.each<[string, (response: ServerResponse) => void, RegExp]>([
  ['an error', response => response.writeHead(500).end(), /500/],
  ['a redirect', response => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), /302/],
  ['no JSON', response => response.end('<html>'), /格式/],
  ['another shape', response => response.end('{"members":[1]}'), /格式/],
  ['a cut connection', response => response.destroy(), /连接/],
])('E-30: %s of the internal system changes nobody and is in the report', async (_what, answer, reason) => {
  const before = JSON.stringify(people())
  system.answer = answer
  const [run] = (await sync()).runs
  expect(run).toMatchObject({ state: 'faulty', counts: { leaving: 0 } })
  expect((await directory().importGet({ importId: run!.id })).faults[0]!.reason).toMatch(reason)
  expect(JSON.stringify(people())).toBe(before)
})

test('E-30: overlapping runs of the timer do the work of one, and a killed one is continued', async () => {
  await sync()
  const late = { ...newcomer, account: 'n-3', wechat: 'n3' }
  system.pages = [[...everybody, late]]
  await directory().syncNow({})
  system.asked = []
  await Promise.all([tick(), tick(), tick()])
  expect(system.asked).toHaveLength(1)
  expect(people().filter(({ account }) => account === 'n-3')).toHaveLength(1)

  system.pages = [[...everybody, { ...late, account: 'n-4', wechat: 'n4' }]]
  await directory().syncNow({})
  world.cloud.faults.add({ action: 'database.insertDocument', nth: 3, kind: 'kill', when: 'after' })
  await tick().catch(error => expect(error.code).toBe('FUNCTIONS_EXECUTE_FAIL'))
  world.cloud.faults.clear()
  await tick()
  world.cloud.clock.advance(2 * MINUTE)
  await tick()
  expect(people().filter(({ account }) => account === 'n-4')).toHaveLength(1)
  expect((await directory().syncStatus({})).runs[0]).toMatchObject({ state: 'applied' })
})

test('every query of the sync is served by a declared index', () => {
  const { queries } = world.cloud.database
  expect(queries.some(({ collection }) => collection === 'imports')).toBe(true)
  expect(queries.filter(({ index }) => index === null)).toEqual([])
})

describe('without an address', () => {
  const plain = aWorld()
  test('E-29: the sync says that it is not set up, and cannot be started', async () => {
    expect(await plain.as('a-system').directory.syncStatus({})).toMatchObject({ configured: false, runs: [] })
    expect(await codeOf(plain.as('a-system').directory.syncNow({}))).toBe('SYNC_NOT_CONFIGURED')
  })
})
