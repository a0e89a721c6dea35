import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { explain } from '../../cloudfunctions/kernel/identity/policy'
import { contracts } from '../../scripts/local-cloud/contract'
import { seed } from '../../scripts/seed'
import { departments } from '../../scripts/seed/departments'
import { members } from '../../scripts/seed/members'
import type { Role } from '../make/fixtures'
import { functions, operations } from '../make/operations'
import { ALLOWED, BUDGET, PERSONAS, ROLES } from '../make/roles'
import { sample } from '../make/sampling'
import { aWorld } from '../make/world'

const extra = { name: '某人', departments: [] }
const people = [
  ...members,
  newMember({ ...extra, _id: 'x-left', openid: 'o-x-left', kind: 'staff', state: 'left' }, []),
  newMember({ ...extra, _id: 'x-outside', openid: 'o-x-outside', kind: 'outside' }, []),
]
const world = aWorld({ seed: now => ({ ...seed(now), members: people }) })
let restore: () => void
beforeAll(() => {
  restore = world.cloud.database.checkpoint()
})
afterEach(() => restore())

test('L-04, L-09: the reviewed tables name the roles and the budget of every operation, and of no other', () => {
  const titles = operations.map(({ title }) => title).sort()
  expect(Object.keys(ALLOWED).sort()).toEqual(titles)
  expect(Object.keys(BUDGET).sort()).toEqual(titles)
})

test('a persona stands for every role that the tables name', () => {
  const named = Object.values(ALLOWED).flat()
  expect(named.filter(role => !PERSONAS[role])).toEqual([])
})

const memberOf = (role: Role) => {
  const member = people.find(({ _id }) => _id === PERSONAS[role])
  return member ? { ...member, tree: departments } : null
}
const accessOf = (fn: string, op: string) => contracts.find(({ name }) => name === fn)!.ops[op]!.access

/** The roles that the contract lets in; the secret of the console is asked for apart from the member. */
const admitted = (fn: string, op: string): Role[] =>
  ROLES.filter(role => {
    const access = accessOf(fn, op)
    if (access === 'console') return role === 'console'
    return explain(memberOf(role), access).allowed
  })

test.each(operations)('L-04: $title is declared for the roles of the reviewed table', ({ fn, op, title }) => {
  expect(admitted(fn, op).sort()).toEqual([...ALLOWED[title]!].sort())
})

async function codeFor(role: Role, fn: string, call: { op: string; input: unknown }) {
  const { reply, databaseCalls } = await world.raw(role === 'stranger' ? undefined : PERSONAS[role], fn, call)
  return { code: reply.ok ? 'OK' : reply.error.code, databaseCalls }
}

const REFUSAL: Partial<Record<Role, string>> = {
  stranger: 'NOT_MEMBER',
  left: 'NOT_MEMBER',
  frozen: 'FROZEN',
  console: 'NOT_MEMBER',
}
const refusalFor = (title: string, role: Role): string =>
  ALLOWED[title]!.includes('console') ? 'FORBIDDEN' : (REFUSAL[role] ?? 'FORBIDDEN')

/** The gate is one for all operations and explained above: a role that passes and one that does not are asked for. */
const asked = operations.flatMap(operation => {
  const allowed = ALLOWED[operation.title]!
  return [
    ...sample(`allowed ${operation.title}`, allowed),
    ...sample(
      `refused ${operation.title}`,
      ROLES.filter(role => !allowed.includes(role)),
    ),
  ].map(role => ({ ...operation, role }))
})

test.each(asked)(
  'L-04: $title admits or refuses $role as deployed',
  async ({ fn, op, title, input, role }) => {
    const { code, databaseCalls } = await codeFor(role, fn, { op, input })
    if (ALLOWED[title]!.includes(role))
      return expect(['NOT_MEMBER', 'FROZEN', 'FORBIDDEN']).not.toContain(code)
    expect(code).toBe(refusalFor(title, role))
    expect(databaseCalls).toBeLessThanOrEqual(1)
  },
)

/** Fields that attackers put into payloads to be somebody else. */
const FORGED = {
  openid: 'o-a-room',
  OPENID: 'o-a-room',
  _openid: 'o-a-room',
  userInfo: { openId: 'o-a-room' },
  userId: 'a-room',
  memberId: 'a-room',
  actor: { _id: 'a-room' },
  role: 'room.admin',
  isAdmin: true,
  duties: [{ duty: 'room.admin', scope: ['*'] }],
  SOURCE: 'wx_trigger',
  Type: 'Timer',
  TriggerName: 'sweep',
  appid: 'wx0',
  orgId: '*',
}

test.each(operations)('$title takes no identity from the payload', async ({ fn, op, title, input }) => {
  for (const role of ['stranger', 'frozen', 'student'] as const) {
    const call = { op, input: { ...input, ...FORGED }, ...FORGED }
    const { code } = await codeFor(role, fn, call)
    if (ALLOWED[title]!.includes(role)) expect(code).not.toBe('INTERNAL')
    else expect(code).toBe(refusalFor(title, role))
    restore()
  }
})

test('account.me describes the caller, whatever the payload says', async () => {
  const { reply } = await world.raw('s-chen', 'account', { op: 'me', input: FORGED, ...FORGED })
  expect(reply).toMatchObject({ ok: true, data: { id: 's-chen', duties: [] } })
})

test('account.me tells a frozen member nothing but the state', async () => {
  const { reply } = await world.raw('f-frozen', 'account', { op: 'me', input: {} })
  expect(reply).toEqual({ ok: true, data: { state: 'frozen' } })
})

const UNDECLARED = [
  '',
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  { toString: 1 },
  ['list'],
  7,
  null,
]

test.each(UNDECLARED)(
  'an operation that no contract declares is refused with the declared ones: %j',
  async op => {
    const { reply, databaseCalls } = await world.raw('t-lin', 'room', { op: op as string, input: {} })
    expect(reply).toMatchObject({ ok: false, error: { code: 'NOT_FOUND', field: 'op' } })
    expect(databaseCalls).toBe(0)
  },
)

test('the console’s default test event is answered with the operations of each function', async () => {
  const event = { name: 'test', data: { key: 'value', number: 123 } }
  for (const name of functions) {
    const { reply } = await world.raw(undefined, name, event as never)
    // The console's own function answers with its help, the others with the operations they have.
    const explained = reply.ok ? reply.data : reply.error.details
    expect(explained).toMatchObject({ operations: expect.any(Array) })
  }
})
