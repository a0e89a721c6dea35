import { aMessage, leave, tick } from '../make/messages'
import { aWorld } from '../make/world'

const world = aWorld()

test('O-05: a message to a duty reaches everybody who holds it and is active, each once', async () => {
  await leave(world.cloud, aMessage({ title: '请备料', to: ['w-qian'], duty: 'repair.keeper' }))
  await tick(world.cloud)
  const titles = async (who: string) => (await world.as(who).message.list({})).items.map(({ title }) => title)
  for (const who of ['k-store', 'w-qian']) expect(await titles(who)).toEqual(['请备料'])
  expect(await titles('w-zhao')).toEqual([])
})

test('O-05: a mail to an address that is nobody’s goes there once and shows in nobody’s list', async () => {
  const mail = { subject: '新报修', text: '三楼漏水' }
  await leave(
    world.cloud,
    aMessage({ to: [], addresses: ['water@example.edu', 'water@example.edu', 'all@example.edu'], mail }),
  )
  await tick(world.cloud)
  await tick(world.cloud)
  const sent = world.cloud.outbox.list('mail') as unknown as { to: unknown }[]
  expect(sent.map(({ to }) => String(to)).sort()).toEqual(['all@example.edu', 'water@example.edu'])
  expect([...world.cloud.database.dump('messages')].filter(row => row.to === '')).toEqual([])
})

test('O-05: one event reaches a person once, as the first of its messages that names them', async () => {
  const event = { deduplicationKey: 'one-event', to: ['t-su'] }
  const sms = { template: 'repairFinished', values: ['260302-0001'] } as const
  const before = world.cloud.outbox.list('sms').length
  await leave(
    world.cloud,
    aMessage({ ...event, id: 'event-first', title: '第一条' }),
    aMessage({ ...event, id: 'event-second', title: '第二条', sms: { ...sms, values: [...sms.values] } }),
  )
  await tick(world.cloud)
  const { items } = await world.as('t-su').message.list({})
  expect(items.filter(({ title }) => /^第.条$/.test(title)).map(({ title }) => title)).toEqual(['第一条'])
  expect(world.cloud.outbox.list('sms')).toHaveLength(before)
})
