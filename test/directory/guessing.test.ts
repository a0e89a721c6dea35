import { Refusal } from '#contract/kernel/errors'
import { HOUR } from '#contract/kernel/time'
import { DEFAULT_VISIBILITY, newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { failureOf } from '../../miniprogram/features/directory/people/search/view'
import { seed } from '../../scripts/seed'
import { departments } from '../../scripts/seed/departments'
import { members } from '../../scripts/seed/members'
import { comparableReply } from '../make/reply'
import { full } from '../make/sampling'
import { aWorld, codeOf, refusalOf } from '../make/world'

const hidden = newMember(
  {
    _id: 'x-hidden',
    name: '欧阳静',
    kind: 'staff',
    departments: ['lit-cn'],
    account: '700001',
    phone: '19900007002',
    qq: '88123456',
    shows: { ...DEFAULT_VISIBILITY, phone: 'nobody', qq: 'nobody' },
  },
  departments,
)
/** A person for each test: what one of them looked up is not counted for another. */
const lookers = Array.from({ length: 10 }, (_, i) =>
  newMember(
    { _id: `look-${i}`, openid: `o-look-${i}`, name: '甲', kind: 'staff', departments: ['library'] },
    departments,
  ),
)
const world = aWorld({ seed: now => ({ ...seed(now), members: [...members, hidden, ...lookers] }) })
const search = (who: string, text: string, more = {}) => world.as(who).directory.search({ text, ...more })
const found = async (who: string, text: string) => (await search(who, text)).items.map(({ id }) => id)
const numbers = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => `19900005${String(from + i).padStart(3, '0')}`)

/** Numbers that are somebody's, nobody's, and somebody's who shows it to nobody. */
const MIXED = ['19900000001', '19900005001', '19900007002', '24000003', '24999999', '88123456']

/** Numbers that are tried; after the first ten each is refused alike. */
const TRIED = full ? 10_000 : 100

test(`of ${TRIED} numbers tried one after the other ten are looked up, and the rest is refused`, async () => {
  const codes = { OK: 0, TOO_OFTEN: 0 }
  for (let from = 0; from < TRIED; from += 4) {
    const batch = Array.from({ length: 4 }, (_, i) => `1990000${String(from + i).padStart(4, '0')}`)
    const replies = await Promise.all(
      batch.map(text => world.raw('look-0', 'directory', { op: 'search', input: { text } })),
    )
    for (const { reply } of replies) codes[reply.ok ? 'OK' : (reply.error.code as 'TOO_OFTEN')]++
  }
  expect(codes).toEqual({ OK: 10, TOO_OFTEN: TRIED - 10 })
}, 400_000)

test('after ten numbers every other is refused alike, whoever it belongs to, for an hour', async () => {
  for (const text of numbers(10)) expect(await found('look-1', text)).toEqual([])
  const refused = await Promise.all(
    MIXED.map(text => world.raw('look-1', 'directory', { op: 'search', input: { text } })),
  )
  const said = refused.map(outcome => JSON.stringify([comparableReply(outcome), outcome.databaseCalls]))
  expect(new Set(said).size).toBe(1)
  const refusal = await refusalOf(search('look-1', MIXED[0]!))
  expect(refusal.code).toBe('TOO_OFTEN')
  const { again } = refusal.info.details as { again: string }
  world.cloud.clock.advance(HOUR / 2)
  expect(await codeOf(search('look-1', MIXED[0]!))).toBe('TOO_OFTEN')
  world.cloud.clock.advance(Date.parse(again) - world.cloud.clock.now() + 1)
  expect(await found('look-1', MIXED[0]!)).toEqual(['t-lin'])
})

test('a number that is nobody’s, and one that is kept private, are told and paid for alike', async () => {
  const asked = async (who: string, text: string) => {
    const outcome = await world.raw(who, 'directory', { op: 'search', input: { text } })
    return [comparableReply(outcome), outcome.databaseCalls]
  }
  expect(await asked('look-2', '19900007002')).toEqual(await asked('look-2', '19900005001'))
  expect(await asked('look-2', '88123456')).toEqual(await asked('look-2', '88123457'))
  const digits = ['8', '88', '881', '88123', '881234', '88123456']
  for (const text of digits) expect(await found('look-2', `欧阳静 ${text}`)).not.toContain('x-hidden')
})

test('student numbers are counted as phones are, however they are wrapped', async () => {
  const tries = Array.from({ length: 14 }, (_, i) => `甲 ${24_000_101 + i}`)
  const codes = []
  for (const text of tries) codes.push(await codeOf(search('look-3', text)))
  expect(codes).toEqual([...Array(10).fill('OK'), ...Array(4).fill('TOO_OFTEN')])
  expect(await codeOf(search('look-3', 'x24000120'))).toBe('TOO_OFTEN')
})

test('a search for people by their names is never hindered', async () => {
  for (const text of numbers(10)) await search('look-4', text)
  for (const text of ['林', 'lzw', '教授 lin', '2401', '软件2024', '24', '10001', 'q'])
    expect(await codeOf(search('look-4', text))).toBe('OK')
  const { databaseCalls } = await world.raw('look-4', 'directory', { op: 'search', input: { text: 'lin' } })
  expect(databaseCalls).toBe(2)
})

test('typing one number, turning its pages and asking again are one look-up', async () => {
  for (let i = 0; i < 10; i++) {
    const number = `1990000${String(1001 + i)}`
    for (const length of [3, 6, 7, 10, 11]) await search('look-5', number.slice(0, length))
    await Promise.all([1, 2, 3].map(() => search('look-5', number, { kind: 'staff', page: { size: 1 } })))
  }
  expect(await codeOf(search('look-5', '19900002001'))).toBe('TOO_OFTEN')
  expect(await codeOf(search('look-5', '19900001010'))).toBe('OK')
})

test.each(['look-6', 'look-8', 'look-9'])('%s, who tries forty numbers at once, looks up ten', async who => {
  await search(who, '199000')
  // Forty functions are warm, so that all of them look at the same row before one writes.
  await Promise.all(numbers(40).map(() => search(who, 'lin')))
  const codes = await Promise.all(numbers(40).map(text => codeOf(search(who, text))))
  // The one that goes on where the number before ended is not counted again.
  expect(codes.filter(code => code === 'OK').length).toBeLessThanOrEqual(10)
})

test('an administrator of the contacts looks up as many as the work needs', async () => {
  for (const who of ['a-system', 'a-college'])
    for (const text of numbers(15)) expect(await codeOf(search(who, text))).toBe('OK')
})

test('the row does not tell which numbers somebody looked up', async () => {
  await search('look-7', '19900005999')
  const row = [...world.cloud.database.dump('members')].find(({ _id }) => _id === 'look-7')!
  expect(row.lookups).toEqual({ at: [expect.any(Date)], lastKey: expect.stringMatching(/^[0-9a-f]{32}$/) })
  expect(JSON.stringify(row)).not.toContain('19900005999')
})

test('the page says until when numbers rest, and that names do not', () => {
  const again = '2026-03-02T14:35:00+08:00'
  expect(failureOf(new Refusal('TOO_OFTEN', { details: { again } })).message).toMatch(/14:35.*姓名/)
  expect(failureOf(new Refusal('INVALID_INPUT')).title).toBe('没有成功')
})

test('every look-up is served by an index', () => {
  expect(world.cloud.database.queries.filter(({ index }) => index === null)).toEqual([])
})
