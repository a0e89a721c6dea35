import { admin as contract } from '#contract/admin'
import { developmentSecrets } from '../../scripts/local-cloud/functions/environment'
import { start } from '../../scripts/local-cloud/start'
import { seed } from '../../scripts/seed'
import { members as people } from '../../scripts/seed/members'
import { aWorld, codeOf } from '../make/world'

const world = aWorld()
const rows = (collection: string) =>
  [...world.cloud.database.dump(collection)] as unknown as { _id: string }[]

test('the console learns every operation, with an example that the contract takes', async () => {
  const { operations } = await world.console.help({})
  expect(operations.map(({ op }) => op)).toEqual(Object.keys(contract.ops))
  for (const { what } of operations) expect(what).toMatch(/[\u4e00-\u9fff]/)
})

test.each([[{ name: 'test', data: { key: 'value', number: 123 } }], [{}], [null]])(
  'the event %j of the console does nothing and says what there is',
  async event => {
    const before = JSON.stringify(world.cloud.snapshot())
    const { result, invocation } = await world.cloud.invoke('admin', event, { source: 'wx_unknown' })
    expect(JSON.parse(result!).data.operations).toHaveLength(Object.keys(contract.ops).length)
    expect(invocation.databaseCalls).toBe(0)
    expect(JSON.stringify(world.cloud.snapshot())).toBe(before)
  },
)

describe('the first administrator', () => {
  const fresh = (now: Date) => ({
    members: people.map(member => ({ ...member, duties: [] })),
    organisation: (seed(now).organisation ?? []).filter(({ _id }) => _id === 'tree'),
  })
  const alone = aWorld({ seed: fresh })

  test('B9: of many who want to be the first, one is, and can act at once', async () => {
    const wanted = people.slice(0, 4).map(({ account }) => account!)
    const codes = await Promise.all(
      wanted.map(account => codeOf(alone.console.firstAdministrator({ account }))),
    )
    expect(codes.sort()).toEqual([
      'ADMINISTRATOR_EXISTS',
      'ADMINISTRATOR_EXISTS',
      'ADMINISTRATOR_EXISTS',
      'OK',
    ])
    const holders = [...alone.cloud.database.dump('members')].filter(row => (row.duties as object[]).length)
    expect(holders).toHaveLength(1)
    const first = alone.as(String(holders[0]!._id)).access
    expect(await codeOf(first.groups({}))).toBe('OK')
    expect(await codeOf(first.audit({}))).toBe('OK')
  })

  test('B9: nobody on the roster, or nobody active, is no administrator', async () => {
    expect(await codeOf(alone.console.firstAdministrator({ account: '99999' }))).toBe('NOT_FOUND:account')
    const frozen = people.find(({ state }) => state === 'frozen')!.account!
    expect(await codeOf(alone.console.firstAdministrator({ account: frozen }))).toBe('NOT_FOUND:account')
  })

  test('B9: interrupted at any call and run again, there is exactly one', async () => {
    const cloud = await start({ seed: fresh })
    const run = async (account: string) => {
      const event = { op: 'firstAdministrator', input: { account }, secret: developmentSecrets.ADMIN_SECRET }
      const { result } = await cloud.invoke('admin', event, { source: 'wx_unknown' })
      return JSON.parse(result!)
    }
    for (let nth = 1; nth <= 9; nth++) {
      cloud.faults.add({ action: 'database.*', nth, kind: 'kill', when: 'after' })
      await run('10001').catch(error => expect(error.code).toBe('FUNCTIONS_EXECUTE_FAIL'))
      cloud.faults.clear()
    }
    expect((await run('10001')).ok).toBe(true)
    expect((await run('10002')).error.code).toBe('ADMINISTRATOR_EXISTS')
    const holders = [...cloud.database.dump('members')].filter(row => (row.duties as object[]).length)
    expect(holders.map(({ account, duties }) => [account, (duties as object[]).length])).toEqual([
      ['10001', 2],
    ])
    await cloud.close()
  })
})

test('B9: the console gives a duty and takes it back; the holder feels it at the next call', async () => {
  const grant = { id: 't-su', duty: 'room.admin' as const, scope: ['lit'] }
  expect(await codeOf(world.as('t-su').room.pending({}))).toBe('FORBIDDEN')
  await world.console.grantDuty(grant)
  expect(await codeOf(world.as('t-su').room.pending({}))).toBe('OK')
  const why = { memberId: 't-su', function: 'room', op: 'approve', departmentId: 'lit-cn' }
  expect((await world.console.why(why)).allowed).toBe(true)
  await world.console.grantDuty({ ...grant, remove: true })
  expect(await codeOf(world.as('t-su').room.pending({}))).toBe('FORBIDDEN')
})

test('B9: the last system administrator is neither frozen nor robbed of the duty by the console', async () => {
  expect(await codeOf(world.console.freeze({ id: 'a-system', reason: '误操作' }))).toBe('LAST_ADMINISTRATOR')
  const grant = { id: 'a-system', duty: 'system.admin' as const, scope: ['*'], remove: true }
  expect(await codeOf(world.console.grantDuty(grant))).toBe('LAST_ADMINISTRATOR')
  expect(await codeOf(world.as('a-system').access.groups({}))).toBe('OK')
})

test('B9: who is frozen by the console is out at the next call', async () => {
  expect(await codeOf(world.as('m-09').room.list({}))).toBe('OK')
  await world.console.freeze({ id: 'm-09', reason: '手机丢失' })
  expect(await codeOf(world.as('m-09').room.list({}))).toBe('FROZEN')
})

test('B9: what was typed wrongly in the console is found, however many rows there are', async () => {
  const extra = Array.from({ length: 1200 }, (_, i) => ({
    ...people[0]!,
    _id: `z-${i}`,
    openid: `o-z-${i}`,
    account: `z${i}`,
    accountKey: `z${i}`,
    phone: `z${i}`,
    mail: `z${i}`,
  }))
  const wrong = {
    ...people[0]!,
    _id: 'zz',
    openid: 'o-zz',
    account: 'zz',
    accountKey: 'zz',
    phone: 'zz',
    mail: 'zz',
    version: '1',
    duties: 'room.admin',
    leftAt: '2026-03-01',
    shows: [],
    dutys: [],
  }
  await world.cloud.database.insert({ collection: 'members', documents: [...extra, wrong] as never })
  const found = []
  let checked = 0
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const reply = await world.console.lint({ page: after ? { after } : {} })
    found.push(...reply.rows)
    checked += reply.checked
    after = reply.next
  }
  expect(checked).toBe(
    world.cloud.database.collectionNames().reduce((sum, name) => sum + rows(name).length, 0),
  )
  expect(found.map(({ id, field, expected }) => [id, field, expected])).toEqual(
    expect.arrayContaining([
      ['zz', 'duties', '列表'],
      ['zz', 'dutys', '没有这个字段'],
      ['zz', 'leftAt', '时间'],
      ['zz', 'shows', '对象'],
      ['zz', 'version', '数字'],
    ]),
  )
  expect(found.filter(({ id }) => id !== 'zz')).toEqual([])
})
