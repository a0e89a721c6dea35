import { DAY } from '#contract/kernel/time'
import { type Entry, Outbox } from '../../../scripts/local-cloud/outbox'
import { aWorld } from '../../make/world'

const world = aWorld()
const mail = (to: string) => ({ kind: 'mail' as const, to, parameters: { subject: '好' }, text: '你好' })
const ask = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${world.cloud.url}${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Entry[] & { error?: string } }
}

beforeEach(() => ask('DELETE', '/local/outbox'))

test('messages are listed newest last, by kind when one is asked for', async () => {
  world.cloud.outbox.add({ kind: 'sms', to: '+8619900000001', parameters: {}, text: '一' }, { plan: 'ok' })
  world.cloud.outbox.add(mail('a@example.edu'), { plan: 'ok' })
  world.cloud.outbox.add(mail('b@example.edu'), { plan: 'ok' })
  expect((await ask('GET', '/local/outbox')).body).toHaveLength(3)
  const { body } = await ask('GET', '/local/outbox?kind=mail')
  expect(body).toEqual([
    expect.objectContaining({ kind: 'mail', to: 'a@example.edu', text: '你好', status: 'sent' }),
    expect.objectContaining({ to: 'b@example.edu', parameters: { subject: '好' } }),
  ])
  expect(body[0]!.id).not.toBe(body[1]!.id)
})

test('a message is dated by the clock of the cloud, in the time of the product', () => {
  const outbox = new Outbox(() => Date.UTC(2030, 0, 31, 16, 30))
  expect(outbox.add(mail('a@example.edu'), { plan: 'ok' }).at).toMatch(/^2030-02-01T00:30:00.*\+08:00$/)
})

test('moving the clock moves the date of what is sent next', async () => {
  const { at: today } = world.cloud.outbox.add(mail('a@example.edu'), { plan: 'ok' })
  await ask('POST', '/local/clock', { advanceSeconds: DAY / 1000 })
  const { at: tomorrow } = world.cloud.outbox.add(mail('a@example.edu'), { plan: 'ok' })
  expect(Date.parse(tomorrow) - Date.parse(today)).toBeGreaterThanOrEqual(DAY)
})

test('an emptied outbox lists nothing, and gives no id a second time', async () => {
  const { id } = world.cloud.outbox.add(mail('a@example.edu'), { plan: 'ok' })
  await ask('DELETE', '/local/outbox')
  expect((await ask('GET', '/local/outbox')).body).toEqual([])
  expect(world.cloud.outbox.add(mail('a@example.edu'), { plan: 'ok' }).id).not.toBe(id)
})

test('a plan holds for its kind alone, until the next one', async () => {
  await ask('POST', '/local/outbox/plan', { kind: 'mail', plan: 'fail', code: 550 })
  expect(await world.cloud.outbox.turn('mail')).toEqual({ plan: 'fail', code: 550 })
  expect(await world.cloud.outbox.turn('mail')).toEqual({ plan: 'fail', code: 550 })
  expect(await world.cloud.outbox.turn('sms')).toEqual({ plan: 'ok' })
  await ask('POST', '/local/outbox/plan', { kind: 'mail', plan: 'ok' })
  expect(await world.cloud.outbox.turn('mail')).toEqual({ plan: 'ok' })
})

test('a message of a failing carrier is kept with the carrier’s code', () => {
  const entry = world.cloud.outbox.add(mail('a@example.edu'), { plan: 'fail', code: 550 })
  expect(entry).toMatchObject({ status: 'failed', code: 550 })
})

test.each([
  { kind: 'pigeon', plan: 'ok' },
  { kind: 'sms' },
  { kind: 'sms', plan: 'fail' },
  { kind: 'sms', plan: 'slow', ms: -1 },
  null,
])('a plan such as %j is refused with a reason', async order => {
  const { status, body } = await ask('POST', '/local/outbox/plan', order)
  expect(status).toBe(400)
  expect(body.error).toMatch(/must be|is needed/)
})

test('an unknown kind is not taken for an empty one', async () => {
  expect((await ask('GET', '/local/outbox?kind=pigeon')).status).toBe(400)
})
