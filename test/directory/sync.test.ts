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

test('E-30: a run that would move many waits for a yes', async () => {
  await sync()
  const before = JSON.stringify(people().map(({ departments: homes }) => homes))
  system.pages = [everybody.map(one => ({ ...one, departments: ['图书馆'] }))]
  const [run] = (await sync()).runs
  expect(run).toMatchObject({ state: 'held', actions: ['release'] })
  expect(run!.warnings.join()).toContain('会调部门')
  // Colleges lose all their people while duties are limited to them.
  expect(run!.warnings.join()).toContain('“计算机学院”')
  expect(JSON.stringify(people().map(({ departments: homes }) => homes))).toBe(before)
})

test('S3: a department under another name is recognised by its people, and those below it, too', async () => {
  system.pages = [everybody]
  await sync()
  const tree = async () => (await directory().tree({})).departments
  const before = (await tree()).length
  const renamed = (path: string) =>
    path.replace('计算机学院', '计算机与人工智能学院').replace('软件工程系', '软件系')
  system.pages = [everybody.map(one => ({ ...one, departments: one.departments.map(renamed) }))]
  const [run] = (await sync()).runs
  expect(run).toMatchObject({ state: 'applied', counts: { moved: 0, new: 0 } })
  const detail = await directory().importGet({ importId: run!.id })
  expect(detail.newDepartments).toEqual([])
  expect(detail.renamedDepartments).toEqual([
    { from: '计算机学院', to: '计算机与人工智能学院' },
    { from: '软件工程系', to: '软件系' },
  ])
  const named = (id: string, all: { id: string; name: string }[]) => all.find(one => one.id === id)!.name
  expect(named('cs', await tree())).toBe('计算机与人工智能学院')
  expect((await tree()).length).toBe(before)
  // The administrator of the college still is one.
  const { id } = await directory('a-college').saveMember({ id: 's-chen', office: '8001' })
  expect(id).toBe('s-chen')
  await directory().importUndo({ importId: run!.id })
  expect(named('cs', await tree())).toBe('计算机学院')
})

test('S3: two departments that become one are no rename', async () => {
  system.pages = [everybody]
  await sync()
  const merged = (path: string) => path.replace(/计算机学院|文学院/, '大学院')
  system.pages = [everybody.map(one => ({ ...one, departments: one.departments.map(merged) }))]
  const [run] = (await sync()).runs
  expect(run).toMatchObject({ state: 'held' })
  expect((await directory().importGet({ importId: run!.id })).renamedDepartments).toEqual([])
})

test('I9: lists of the internal system stay lists, and a name with a separator is refused', async () => {
  system.pages = [everybody]
  await sync()
  const late = (account: string, rest: object) => ({ ...newcomer, account, wechat: account, ...rest })
  system.pages = [
    [
      ...everybody,
      late('i-1', { departments: [['计算机学院', '软件工程系']], posts: ['院长/教授'] }),
      late('i-2', { departments: ['文学院;中文系'] }),
      late('i-3', { departments: [['科研处/社科处（合署）']] }),
    ],
  ]
  const [run] = (await sync()).runs
  expect(person('i-1')).toMatchObject({ departments: ['cs-se'], posts: ['院长/教授'] })
  const { faults } = await directory().importGet({ importId: run!.id })
  expect(faults.map(({ column }) => column)).toEqual(['部门', '部门'])
  expect([person('i-2'), person('i-3')]).toEqual([undefined, undefined])

  system.pages = [[...everybody, late('i-4', { departments: ['科研处/社科处（合署）'] })]]
  const [held] = (await sync()).runs
  expect(held).toMatchObject({ state: 'held', warnings: [expect.stringContaining('科研处')] })
  expect((await directory().tree({})).departments.map(({ name }) => name)).not.toContain('科研处')
})

test('I4: errors and placeholders of the internal system are no values', async () => {
  system.pages = [everybody]
  await sync()
  const late = { ...newcomer, account: 'e-1', wechat: '无', phone: '19900003333', posts: ['无', '馆员'] }
  system.pages = [[...everybody, late, { ...late, account: 'e-2', phone: '', wechat: 'e', posts: ['#REF!'] }]]
  const [run] = (await sync()).runs
  expect(person('e-1')).toMatchObject({ posts: ['馆员'] })
  expect(person('e-1')!.wechat).toBeUndefined()
  expect((await directory().importGet({ importId: run!.id })).faults).toMatchObject([{ column: '职位' }])
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
