import { MINUTE } from '#contract/kernel/time'
import { developmentSecrets } from '../../scripts/local-cloud/functions/environment'
import { start } from '../../scripts/local-cloud/start'
import { full } from '../make/sampling'
import { signatureOf } from '../make/system'
import { aWorld } from '../make/world'

const world = aWorld()
const secret = developmentSecrets.ADMIN_SECRET
const grant = { op: 'grantDuty', input: { id: 't-su', duty: 'system.admin', scope: ['*'] } }

async function codeFor(fn: string, event: object, caller: { source: string; openid?: string }) {
  const { result, invocation } = await world.cloud.invoke(fn, event, caller)
  const reply = JSON.parse(result ?? 'null')
  const code = reply === null ? 'nothing' : reply.ok ? 'OK' : reply.error.code
  return { code, calls: invocation.databaseCalls }
}
const everything = () => JSON.stringify(world.cloud.snapshot())
/** Forgets the wrong secrets of the test before. */
afterEach(() => world.cloud.database.remove({ collection: 'guesses', filter: {} }))

const PHONES = [
  'wx_client',
  'wx_client,scf',
  'wx_client_timeline',
  'scf,wx_client',
  ' wx_client',
  'wx_devtools,wx_client',
]

test.each(PHONES)(
  'B9: a call from %s is refused even with the secret, with or without OPENID',
  async source => {
    const before = everything()
    for (const openid of [undefined, 'o-a-system'])
      expect((await codeFor('admin', { ...grant, secret }, { source, openid })).code).toBe('FORBIDDEN')
    expect(everything()).toBe(before)
  },
)

test.each(['wx_unknown', 'wx_devtools', 'wx_http', 'scf', ''])(
  'B9: a call from “%s” needs the secret; that OPENID is missing proves nothing',
  async source => {
    expect((await codeFor('admin', { ...grant, secret: 'x'.repeat(40) }, { source })).code).toBe(
      'SECRET_WRONG',
    )
    expect((await codeFor('admin', grant, { source })).code).toBe('SECRET_WRONG')
    const lint = { op: 'lint', input: {}, secret }
    expect((await codeFor('admin', lint, { source })).code).toBe('OK')
  },
)

test('B9: a timer runs no operation, whatever its event says', async () => {
  const before = everything()
  expect(await codeFor('admin', { ...grant, secret }, { source: 'wx_trigger' })).toEqual({
    code: 'nothing',
    calls: 0,
  })
  expect(everything()).toBe(before)
})

const AS_SYSTEM = { ...grant, system: signatureOf({ fn: 'access', ...grant }), secret }

test.each([
  ['wx_client', 'o-s-chen', 'FORBIDDEN'],
  ['wx_client,scf', 'o-s-chen', 'FORBIDDEN'],
  ['wx_client,scf', undefined, 'NOT_MEMBER'],
  ['wx_client', undefined, 'NOT_MEMBER'],
  ['wx_devtools,scf', 'o-s-chen', 'FORBIDDEN'],
  ['wx_unknown', undefined, 'NOT_MEMBER'],
  ['wx_devtools', undefined, 'NOT_MEMBER'],
  ['wx_http', undefined, 'NOT_MEMBER'],
  ['scf', undefined, 'NOT_MEMBER'],
  ['', undefined, 'NOT_MEMBER'],
])('B9: who calls from “%s” as %s is not the system by saying so', async (source, openid, code) => {
  const before = everything()
  expect((await codeFor('access', AS_SYSTEM, { source, openid })).code).toBe(code)
  const forged = {
    ...AS_SYSTEM,
    SOURCE: 'wx_unknown,scf',
    source: ['wx_unknown', 'scf'],
    OPENID: '',
    openid: '',
  }
  expect((await codeFor('access', forged, { source, openid })).code).toBe(code)
  expect(everything()).toBe(before)
})

const event = { op: 'grantDuty', input: { ...grant.input, duty: 'room.admin' }, key: 'one-press' }
const signed = (call: Partial<Parameters<typeof signatureOf>[0]> = {}, by?: string) =>
  signatureOf({ fn: 'access', ...event, ...call }, by)

test.each([
  ['nothing', undefined],
  ['a yes', true],
  ['a yes in words', 'true'],
  ['the secret', secret],
  ['nothing of the right length', '0'.repeat(64)],
  ['a signature of another secret', signed({}, 'x'.repeat(40))],
  ['a signature for another function', signed({ fn: 'directory' })],
  ['a signature for another operation', signed({ op: 'saveGroup' })],
  ['a signature for another input', signed({ input: { ...event.input, id: 't-lin' } })],
  ['a signature for another press', signed({ key: 'another' })],
])('B9: a function that passes on %s does not act as the system', async (_what, system) => {
  for (const source of ['wx_unknown,scf', 'wx_http,scf', 'scf,scf'])
    expect((await codeFor('access', { ...event, system }, { source })).code).toBe('NOT_MEMBER')
})

test('B9: a function that signs the call acts as the system, in whatever order the fields arrive', async () => {
  const source = 'wx_unknown,scf'
  const { id, duty, scope } = event.input
  const turned = { ...event, input: { scope, duty, id }, system: signed() }
  expect((await codeFor('access', { ...event, system: signed() }, { source })).code).toBe('OK')
  expect((await codeFor('access', turned, { source })).code).toBe('OK')
})

const WRONG = [undefined, null, '', 'wrong', `${secret} `, secret!.slice(1), [secret], { secret }, true, 7]

test('B9: what is not the secret is wrong, of whatever kind it is; the sixth time nobody gets in for 10 minutes', async () => {
  const { clock } = world.cloud
  const ask = (given: unknown) =>
    codeFor('admin', { op: 'lint', input: {}, secret: given }, { source: 'wx_unknown' })
  const codes: string[] = []
  for (const given of WRONG) codes.push((await ask(given)).code)
  expect(codes).toEqual([...Array(5).fill('SECRET_WRONG'), ...Array(5).fill('TOO_OFTEN')])
  expect((await ask(secret)).code).toBe('TOO_OFTEN')
  clock.advance(9 * MINUTE)
  expect((await ask(secret)).code).toBe('TOO_OFTEN')
  clock.advance(2 * MINUTE)
  expect((await ask(secret)).code).toBe('OK')
  expect((await ask('wrong')).code).toBe('SECRET_WRONG')
})

const GUESSES = full ? 1000 : 100

test(`B9: of ${GUESSES} guesses at once five are looked at`, async () => {
  const guess = (i: number) =>
    codeFor(
      'admin',
      { op: 'lint', input: {}, secret: `guess-${i}`.padEnd(40, '!') },
      { source: 'wx_unknown' },
    )
  const outcomes = await Promise.all(Array.from({ length: GUESSES }, (_, i) => guess(i)))
  const counted = (code: string) => outcomes.filter(one => one.code === code).length
  expect([counted('SECRET_WRONG'), counted('TOO_OFTEN')]).toEqual([5, GUESSES - 5])
  expect((await codeFor('admin', { op: 'lint', input: {}, secret }, { source: 'wx_unknown' })).code).toBe(
    'TOO_OFTEN',
  )
}, 60_000)

test.each([
  ['none', ''],
  ['a short one', 'only-31-characters-long-secret!'],
])('B9: with %s for a secret nobody gets in, and nothing is asked of the database', async (_, short) => {
  const cloud = await start({ environment: { ADMIN_SECRET: short } })
  const event = { op: 'lint', input: {}, secret: short }
  const { result, invocation } = await cloud.invoke('admin', event, { source: 'wx_unknown' })
  expect(JSON.parse(result!).error.code).toBe('SECRET_WRONG')
  expect(invocation.databaseCalls).toBe(0)
  await cloud.close()
})
