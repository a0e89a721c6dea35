import { MAX_DEPARTMENTS } from '#contract/directory'
import { codeOf } from '../make/world'
import { aWorldWith, onRoster, rowOf } from './people'

const world = aWorldWith([onRoster('x-out', { kind: 'outside', departments: [], openid: 'o-x-out' })])
const form = { name: '申请人', departmentId: 'cs-se', post: '讲师', account: 'x-9', phone: '19900001001' }
const apply = (as: string, change: object = {}, key?: string) =>
  world.as(as).account.apply({ ...form, ...change }, key ? { key } : {})
const look = (as: string) => world.as(as).account.joinRequest({})
/** An administrator's decisions. */
async function decided(id: string, state: 'refused' | 'accepted', answer: string): Promise<void> {
  const row = rowOf(world, id, 'join_requests')!
  await world.cloud.database.put({
    collection: 'join_requests',
    documents: [{ ...row, state, answer }],
    insert: false,
  } as never)
}

test('E-31, E-32: a stranger sees the departments, applies, and finds the request waiting', async () => {
  const before = await look('p-1')
  expect(before.joinRequest).toBeUndefined()
  expect(before.departments).toContainEqual({ id: 'cs-se', name: '软件工程系', parent: 'cs' })
  const made = await apply('p-1', { reason: '新来的' })
  expect(made).toMatchObject({ ...form, state: 'pending', reason: '新来的' })
  expect((await look('p-1')).joinRequest).toEqual(made)
  expect((await look('p-2')).joinRequest).toBeUndefined()
})

test('one WeChat has one request that waits, however many are sent at once', async () => {
  const codes = await Promise.all(['a', 'b', 'c', 'd'].map(name => codeOf(apply('p-3', { name }))))
  expect(codes.sort()).toEqual(['ALREADY_APPLIED', 'ALREADY_APPLIED', 'ALREADY_APPLIED', 'OK'])
  const same = await Promise.all(Array.from({ length: 5 }, () => apply('p-4', {}, 'one-press')))
  expect(new Set(same.map(({ id, at }) => id + at)).size).toBe(1)
})

test('E-02: after a refusal one may ask again, and what was left out this time is gone', async () => {
  const { id } = await apply('p-5', { reason: '请批准' })
  await decided(id, 'refused', '请写明工号')
  expect((await look('p-5')).joinRequest).toMatchObject({ state: 'refused', answer: '请写明工号' })
  const again = await apply('p-5', { account: '10086' })
  expect(again).toMatchObject({ state: 'pending', account: '10086' })
  expect([again.answer, again.reason]).toEqual([undefined, undefined])
  expect((await look('p-5')).joinRequest).toEqual(again)
})

test('members need no request; somebody from outside may ask to become one', async () => {
  expect(await codeOf(apply('t-lin'))).toBe('ALREADY_JOINED')
  expect(await codeOf(apply('f-frozen'))).toBe('ALREADY_JOINED')
  expect(await codeOf(apply('x-out'))).toBe('OK')
})

test('a department that is not there cannot be named', async () => {
  expect(await codeOf(apply('p-6', { departmentId: 'nowhere' }))).toBe('NOT_FOUND:departmentId')
})

test('the largest organisation’s departments fit into the reply', async () => {
  const departments = Array.from({ length: MAX_DEPARTMENTS }, (_, i) => ({
    id: `department-${i}`,
    name: `部门${i}`,
    kind: 'department',
    parent: i ? `department-${Math.floor((i - 1) / 4)}` : '',
  }))
  const tree = { _id: 'tree', version: 2, lastKey: '', departments, renamed: [] }
  await world.cloud.database.put({ collection: 'organisation', documents: [tree], insert: false } as never)
  const { reply, databaseCalls } = await world.raw('p-7', 'account', { op: 'joinRequest', input: {} })
  expect(JSON.stringify(reply).length).toBeLessThan(256 * 1024)
  expect(databaseCalls).toBe(2)
})
