import { MINUTE } from '#contract/kernel/time'
import type { Channel, Delivery } from '#contract/message'
import { seed } from '../../scripts/seed'
import { members } from '../../scripts/seed/members'
import { aMessage, leave, rowsOf, tick } from '../make/messages'
import { aWorld, codeOf } from '../make/world'

const TEMPLATE = 'local-template-roomOutcome'
const { account: _account, accountKey: _key, ...nameless } = members[0]!
const UNBOUND = { ...nameless, _id: 'x-unbound', phone: '19900009001', mail: 'x-unbound@example.edu' }
const { openid: _openid, ...unbound } = UNBOUND
const { openid: _1, phone: _2, mail: _3, ...unreachable } = { ...UNBOUND, _id: 'x-unreachable' }
const world = aWorld({ seed: now => ({ ...seed(now), members: [...members, unbound, unreachable] }) })

const sms = { template: 'repairFinished', values: ['R-1'] } as const
const mail = { subject: '通知', text: '正文' }
const subscribe = {
  template: 'roomOutcome',
  values: ['小会议室', '2026年5月1日 09:30', '已通过', '一段比二十个字还要长得多的备注，微信不会收下它的'],
} as const
const all = {
  sms: { ...sms, values: [...sms.values] },
  mail,
  subscribe: { ...subscribe, values: [...subscribe.values] },
}

beforeEach(() => {
  for (const kind of ['sms', 'mail', 'subscribe'] as const) world.cloud.outbox.plan(kind, { plan: 'ok' })
  world.cloud.outbox.clear()
})

/** Tells one person by the channels, and runs the timer. */
async function told(to: string, channels: Partial<typeof all>): Promise<void> {
  await leave(world.cloud, aMessage({ to: [to], ...channels }))
  await tick(world.cloud)
}

const later = (minutes: number) => {
  world.cloud.clock.advance(minutes * MINUTE)
  return tick(world.cloud)
}

const states = (persona: string): Promise<Delivery[]> =>
  world
    .as(persona)
    .message.list({ page: { size: 1 } })
    .then(({ items }) => items[0]!.deliveries)
const stored = (to: string) =>
  rowsOf<Delivery & { to: string; at: Date }>(world.cloud, 'deliveries')
    .filter(row => row.to === to)
    .map(({ channel, state, reason }) => ({ channel, state, ...(reason && { reason }) }))
    .sort((a, b) => (a.channel < b.channel ? -1 : 1))
const sent = (kind: Channel) => world.cloud.outbox.list(kind).filter(({ status }) => status === 'sent')

const agree = async (persona: string) => {
  world.cloud.consent(`o-${persona}`, [TEMPLATE])
  await world.as(persona).message.consented({ templates: [TEMPLATE] })
}

test('O-05: several messages to one member in a minute arrive in the order in which things happened', async () => {
  const order = [5, 3, 9, 1, 7, 2, 8, 4, 6]
  const at = world.cloud.clock.now()
  const news = order.map(n =>
    aMessage({
      to: ['t-lin'],
      at: new Date(at - MINUTE + n * 1000),
      sms: { ...all.sms, values: [`R-${n}`] },
    }),
  )
  await leave(world.cloud, ...news)
  await tick(world.cloud)
  const sent = world.cloud.outbox.list('sms') as unknown as { parameters: { ticketNumber: string } }[]
  const numbers = sent.map(({ parameters }) => parameters.ticketNumber)
  expect(numbers).toEqual([...order].sort().map(n => `R-${n}`))
})

test('O-01: a message goes out by short message, mail and WeChat to the addresses that hold when it is sent', async () => {
  await agree('t-lin')
  await told('t-lin', all)
  expect(await states('t-lin')).toEqual([
    { channel: 'mail', state: 'sent' },
    { channel: 'sms', state: 'sent' },
    { channel: 'subscribe', state: 'sent' },
  ])
  expect(sent('sms')).toMatchObject([{ to: '+8619900000001', text: expect.stringContaining('R-1') }])
  expect(sent('mail')).toMatchObject([
    { to: 't-lin@example.edu', parameters: { subject: '通知' }, text: expect.stringContaining('正文') },
  ])
  expect(sent('subscribe')).toMatchObject([{ to: 'o-t-lin', template: TEMPLATE }])
})

test('T-22: a message that the gateway has not taken is queued, not sent', async () => {
  world.cloud.outbox.plan('sms', { plan: 'down' })
  await told('t-su', { sms: all.sms })
  expect(await states('t-su')).toMatchObject([{ channel: 'sms', state: 'queued' }])
  world.cloud.outbox.plan('sms', { plan: 'ok' })
  await tick(world.cloud)
  expect((await states('t-su'))[0]!.state).toBe('queued')
  await later(1)
  expect(await states('t-su')).toEqual([{ channel: 'sms', state: 'sent' }])
})

test('T-22: after five attempts over two and a half hours a delivery is given up with its reason; the administrator has it sent again', async () => {
  world.cloud.outbox.plan('sms', { plan: 'fail', code: 'LimitExceeded.DeliveryFrequencyLimit' })
  await told('t-su', { sms: all.sms })
  for (const minutes of [1, 5, 30]) await later(minutes)
  expect((await states('t-su'))[0]).toMatchObject({ state: 'queued' })
  await later(119)
  expect(world.cloud.outbox.list('sms')).toHaveLength(4)
  await later(1)
  const failed = { channel: 'sms', state: 'failed', reason: 'LimitExceeded.DeliveryFrequencyLimit' }
  expect(await states('t-su')).toEqual([failed])
  await later(600)
  expect(world.cloud.outbox.list('sms')).toHaveLength(5)

  const admin = world.as('a-system').message
  const [given] = (await admin.failures({})).items
  expect(given).toMatchObject({ to: '苏青禾', tries: 5, reason: failed.reason, actions: ['retry'] })
  world.cloud.outbox.plan('sms', { plan: 'ok' })
  expect(await admin.retry({ id: given!.id }, { key: 'again' })).toMatchObject({ actions: [] })
  expect(await admin.retry({ id: given!.id }, { key: 'again' })).toMatchObject({ actions: [] })
  await tick(world.cloud)
  expect(await states('t-su')).toEqual([{ channel: 'sms', state: 'sent' }])
  expect((await admin.failures({})).items).toEqual([])
  await tick(world.cloud)
  const log = rowsOf<{ action: string; by: object }>(world.cloud, 'audit_log')
  expect(log).toMatchObject([{ action: 'retry', by: { id: 'a-system' } }])
})

test.each([
  ['sms', 'FailedOperation.TemplateUnapprovedOrNotExist'],
  ['mail', 550],
  ['subscribe', 47003],
] as const)(
  'T-22: a message that %s refuses for good is given up at once, and all given up can be sent again together',
  async (channel, code) => {
    if (channel === 'subscribe') await agree('t-su')
    world.cloud.outbox.plan(channel, { plan: 'fail', code })
    await told('t-su', { [channel]: all[channel] })
    expect(await states('t-su')).toEqual([{ channel, state: 'failed', reason: String(code) }])
    world.cloud.outbox.plan(channel, { plan: 'ok' })
    if (channel === 'subscribe') await agree('t-su')
    const presses = [1, 2, 3].map(() => world.as('a-system').message.retryAll({}, { key: channel }))
    for (const answer of await Promise.all(presses)) expect(answer).toEqual({ retried: 1 })
    await tick(world.cloud)
    expect((await states('t-su'))[0]!.state).toBe('sent')
  },
)

test('E-10: a frozen member gets nothing, whatever the channel', async () => {
  await told('f-frozen', all)
  expect(stored('f-frozen')).toEqual(
    ['mail', 'sms', 'subscribe'].map(channel => ({ channel, state: 'skipped', reason: 'FROZEN' })),
  )
  expect(world.cloud.outbox.list()).toEqual([])
  expect(await codeOf(world.as('f-frozen').message.list({}))).toBe('FROZEN')
})

test.each([
  ['x-unbound', 'subscribe', 'NOT_JOINED'],
  ['x-unreachable', 'sms', 'NO_PHONE'],
  ['x-unreachable', 'mail', 'NO_MAIL'],
  ['x-nobody', 'mail', 'LEFT'],
  ['t-lin', 'subscribe', 'NO_CONSENT'],
] as const)('T-22: %s is not sent anything by %s, and the reason is kept', async (to, channel, reason) => {
  await told(to, { [channel]: all[channel] })
  expect(stored(to)).toContainEqual({ channel, state: 'skipped', reason })
  expect(world.cloud.outbox.list()).toEqual([])
})

test('O-01: one consent is spent for one message, whatever is told at once', async () => {
  // WeChat would take more than we wrote down.
  world.cloud.consent('o-s-chen', [TEMPLATE])
  await agree('s-chen')
  await leave(world.cloud, ...[1, 2, 3].map(() => aMessage({ to: ['s-chen'], subscribe: all.subscribe })))
  await Promise.all([tick(world.cloud), tick(world.cloud)])
  expect(sent('subscribe')).toHaveLength(1)
  expect(
    stored('s-chen')
      .map(({ state }) => state)
      .sort(),
  ).toEqual(['sent', 'skipped', 'skipped'])
})

test('O-01: the same press records a consent once; what is not a template of ours is not recorded', async () => {
  const { message } = world.as('k-store')
  const accepted = { templates: [TEMPLATE, 'somebody-elses'] }
  expect(await message.consented(accepted, { key: 'tap' })).toEqual({ recorded: 1 })
  expect(await message.consented(accepted, { key: 'tap' })).toEqual({ recorded: 1 })
  expect(Object.values(await message.templates({}))).toContain(TEMPLATE)
  expect(await message.consents({})).toMatchObject({ roomOutcome: 1, repairProgress: 0 })
  expect(await world.as('a-room').message.consents({})).toMatchObject({ roomOutcome: 0 })
  const rows = rowsOf<{ openid: string }>(world.cloud, 'consents')
  expect(rows.filter(({ openid }) => openid === 'o-k-store')).toHaveLength(1)
})

test('O-01: when WeChat says that no consent is left, ours are closed; when it is busy, the consent is kept for later', async () => {
  const { message } = world.as('w-qian')
  // Two that WeChat knows nothing of.
  for (const key of ['a', 'b']) await message.consented({ templates: [TEMPLATE] }, { key })
  await told('w-qian', { subscribe: all.subscribe })
  expect(await states('w-qian')).toEqual([{ channel: 'subscribe', state: 'skipped', reason: 'NO_CONSENT' }])
  const open = () =>
    rowsOf<{ openid: string; open?: true }>(world.cloud, 'consents').filter(
      row => row.openid === 'o-w-qian' && row.open,
    )
  expect(open()).toEqual([])

  await agree('w-qian')
  world.cloud.outbox.plan('subscribe', { plan: 'fail', code: 45009 })
  await told('w-qian', { subscribe: all.subscribe })
  expect(await states('w-qian')).toEqual([{ channel: 'subscribe', state: 'queued', reason: '45009' }])
  world.cloud.outbox.plan('subscribe', { plan: 'ok' })
  await later(1)
  expect(await states('w-qian')).toEqual([{ channel: 'subscribe', state: 'sent' }])
})

test('every query of these tests was served by a declared index', () => {
  expect(world.cloud.database.queries.filter(({ index }) => index === null)).toEqual([])
})
