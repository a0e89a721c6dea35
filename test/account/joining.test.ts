import { tick } from '../make/messages'
import { seen } from '../make/seen'
import { reported } from '../make/tickets'
import { codeOf, refusalOf } from '../make/world'
import { aWorldWith, codeSent, onRoster, rowOf } from './people'

const world = aWorldWith([
  onRoster('n-sms', { phone: '19900001001' }),
  onRoster('n-mail', { mail: 'n-mail@example.edu' }),
  onRoster('n-button', { phone: '19900009999' }),
  onRoster('n-moved', { phone: '19900001003', mail: 'n-moved@example.edu', openid: 'o-old' }),
  onRoster('n-left', { phone: '19900001004', state: 'left' }),
  onRoster('n-cold', { phone: '19900001005', state: 'frozen' }),
  onRoster('n-late', { phone: '19900001006' }),
  onRoster('n-race', { phone: '19900001007' }),
  onRoster('n-two-a', { phone: '19900001008' }),
  onRoster('n-two-b', { phone: '19900001009' }),
  onRoster('n-cut', { phone: '19900001010' }),
])
// The minute between two codes has gone by.
beforeEach(() => world.cloud.clock.advance(120_000))

const me = (as: string) => world.as(as).account.me({})
const verify = (
  as: string,
  input: { address: string; code: string; name?: string; invitation?: string },
  key?: string,
) => world.as(as).account.verify(input, key ? { key } : {})
const join = async (as: string, address: string, more: { name?: string; invitation?: string } = {}) =>
  verify(as, { address, code: await codeSent(world, as, address), ...more })

test('E-05, E-34, L-07, L-17, T-23, T-24: the code sent to the registered phone joins, and the next call knows who it is', async () => {
  expect(await me('p-sms')).toEqual({ state: 'stranger' })
  const joined = await join('p-sms', '19900001001')
  expect(joined).toMatchObject({ state: 'active', id: 'n-sms', contacts: { phone: '19900001001' } })
  expect(await me('p-sms')).toEqual(joined)
})

test('E-35: the code sent to the registered mailbox joins', async () => {
  expect(await join('p-mail', 'N-Mail@Example.edu')).toMatchObject({ id: 'n-mail' })
})

test('E-33, E-34, T-25, L-11: WeChat’s phone button joins at once where the number matches', async () => {
  const { code } = world.cloud.phoneCode('o-stranger')
  expect(await world.as('stranger').account.phone({ code })).toMatchObject({
    state: 'active',
    id: 'n-button',
  })
  expect(await codeOf(world.as('p-x').account.phone({ code }))).toBe('CODE_EXPIRED')
})

test('L-01, L-36: a number on no roster asks for a name, and with it joins from outside with the same code', async () => {
  const address = '19900002001'
  const code = await codeSent(world, 'p-out', address)
  const refusal = await refusalOf(verify('p-out', { address, code }))
  expect([refusal.code, refusal.info.field]).toEqual(['NOT_ON_ROSTER', 'name'])
  const joined = await verify('p-out', { address, code, name: '过路人' })
  expect(joined).toMatchObject({
    state: 'active',
    kind: 'outside',
    name: '过路人',
    departments: [],
    duties: [],
  })
  expect(
    await codeOf(
      world.as('p-out').room.search({ from: '2026-01-01T09:00:00+08:00', to: '2026-01-01T10:00:00+08:00' }),
    ),
  ).toBe('FORBIDDEN')
})

test('E-02, E-32: a person who comes by an invitation, or with a mail address, never becomes an outsider', async () => {
  const invited = join('p-inv', '19900002002', { name: '某人', invitation: 'abc' })
  expect((await refusalOf(invited)).info.field).toBeUndefined()
  expect(await codeOf(join('p-inv', '19900002003', { name: '某人', invitation: 'abc' }))).toBe(
    'NOT_ON_ROSTER',
  )
  expect(await me('p-inv')).toEqual({ state: 'stranger' })
})

test('E-15, T-26: another WeChat needs a fresh code; the old one is out at once and the member is told', async () => {
  expect(await me('old')).toMatchObject({ id: 'n-moved' })
  expect(await join('p-new', '19900001003')).toMatchObject({ id: 'n-moved' })
  expect(await me('old')).toEqual({ state: 'stranger' })
  expect(rowOf(world, 'n-moved')!.outbox).toMatchObject([
    { to: ['n-moved'], feature: 'account', title: '微信绑定已更换', mail: { subject: expect.any(String) } },
  ])
})

test('the number of a member who left is anybody’s who proves it, and a frozen one stays out', async () => {
  expect(await codeOf(join('p-left', '19900001004', { name: '某人', invitation: 'abc' }))).toBe(
    'NOT_ON_ROSTER',
  )
  expect(rowOf(world, 'n-left')).toMatchObject({ phone: '19900001004' })
  world.cloud.clock.advance(120_000)
  expect(await join('p-left', '19900001004', { name: '某人' })).toMatchObject({
    kind: 'outside',
    contacts: { phone: '19900001004' },
  })
  expect(rowOf(world, 'n-left')).toMatchObject({ state: 'left' })
  expect(rowOf(world, 'n-left')).not.toHaveProperty('phone')
  expect(await codeOf(join('p-cold', '19900001005'))).toBe('FROZEN')
  expect(await codeOf(join('f-frozen', '19900001006'))).toBe('FROZEN')
  expect(rowOf(world, 'n-late')!.openid).toBeUndefined()
})

test('L-05, T-02: a member who proves a new number or mailbox changes their own, but takes nobody else’s', async () => {
  expect(await join('t-su', '19900003001')).toMatchObject({ id: 't-su', contacts: { phone: '19900003001' } })
  expect(await join('t-su', 'su@example.edu')).toMatchObject({
    id: 't-su',
    contacts: { mail: 'su@example.edu' },
  })
  expect(await codeOf(join('t-su', '19900001006'))).toBe('ALREADY_REGISTERED')
  expect(rowOf(world, 'n-late')!.openid).toBeUndefined()
})

test('L-08: a person from outside who proves a number of the roster becomes that member, with their reports and messages', async () => {
  await join('p-grow', '19900002010', { name: '先来者' })
  const { id } = await me('p-grow')
  const report = await reported(world, 'p-grow')
  await world
    .as('d-logistics')
    .repair.refuse({ id: report.id, ...seen(world, report.id), reason: '属于物业' })
  await tick(world.cloud)
  expect(await join('p-grow', '19900001006')).toMatchObject({ id: 'n-late', kind: 'staff' })
  expect(rowOf(world, id!)).toMatchObject({ state: 'left' })
  for (const field of ['openid', 'phone']) expect(rowOf(world, id!)).not.toHaveProperty(field)
  const { items } = await world.as('p-grow').repair.mine({})
  expect(items.map(({ number }) => number)).toEqual([report.number])
  const { timeline } = await world.as('p-grow').repair.get({ id: report.id })
  expect(timeline.map(({ action }) => action)).toEqual(['create', 'refuse'])
  expect((await world.as('p-grow').message.list({})).items.map(({ title }) => title)).toEqual([
    '报修不予受理',
  ])
})

test('L-08: a person who is cut off while becoming a member finds their reports the next day', async () => {
  await join('p-cut', '19900002011', { name: '先来者' })
  const { id } = await me('p-cut')
  const report = await reported(world, 'p-cut')
  const code = await codeSent(world, 'p-cut', '19900001010')
  world.cloud.faults.add({ action: 'database.*', nth: 6, kind: 'kill', when: 'after' })
  await verify('p-cut', { address: '19900001010', code }).catch(() => undefined)
  world.cloud.faults.clear()
  expect(rowOf(world, id!)).toMatchObject({ becomes: 'n-cut' })
  expect((await world.as('p-cut').repair.mine({})).items).toEqual([])
  await world.cloud.invoke('account', {}, { source: 'wx_trigger' })
  expect((await world.as('p-cut').repair.mine({})).items).toMatchObject([{ number: report.number }])
  expect(rowOf(world, id!)).not.toHaveProperty('becomes')
})

test('one WeChat that proves two numbers at once becomes one member', async () => {
  const [a, b] = [
    await codeSent(world, 'p-two', '19900001008'),
    await codeSent(world, 'p-two', '19900001009'),
  ]
  const codes = await Promise.all([
    codeOf(verify('p-two', { address: '19900001008', code: a })),
    codeOf(verify('p-two', { address: '19900001009', code: b })),
  ])
  expect(codes.filter(code => code === 'OK')).toHaveLength(1)
  const bound = ['n-two-a', 'n-two-b'].filter(id => rowOf(world, id)!.openid)
  expect(bound).toHaveLength(1)
})

test('the same press joins once and tells the same, ten times at once and later', async () => {
  const address = '19900001007'
  const code = await codeSent(world, 'p-race', address)
  const press = () => verify('p-race', { address, code }, 'one-press')
  const replies = await Promise.all(Array.from({ length: 10 }, press))
  expect(new Set([...replies, await press()].map(reply => JSON.stringify(reply))).size).toBe(1)
  expect(rowOf(world, 'n-race')).toMatchObject({ openid: 'o-p-race', version: 2 })
})

test('O-07, T-27, T-28, T-29: unbinding parts the WeChat from the member, who can join again', async () => {
  await join('p-back', '19900002020', { name: '来回' })
  const { id } = await me('p-back')
  expect(await world.as('p-back').account.unbind({}, { key: 'u' })).toEqual({ state: 'stranger' })
  expect(await world.as('p-back').account.unbind({}, { key: 'u' })).toEqual({ state: 'stranger' })
  world.cloud.clock.advance(120_000)
  expect(await join('p-back', '19900002020')).toMatchObject({ id })
})

test('a call without a WeChat joins nothing', async () => {
  for (const [op, input] of [
    ['sendCode', { channel: 'sms', address: '19900001001' }],
    ['verify', { address: '19900001001', code: '123456' }],
    ['phone', { code: 'x' }],
  ] as const) {
    const { reply, databaseCalls } = await world.raw(undefined, 'account', { op, input })
    expect(reply).toMatchObject({ ok: false, error: { code: 'NO_WECHAT' } })
    expect(databaseCalls).toBe(0)
  }
})

test('a channel that does not fit the address is refused before anything is asked', async () => {
  for (const input of [
    { channel: 'sms', address: 'n-mail@example.edu' },
    { channel: 'mail', address: '19900001001' },
  ]) {
    const { reply, databaseCalls } = await world.raw('p-odd', 'account', { op: 'sendCode', input })
    expect(reply).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', field: 'address' } })
    expect(databaseCalls).toBe(0)
  }
})
