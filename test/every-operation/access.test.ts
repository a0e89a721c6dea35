import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { seed } from '../../scripts/seed'
import { members } from '../../scripts/seed/members'
import { ALLOWED, BUDGET, OWNED, PERSONAS, REFUSAL, type Role } from '../access-table'
import { everybodyBack } from '../make/people'
import { operations } from '../make/sample'
import { slot } from '../make/time'
import { told } from '../make/told'
import { aWorld } from '../make/world'

const somebody = { name: '某人', departments: [] }
const people = [
  ...members,
  newMember({ ...somebody, _id: 'x-left', openid: 'o-x-left', kind: 'staff', state: 'left' }, []),
  newMember({ ...somebody, _id: 'x-outside', openid: 'o-x-outside', kind: 'outside' }, []),
]
const world = aWorld({ seed: now => ({ ...seed(now), members: people }) })

const roles = Object.keys(PERSONAS) as Role[]

async function codeFor(role: Role, fn: string, call: { op: string; input: unknown }) {
  const { reply, databaseCalls } = await world.raw(role === 'stranger' ? undefined : PERSONAS[role], fn, call)
  return { code: reply.ok ? 'OK' : reply.error.code, databaseCalls }
}

test('L-04, L-09: the reviewed table says for every small operation which roles may use it', () => {
  expect(Object.keys(ALLOWED).sort()).toEqual(operations.map(({ title }) => title).sort())
  expect(Object.keys(BUDGET).sort()).toEqual(operations.map(({ title }) => title).sort())
})

describe.each(operations)('$title', ({ fn, op, title, input }) => {
  test.each(roles)('lets %s do what the reviewed table says', async role => {
    const { code, databaseCalls } = await codeFor(role, fn, { op, input })
    if (ALLOWED[title]!.includes(role))
      return expect(['NOT_MEMBER', 'FROZEN', 'FORBIDDEN']).not.toContain(code)
    expect(code).toBe(ALLOWED[title]!.includes('console') ? 'FORBIDDEN' : (REFUSAL[role] ?? 'FORBIDDEN'))
    expect(databaseCalls).toBeLessThanOrEqual(1)
  })
  afterEach(() => everybodyBack(world, people))
})

/** What attackers put into payloads to be somebody else. */
const FORGED = {
  ...{ openid: 'o-a-room', OPENID: 'o-a-room', _openid: 'o-a-room', userInfo: { openId: 'o-a-room' } },
  ...{ userId: 'a-room', memberId: 'a-room', actor: { _id: 'a-room' }, role: 'room.admin', isAdmin: true },
  ...{
    duties: [{ duty: 'room.admin', scope: ['*'] }],
    SOURCE: 'wx_trigger',
    Type: 'Timer',
    TriggerName: 'sweep',
  },
  ...{ appid: 'wx0', orgId: '*' },
}

test.each(operations)('$title takes no identity from the payload', async ({ fn, op, title, input }) => {
  for (const role of ['stranger', 'frozen', 'student'] as const) {
    const call = { op, input: { ...(input as object), ...FORGED }, ...FORGED }
    const { code } = await codeFor(role, fn, call)
    if (ALLOWED[title]!.includes(role)) expect(code).not.toBe('INTERNAL')
    else expect(code).toBe(ALLOWED[title]!.includes('console') ? 'FORBIDDEN' : (REFUSAL[role] ?? 'FORBIDDEN'))
    await everybodyBack(world, people)
  }
})

test('account.me tells who calls, whatever the payload says', async () => {
  const { reply } = await world.raw('s-chen', 'account', { op: 'me', input: FORGED, ...FORGED })
  expect(reply).toMatchObject({ ok: true, data: { id: 's-chen', duties: [] } })
})

test('a frozen member learns nothing but that', async () => {
  const { reply } = await world.raw('f-frozen', 'account', { op: 'me', input: {} })
  expect(reply).toEqual({ ok: true, data: { state: 'frozen' } })
})

describe.each(Object.entries(OWNED))('%s', (title, expected) => {
  const [fn, op] = title.split('.') as [string, string]
  let hour = 11
  // Each move goes to a place of its own.
  const to = () => slot(5, ++hour, hour + 1)
  const own = async () => {
    const made = await world.as('t-lin').room.reserve({ roomId: 'r-102', ...slot(5, 9, 10), title: '自己的' })
    return made.id
  }
  const codeOf = async (persona: string, reservationId: string) => {
    const { reply } = await world.raw(persona, fn, {
      op,
      input: { reservationId, ...(op === 'move' ? to() : {}) },
    })
    return reply.ok ? 'OK' : reply.error.code
  }

  test('the owner, another member, the administrator, a wrong id: as the reviewed table says', async () => {
    const first = await own()
    expect(await codeOf('t-su', first)).toBe(expected.other)
    expect(await codeOf('t-su', 'no-such-thing')).toBe(expected.missing)
    expect(await codeOf('t-lin', first)).toBe(expected.own)
    const second = await world
      .as('t-lin')
      .room.reserve({ roomId: 'r-102', ...slot(6, 9, 10), title: '自己的' })
    expect(await codeOf('a-room', second.id)).toBe(expected.admin)
    for (const id of [first, second.id])
      await world.raw('t-lin', 'room', { op: 'cancel', input: { reservationId: id } })
  })

  test('another member cannot tell somebody else’s from one that is not there', async () => {
    const id = await own()
    const call = (reservationId: string) =>
      world.raw('t-su', fn, { op, input: { reservationId, ...(op === 'move' ? to() : {}) } })
    const [theirs, missing] = [await call(id), await call('no-such-thing')]
    expect(told(theirs)).toEqual(told(missing))
    await world.as('t-lin').room.cancel({ reservationId: id })
  })
})

test('an operation nobody declared is refused, and says what there is', async () => {
  for (const op of [
    '',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    { toString: 1 },
    ['list'],
    7,
    null,
  ]) {
    const { reply, databaseCalls } = await world.raw('t-lin', 'room', { op: op as string, input: {} })
    expect(reply).toMatchObject({ ok: false, error: { code: 'NOT_FOUND', field: 'op' } })
    expect(databaseCalls).toBe(0)
  }
})

test('the console’s default test event does no harm and explains itself', async () => {
  const event = { name: 'test', data: { key: 'value', number: 123 } }
  for (const name of new Set(operations.map(({ fn }) => fn))) {
    const { reply } = await world.raw(undefined, name, event as never)
    // The console's own function answers with its help, the others with what they have.
    const explained = reply.ok ? reply.data : reply.error.details
    expect(explained).toMatchObject({ operations: expect.any(Array) })
  }
})
