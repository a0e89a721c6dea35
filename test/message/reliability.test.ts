import { MINUTE } from '#contract/kernel/time'
import type { DeliveryRow } from '../../cloudfunctions/message/model'
import type { LocalCloud } from '../../scripts/local-cloud/cloud'
import { start } from '../../scripts/local-cloud/start'
import { seed } from '../../scripts/seed'
import { members } from '../../scripts/seed/members'
import { aGateway, type Gateway } from '../make/gateway'
import { aMessage, carrier, leave, rowsOf, tick } from '../make/messages'
import { full, seedNumber } from '../make/sampling'

const PEOPLE = members.filter(({ state }) => state === 'active').map(({ _id }) => _id)
const sms = { template: 'repairFinished' as const, values: ['R-1'] }

/** A cloud in which so many messages wait in documents, each to be sent to one person by short message. */
async function aCloud(count: number, gateway: Gateway): Promise<LocalCloud> {
  const waiting = Array.from({ length: count }, (_, i) => aMessage({ to: [PEOPLE[i % PEOPLE.length]!], sms }))
  const perDocument = 10
  const rooms = Array.from({ length: Math.ceil(count / perDocument) }, (_, i) =>
    carrier(...waiting.slice(i * perDocument, (i + 1) * perDocument)),
  )
  const { environment } = gateway
  return start({ seed: now => ({ ...seed(now), rooms }) as never, environment })
}

const deliveries = (cloud: LocalCloud) => rowsOf<DeliveryRow>(cloud, 'deliveries')

const now = (cloud: LocalCloud) => new Date(cloud.clock.now())

/** Runs until nothing is left to do, each time after as long as a dead run keeps others waiting. */
async function runToTheEnd(cloud: LocalCloud): Promise<void> {
  do {
    cloud.clock.advance(3 * MINUTE)
    await tick(cloud)
  } while (deliveries(cloud).some(({ dueAt }) => dueAt))
}

/** Acknowledged keys, and those of them that were acknowledged more than once: must be none. */
function acknowledged({ seen }: Gateway) {
  const keys = seen.filter(({ code }) => code === 'Ok').map(({ key }) => key)
  return { keys, twice: keys.filter((key, i) => keys.indexOf(key) !== i) }
}

/** The delivery that an attempt's key belongs to. */
const ofKey = (key: string) => key.replace(/-\d+$/, '')

/** An ordinary run kills the sender at every fourth call, from where the seed says. */
const STEP = full ? 1 : 4

test('O-05: wherever the sender is killed, every message is sent, none acknowledged twice under its key', async () => {
  const gateway = await aGateway()
  const cloud = await aCloud(0, gateway)
  let rounds = 0
  for (let nth = 1 + (seedNumber % STEP), struck = true; struck; nth += STEP) {
    gateway.seen.length = 0
    await leave(cloud, ...PEOPLE.slice(0, 2).map(to => aMessage({ to: [to], sms, at: now(cloud) })))
    cloud.faults.add({ action: 'database.*', nth, kind: 'kill' })
    await tick(cloud).catch(error => expect(error.code).toBe('FUNCTIONS_EXECUTE_FAIL'))
    struck = cloud.faults.list().length === 0
    cloud.faults.clear()
    await runToTheEnd(cloud)
    const { keys, twice } = acknowledged(gateway)
    expect(twice).toEqual([])
    expect(new Set(keys.map(ofKey)).size).toBe(2)
    expect(deliveries(cloud)).toHaveLength(2 * ++rounds)
    expect(deliveries(cloud).filter(({ state }) => state !== 'sent')).toEqual([])
    expect(nth).toBeLessThan(60)
  }
  await cloud.close()
  await gateway.close()
}, 300_000)

const MESSAGES = full ? 500 : 150

test(`O-05: of ${MESSAGES} messages, while the gateway fails one in five and runs die, each is sent or given up with its reason`, async () => {
  const gateway = await aGateway(nth =>
    nth % 20 === 7
      ? 'FailedOperation.PhoneNumberInBlacklist'
      : nth % 5 === 0
        ? 'InternalError.Timeout'
        : 'Ok',
  )
  const cloud = await aCloud(MESSAGES, gateway)
  for (const nth of [5, 0.2 * MESSAGES, 0.8 * MESSAGES]) {
    cloud.faults.add({ action: 'database.*', nth, kind: 'kill' })
    await tick(cloud).catch(error => expect(error.code).toBe('FUNCTIONS_EXECUTE_FAIL'))
    cloud.faults.clear()
    cloud.clock.advance(3 * MINUTE)
  }
  await runToTheEnd(cloud)
  const rows = deliveries(cloud)
  expect(rows).toHaveLength(MESSAGES)
  const { keys, twice } = acknowledged(gateway)
  expect(twice).toEqual([])
  const delivered = new Set(keys.map(ofKey))
  const failed = rows.filter(({ state }) => state === 'failed')
  expect(rows.filter(({ state }) => state === 'sent').every(({ _id }) => delivered.has(_id))).toBe(true)
  expect(rows.filter(({ state }) => state !== 'sent')).toEqual(failed)
  expect(failed.length).toBeGreaterThan(5)
  for (const { reason } of failed) expect(reason).toBe('FailedOperation.PhoneNumberInBlacklist')
  await cloud.close()
  await gateway.close()
}, 300_000)

test('O-05: five runs at once, and a clock that jumps, have the effect of one', async () => {
  const gateway = await aGateway()
  const cloud = await aCloud(120, gateway)
  const runs = [tick(cloud), tick(cloud)]
  cloud.clock.advance(1.5 * MINUTE)
  await Promise.all([...runs, tick(cloud), tick(cloud), tick(cloud)])
  await runToTheEnd(cloud)
  expect(deliveries(cloud).every(({ state, tries }) => state === 'sent' && tries === 1)).toBe(true)
  expect(new Set(gateway.seen.map(({ key }) => ofKey(key))).size).toBe(120)
  expect(gateway.seen).toHaveLength(120)
  await cloud.close()
  await gateway.close()
}, 300_000)

test('O-05: a message to 5,000 people reaches each of them once, though runs die on the way', async () => {
  const everybody = Array.from({ length: 5000 }, (_, i) => `p-${i}`)
  const parts = [0, 1, 2, 3, 4].map(i => aMessage({ to: everybody.slice(i * 1000, (i + 1) * 1000) }))
  const cloud = await start({ seed: now => ({ ...seed(now), rooms: [carrier(...parts)] }) as never })
  for (const nth of [6, 9]) {
    cloud.faults.add({ action: 'database.insertDocument', nth, kind: 'kill', when: 'after' })
    await expect(tick(cloud)).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
    cloud.faults.clear()
  }
  await Promise.all([tick(cloud), tick(cloud)])
  const told = rowsOf<{ to: string }>(cloud, 'messages').map(({ to }) => to)
  expect(told).toHaveLength(5000)
  expect(new Set(told)).toEqual(new Set(everybody))
  await cloud.close()
}, 300_000)

test('O-05: a broken document holds up neither the messages of others nor what is due', async () => {
  const gateway = await aGateway()
  const cloud = await aCloud(0, gateway)
  const broken = { ...aMessage({ at: now(cloud) }), to: null } as never
  const application = { _id: 'a', state: 'pending', outbox: [broken], version: 1 }
  await cloud.database.insert({ collection: 'join_requests', documents: [application] as never })
  const unheardOf = { template: 'unheard-of' as never, values: [] }
  await leave(cloud, ...PEOPLE.slice(0, 3).map(to => aMessage({ to: [to], sms, at: now(cloud) })))
  await leave(cloud, aMessage({ subscribe: unheardOf, at: new Date(+now(cloud) - MINUTE) }))
  await expect(tick(cloud)).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
  expect(acknowledged(gateway).keys).toHaveLength(3)
  const [odd] = deliveries(cloud).filter(({ channel }) => channel === 'subscribe')
  expect(odd).toMatchObject({ state: 'queued', tries: 1, reason: expect.any(String) })
  await cloud.close()
  await gateway.close()
}, 300_000)
