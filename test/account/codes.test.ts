import { full } from '../make/sampling'
import { codeOf } from '../make/world'
import { aWorldWith, codeSent, onRoster, rowOf, wrong } from './people'

const world = aWorldWith([
  onRoster('n-1', { phone: '19900001001' }),
  onRoster('n-2', { phone: '19900001002', mail: 'n-2@example.edu' }),
  onRoster('n-3', { phone: '19900001003' }),
])
const ask = (as: string, address: string, key?: string) =>
  world.as(as).account.sendCode({ channel: 'sms', address }, key ? { key } : {})
const smsTo = (address: string) => world.cloud.outbox.list('sms').filter(({ to }) => to.endsWith(address))
const minutes = (count: number) => world.cloud.clock.advance(count * 60_000)
// Each test begins on a day of its own.
beforeEach(() => world.cloud.clock.advance(24 * 3600_000))

test('L-10, L-22, L-25, O-08: the code arrives in the words of the approved template', async () => {
  expect(await ask('p-1', '19900001001')).toEqual({ secondsToNext: 60, minutesValid: 5 })
  const [sms] = smsTo('19900001001')
  expect(sms!.template).toBe('131679')
  expect(sms!.text).toMatch(/登录验证码为：\d{6}，请勿泄漏给他人/)
})

test('a number that nobody has gets the same reply, and a code: its owner may come from outside', async () => {
  expect(await ask('p-2', '19900001777')).toEqual({ secondsToNext: 60, minutesValid: 5 })
  expect(smsTo('19900001777')).toHaveLength(1)
})

test('E-35: a mail goes to registered addresses only, and the reply does not tell which they are', async () => {
  const known = await world.as('p-3').account.sendCode({ channel: 'mail', address: 'n-2@example.edu' })
  const unknown = await world.as('p-3').account.sendCode({ channel: 'mail', address: 'nobody@example.edu' })
  expect(unknown).toEqual(known)
  expect(world.cloud.outbox.list('mail').map(({ to }) => to)).toEqual(['n-2@example.edu'])
})

test('one code a minute and five a day for a number', async () => {
  const address = '19900001011'
  await ask('p-4', address)
  expect(await codeOf(ask('p-5', address))).toBe('TOO_OFTEN')
  for (let i = 0; i < 4; i++) {
    minutes(2)
    await ask(`p-${i}`, address)
  }
  minutes(2)
  expect(await codeOf(ask('p-9', address))).toBe('TOO_OFTEN')
  expect(smsTo(address)).toHaveLength(5)
})

test('ten codes a day for a WeChat, whatever numbers it asks for', async () => {
  for (let i = 0; i < 10; i++) await ask('p-6', `199000011${String(i).padStart(2, '0')}`)
  expect(await codeOf(ask('p-6', '19900001110'))).toBe('TOO_OFTEN')
})

test('the minute does not end at midnight', async () => {
  const night = new Date(world.cloud.clock.now() + 24 * 3600_000)
  world.cloud.clock.set(new Date(`${night.toISOString().slice(0, 10)}T15:59:40Z`))
  await ask('p-7', '19900001012')
  world.cloud.clock.advance(30_000)
  expect(await codeOf(ask('p-7', '19900001012'))).toBe('TOO_OFTEN')
  world.cloud.clock.advance(30_000)
  expect(await codeOf(ask('p-7', '19900001012'))).toBe('OK')
})

/** Asks at once: a hundred for each number in a full run. */
const ASKS = full ? 1000 : 100

test(`${ASKS} asks at once keep every limit`, async () => {
  const asks = Array.from({ length: ASKS }, (_, i) => codeOf(ask(`many-${i % 5}`, `1990000121${i % 10}`)))
  const codes = await Promise.all(asks)
  expect(new Set(codes)).toEqual(new Set(['OK', 'TOO_OFTEN']))
  expect(codes.filter(code => code === 'OK')).toHaveLength(10)
  for (let i = 0; i < 10; i++) expect(smsTo(`1990000121${i}`)).toHaveLength(1)
}, 120_000)

test('the same press sends one SMS and gets the same reply, also ten times at once', async () => {
  const presses = Array.from({ length: 10 }, () => ask('p-8', '19900001013', 'one-press'))
  expect(new Set((await Promise.all(presses)).map(reply => JSON.stringify(reply))).size).toBe(1)
  await ask('p-8', '19900001013', 'one-press')
  expect(smsTo('19900001013')).toHaveLength(1)
})

test('ten people who are the first of a day all get their code', async () => {
  for (let day = 0; day < 5; day++) {
    world.cloud.clock.advance(24 * 3600_000)
    const asks = Array.from({ length: 10 }, (_, i) => codeOf(ask(`early-${i}`, `1990000122${i}`)))
    expect(new Set(await Promise.all(asks))).toEqual(new Set(['OK']))
  }
})

test('a gateway that is down is told, and does not cost the minute', async () => {
  world.cloud.outbox.plan('sms', { plan: 'fail', code: 'LimitExceeded.Daily' })
  expect(await codeOf(ask('p-9', '19900001014'))).toBe('CHANNEL_DOWN')
  world.cloud.outbox.plan('sms', { plan: 'ok' })
  expect(await codeOf(ask('p-9', '19900001014'))).toBe('OK')
})

test('a code serves for five minutes, once, and only for the WeChat that asked', async () => {
  const address = '19900001001'
  const code = await codeSent(world, 'q-1', address)
  expect(await codeOf(world.as('q-2').account.verify({ address, code }))).toBe('CODE_EXPIRED')
  expect(await codeOf(world.as('q-1').account.verify({ address, code }))).toBe('OK')
  await world.as('q-1').account.unbind({})
  expect(await codeOf(world.as('q-1').account.verify({ address, code }))).toBe('CODE_EXPIRED')
  minutes(2)
  const late = await codeSent(world, 'q-1', address)
  minutes(6)
  expect(await codeOf(world.as('q-1').account.verify({ address, code: late }))).toBe('CODE_EXPIRED')
})

test('after five wrong tries the right code does not help any more, however they come', async () => {
  const address = '19900001003'
  const code = await codeSent(world, 'q-3', address)
  const guesses = await Promise.all(
    Array.from({ length: 30 }, () => codeOf(world.as('q-3').account.verify({ address, code: wrong(code) }))),
  )
  expect(guesses.filter(one => one === 'CODE_WRONG:code')).toHaveLength(5)
  expect(guesses.filter(one => one === 'TOO_OFTEN')).toHaveLength(25)
  expect(await codeOf(world.as('q-3').account.verify({ address, code }))).toBe('TOO_OFTEN')
  expect(rowOf(world, 'n-3')!.openid).toBeUndefined()
})

test('neither codes nor numbers are stored, only their digests', async () => {
  const address = '19900001015'
  const code = await codeSent(world, 'q-4', address)
  await codeOf(world.as('q-4').account.verify({ address, code: wrong(code) }))
  const kept = ['codes', 'asks'].map(name => JSON.stringify([...world.cloud.database.dump(name)])).join()
  expect(kept).toContain('"guess"')
  for (const secret of [`"${code}"`, `"${wrong(code)}"`, address]) expect(kept).not.toContain(secret)
})
