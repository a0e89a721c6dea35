import type { AuditEntry } from '#contract/access'
import { DAY, dateOf } from '#contract/kernel/time'
import { seen } from '../make/seen'
import { aWorld, codeOf } from '../make/world'

const world = aWorld()
const boss = () => world.as('a-system').access
/** The timer of the messages takes entries from the documents to the log. */
const filed = () => world.cloud.invoke('message', {}, { source: 'wx_trigger' })

async function all(filters: object = {}, persona = 'a-system'): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = []
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = { size: 2, ...(after && { after }) }
    const reply = await world.as(persona).access.audit({ ...filters, page })
    entries.push(...reply.items)
    after = reply.next
  }
  return entries
}

beforeAll(async () => {
  const rights = [{ application: 'room', manage: true }]
  const { id } = await boss().saveGroup({ name: '计院', members: ['t-su'], rights, scope: ['cs'] })
  await boss().saveGroup({ id, name: '计院', members: [], rights, scope: ['cs'] })
  await boss().grantDuty({ id: 't-su', duty: 'room.admin', scope: ['lit'] })
  await world.as('a-system').directory.freeze({ id: 'm-01', ...seen(world, 'm-01'), reason: '离职' })
  await world.console.freeze({ id: 'm-03', reason: '遗失' })
  await filed()
})

test('B9, B15: what an administrator does is noted: who, what, before and after, without numbers', async () => {
  const entries = await all()
  expect(entries.map(({ action, by, target }) => [action, by.id, target.name])).toEqual([
    ['freeze', 'system', expect.any(String)],
    ['freeze', 'a-system', expect.any(String)],
    ['grantDuty', 'a-system', '苏青禾'],
    ['saveGroup', 'a-system', '计院'],
    ['saveGroup', 'a-system', '计院'],
  ])
  expect(entries[3]).toMatchObject({
    before: { members: '苏青禾', duties: 'room.admin', scope: 'cs' },
    after: { members: '' },
  })
  expect(JSON.stringify(entries)).not.toMatch(/1990000\d{4}/)
})

test('E-44, B15: the administrator of a college reads what concerned it, and nothing else', async () => {
  const entries = await all({}, 'a-college')
  expect(entries.map(({ action, target }) => [action, target.id])).toEqual([
    ['freeze', 'm-01'],
    ['saveGroup', expect.any(String)],
    ['saveGroup', expect.any(String)],
  ])
  expect(await codeOf(world.as('t-lin').access.audit({}))).toBe('FORBIDDEN')
})

test('B15: the log is searched by who, by whom, by what and by day', async () => {
  expect(await all({ by: 'system' })).toHaveLength(1)
  expect(await all({ target: 't-su' })).toHaveLength(1)
  expect(await all({ action: 'saveGroup' })).toHaveLength(2)
  const now = world.cloud.clock.now()
  expect(await all({ from: dateOf(now), to: dateOf(now) })).toHaveLength(5)
  expect(await all({ to: dateOf(now - DAY) })).toEqual([])
  expect(await all({ from: dateOf(now + DAY) })).toEqual([])
  expect(await all({ action: 'freeze', by: 'a-system', from: dateOf(now) })).toHaveLength(1)
  const forged = Buffer.from('["2026-02-30","x"]').toString('base64url')
  expect(await codeOf(boss().audit({ page: { after: forged } }))).toBe('INVALID_INPUT:page.after')
  expect(world.cloud.database.queries.filter(({ index }) => index === null)).toEqual([])
})

test('B15: the log only grows: nothing of it can be changed or removed through any operation', async () => {
  const before = await all()
  await filed()
  await world.as('a-system').directory.unfreeze({ id: 'm-01', ...seen(world, 'm-01') })
  await filed()
  expect((await all()).slice(1)).toEqual(before)
})
