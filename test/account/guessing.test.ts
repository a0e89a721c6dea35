import { DAY } from '#contract/kernel/time'
import { comparableReply } from '../make/reply'
import { aWorldWith, codeSent, onRoster, wrong } from './people'

const world = aWorldWith([
  onRoster('n-free', { phone: '19900001001', mail: 'n-free@example.edu' }),
  onRoster('n-taken', { phone: '19900001002', mail: 'n-taken@example.edu', openid: 'o-n-taken' }),
  onRoster('n-cold', { phone: '19900001003', mail: 'n-cold@example.edu', state: 'frozen' }),
  onRoster('n-left', { phone: '19900001004', mail: 'n-left@example.edu', state: 'left' }),
])
/** Everybody asks on a day of their own, so that only what they ask for can make a difference. */
beforeEach(() => world.cloud.clock.advance(DAY))

/** The reply as an outsider sees it, and how much work it was. */
async function seen(who: string, op: string, input: object, call = {}) {
  const outcome = await world.raw(who, 'account', { op, input, ...call })
  return JSON.stringify([comparableReply(outcome), outcome.databaseCalls])
}
const channelOf = (address: string) => (address.includes('@') ? 'mail' : 'sms')
const ask = (who: string, address: string) => seen(who, 'sendCode', { channel: channelOf(address), address })
const guess = (who: string, address: string, more = {}) =>
  seen(who, 'verify', { address, code: '000000', ...more })

const PHONES = ['19900001001', '19900001002', '19900001003', '19900001004', '19900001999']
const MAILS = ['n-free', 'n-taken', 'n-cold', 'n-left', 'nobody'].map(name => `${name}@example.edu`)

describe.each([
  ['phones', PHONES],
  ['mail addresses', MAILS],
])('of %s: joined, not joined, frozen, gone and unknown', (kind, addresses) => {
  test('asking for a code, and guessing it until it is locked, are answered alike', async () => {
    // The first of a day pays for its tally.
    await ask('first', '19900009000')
    const lives = []
    for (const [i, address] of addresses.entries()) {
      const who = `p-${kind.length}-${i}`
      const life = [await guess(who, address), await ask(who, address), await ask(who, address)]
      for (let tries = 0; tries < 7; tries++) life.push(await guess(who, address))
      life.push(await guess(who, address, { name: '过路人', invitation: 'abc' }))
      lives.push(life)
    }
    for (const life of lives) expect(life).toEqual(lives[0])
    const [unasked, , soon, ...guesses] = lives[0]!
    expect(unasked).toContain('CODE_EXPIRED')
    expect(soon).toContain('TOO_OFTEN')
    expect(guesses.map(one => /CODE_WRONG|TOO_OFTEN/.exec(one)![0])).toEqual([
      ...Array(5).fill('CODE_WRONG'),
      ...Array(3).fill('TOO_OFTEN'),
    ])
  })
})

test('a mail server that is down, or refuses us, tells nothing of the address either', async () => {
  world.cloud.outbox.plan('mail', { plan: 'down' })
  const said = []
  for (const [i, address] of MAILS.entries()) said.push(JSON.parse(await ask(`d-${i}`, address))[0])
  world.cloud.outbox.plan('mail', { plan: 'ok' })
  expect(said).toEqual(Array(MAILS.length).fill(expect.objectContaining({ code: 'CHANNEL_DOWN' })))
})

test('mails go to who is on the roster, and nobody else gets any', async () => {
  const before = world.cloud.outbox.list('mail').length
  for (const [i, address] of MAILS.entries()) await ask(`m-${i}`, address)
  const sent = world.cloud.outbox.list('mail').slice(before)
  expect(sent.map(({ to }) => to)).not.toContain('nobody@example.edu')
  expect(sent.map(({ to }) => to)).toContain('n-free@example.edu')
})

test('of three hundred numbers and addresses one WeChat asks for, ten are sent a code', async () => {
  const before = world.cloud.outbox.list().length
  const addresses = Array.from({ length: 300 }, (_, i) =>
    i % 3 ? `19900006${String(i).padStart(3, '0')}` : (MAILS[i % MAILS.length] ?? ''),
  )
  const codes = new Map<string, number>()
  for (const address of addresses) {
    const [reply] = JSON.parse(await ask('greedy', address))
    const code = reply.code ?? 'OK'
    codes.set(code, (codes.get(code) ?? 0) + 1)
  }
  expect(codes.get('OK')).toBeLessThanOrEqual(10)
  expect([...codes.keys()].sort()).toEqual(['OK', 'TOO_OFTEN'])
  expect(world.cloud.outbox.list().length - before).toBeLessThanOrEqual(10)
})

test('once the day’s ten are gone, known and unknown numbers and addresses are refused alike', async () => {
  for (let i = 0; i < 10; i++) await ask('spent', `1990000620${i}`)
  const said = new Set<string>()
  for (const address of [...PHONES, ...MAILS]) said.add(await ask('spent', address))
  expect([...said]).toEqual([expect.stringContaining('TOO_OFTEN')])
})

test('three hundred codes guessed for numbers that were never asked for are all told the same', async () => {
  const said = new Set<string>()
  for (let i = 0; i < 300; i++)
    said.add(await guess('blind', i % 2 ? PHONES[i % PHONES.length]! : `19900007${100 + i}`))
  expect([...said]).toEqual([expect.stringContaining('CODE_EXPIRED')])
})

test('a code that was guessed wrong five times is gone for who has it, and for nobody else', async () => {
  const address = '19900001001'
  const code = await codeSent(world, 'victim', address)
  for (let i = 0; i < 20; i++) await guess('thief', address)
  expect(await seen('thief', 'verify', { address, code })).toContain('CODE_EXPIRED')
  expect(await guess('victim', address, { code: wrong(code) })).toContain('CODE_WRONG')
  expect(await seen('victim', 'verify', { address, code })).toContain('n-free')
})

test('an applicant does not learn to whom an account, number or address belongs', async () => {
  const NAMED = [
    { account: 'n-free', phone: '19900001001' },
    { account: 'n-taken', phone: '19900001002', mail: 'n-taken@example.edu' },
    { account: 'x-unknown', phone: '19900001999', mail: 'nobody@example.edu' },
    { account: '10001', phone: '19900000001' },
  ]
  const plain = (reply: string) => reply.replace(/"(id|account|phone|mail|at)":"[^"]*",?/g, '')
  const lives = []
  for (const [i, named] of NAMED.entries()) {
    const form = { name: '申请人', departmentId: 'cs-se', post: '讲师', ...named }
    const calls = ['joinRequest', 'apply', 'apply', 'joinRequest'] as const
    const life = []
    for (const op of calls) life.push(plain(await seen(`a-${i}`, op, op === 'apply' ? form : {})))
    lives.push(life)
  }
  for (const life of lives) expect(life).toEqual(lives[0])
  expect(lives[0]![2]).toContain('ALREADY_APPLIED')
})

test('an invitation opens nothing by itself, whatever is written in its place', async () => {
  const said = new Set<string>()
  for (const invitation of ['invite', 'abc', 'a'.repeat(32), '$ne', '0'])
    said.add(await guess('invited', '19900001999', { invitation }))
  expect(said.size).toBe(1)
})

test('WeChat’s codes for a number, made up, are told the same and cost nothing', async () => {
  const said = new Set<string>()
  for (let i = 0; i < 30; i++) said.add(await seen('made-up', 'phone', { code: `code-${i}` }))
  expect([...said]).toEqual([expect.stringMatching(/CODE_EXPIRED.*,1\]$/)])
})
