import { DAY } from '#contract/kernel/time'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { codeFor } from '../account/people'
import { tick } from '../make/messages'
import { aPersonnelSystem, employees, synchronised } from '../make/personnel'
import { aCampus, aPerson, codeOfReply, importedSheet, press, rowIn, toldTo } from './campus'

/** Members with a WeChat, a phone and a mail; each test has one of its own. */
const IDS =
  'mail wechat refuses boss late other stranger both first plain form sheet sync own wide fresh'.split(' ')
const phoneOf = (id: string) => `199000048${String(IDS.indexOf(id)).padStart(2, '0')}`
const mailOf = (id: string) => `p-${id}@example.edu`
const PLAIN = ['plain', 'form', 'sheet', 'sync', 'own', 'wide']
const people = IDS.map(id =>
  aPerson(`p-${id}`, {
    phone: phoneOf(id),
    mail: mailOf(id),
    ...(id !== 'first' && { openid: `o-p-${id}` }),
    duties: PLAIN.includes(id) ? [] : [{ duty: 'room.admin', scope: ['*'] }],
  }),
)
const system = aPersonnelSystem()
const world = aCampus(people, system.environment)
beforeEach(() => world.cloud.clock.advance(2 * 60_000))

const row = (id: string) => rowIn(world, `p-${id}`) as unknown as Member

/** Proves the address with a code, as the WeChat. */
async function proves(as: string, address: string): Promise<string> {
  world.cloud.clock.advance(2 * 60_000)
  await world.as(as).account.sendCode({ channel: address.includes('@') ? 'mail' : 'sms', address })
  const code = codeFor(world, address)
  return codeOfReply(await press(world, as, 'account.verify', { address, code }))
}

const requestOf = async (id: string) => (await world.as(`p-${id}`).account.me({})).wechatRequest

test('E-05: one code does not bind a new WeChat to a row with duties, and the person is asked', async () => {
  await toldTo(world, 'p-mail')
  expect(await proves('n-mail', phoneOf('mail'))).toBe('SECOND_PROOF')
  expect(row('mail').openid).toBe('o-p-mail')
  const { inApp, sent } = await toldTo(world, 'p-mail', [phoneOf('mail'), mailOf('mail')])
  expect(inApp.at(-1)).toMatchObject({ page: '/features/account/profile/profile' })
  expect(sent.map(({ kind }) => kind).sort()).toEqual(['mail', 'sms'])
})

test('E-05: the same address a second time is no second proof, a code to the other one is', async () => {
  expect(await proves('n-mail', phoneOf('mail'))).toBe('SECOND_PROOF')
  expect(await proves('n-other', mailOf('mail'))).toBe('SECOND_PROOF')
  expect(await proves('n-mail', phoneOf('mail'))).toBe('SECOND_PROOF')
  expect(await proves('n-mail', mailOf('mail'))).toBe('OK')
  expect(row('mail')).toMatchObject({ openid: 'o-n-mail' })
  expect(row('mail').wechatRequest).toBeUndefined()
})

test('E-05: the present WeChat agrees, and the new one proves its address once more', async () => {
  expect(await proves('n-wechat', phoneOf('wechat'))).toBe('SECOND_PROOF')
  const { at, confirmed } = (await requestOf('wechat'))!
  expect(confirmed).toBe(false)
  const stale = { at: new Date(Date.parse(at) - 1000).toISOString(), accept: true }
  expect(codeOfReply(await press(world, 'p-wechat', 'account.decideWechat', stale))).toBe('CONFLICT')
  await world.as('p-wechat').account.decideWechat({ at, accept: true })
  expect(row('wechat').openid).toBe('o-p-wechat')
  expect(await proves('n-another', phoneOf('wechat'))).toBe('SECOND_PROOF')
  expect(await proves('n-wechat', phoneOf('wechat'))).toBe('SECOND_PROOF')
  await world.as('p-wechat').account.decideWechat({ at: (await requestOf('wechat'))!.at, accept: true })
  expect(await proves('n-wechat', phoneOf('wechat'))).toBe('OK')
})

test('E-05: a request that the present WeChat refuses is over', async () => {
  expect(await proves('n-refuses', phoneOf('refuses'))).toBe('SECOND_PROOF')
  const { at } = (await requestOf('refuses'))!
  expect(await world.as('p-refuses').account.decideWechat({ at, accept: false })).toMatchObject({
    id: 'p-refuses',
  })
  expect(await requestOf('refuses')).toBeUndefined()
  expect(await proves('n-refuses', mailOf('refuses'))).toBe('SECOND_PROOF')
  const again = await press(world, 'p-plain', 'account.decideWechat', { at, accept: true })
  expect(codeOfReply(again)).toBe('NOT_FOUND')
})

test('E-05: an administrator of everybody confirms, so that nobody is shut out for good', async () => {
  const input = () => ({ id: 'p-boss', version: row('boss').version })
  const none = await press(world, 'a-system', 'directory.confirmWechat', input())
  expect(codeOfReply(none)).toBe('NOT_FOUND')
  expect(await proves('n-boss', phoneOf('boss'))).toBe('SECOND_PROOF')
  expect(codeOfReply(await press(world, 'a-college', 'directory.confirmWechat', input()))).toBe('FORBIDDEN')
  expect((await world.as('a-college').directory.person({ id: 'p-boss' })).wechatRequest).toBeUndefined()
  const seen = await world.as('a-system').directory.person({ id: 'p-boss' })
  expect(seen).toMatchObject({
    wechatRequest: { confirmed: false },
    actions: expect.arrayContaining(['confirmWechat']),
  })
  expect(codeOfReply(await press(world, 'a-system', 'directory.confirmWechat', input()))).toBe('OK')
  expect(await proves('n-boss', phoneOf('boss'))).toBe('OK')
  await tick(world.cloud)
  const { items } = await world.as('a-system').access.audit({ target: 'p-boss' })
  expect(items.map(({ action }) => action)).toContain('confirmWechat')
})

test('E-05: a first proof counts for seven days', async () => {
  expect(await proves('n-late', phoneOf('late'))).toBe('SECOND_PROOF')
  world.cloud.clock.advance(8 * DAY)
  expect(await proves('n-late', mailOf('late'))).toBe('SECOND_PROOF')
})

test('E-05: a member who never had a WeChat joins with one code', async () => {
  expect(await proves('n-first', phoneOf('first'))).toBe('OK')
  await world.as('n-first').account.unbind({})
  expect(await proves('n-first-2', phoneOf('first'))).toBe('SECOND_PROOF')
})

test('E-05: a member without duties changes the WeChat with one code, and back', async () => {
  expect(await proves('n-plain', phoneOf('plain'))).toBe('OK')
  expect(await proves('n-plain-2', mailOf('plain'))).toBe('OK')
})

const line = (id: string, phone: string) => [
  '宋新来',
  `n-p-${id}`,
  '',
  phone,
  mailOf(id),
  '计算机学院/软件工程系',
  '',
]

/** Ways in which an administrator of one college writes a number of their own. */
const PLANTED: Record<string, (phone: string) => Promise<unknown>> = {
  form: phone => world.as('a-college').directory.saveMember({ id: 'p-form', phone }),
  sheet: phone => importedSheet(world, 'a-college', [line('sheet', phone)]),
}

test.each(Object.keys(PLANTED))(
  'E-44: a number that a college’s administrator wrote by a %s binds no WeChat by itself',
  async how => {
    const planted = `1990000489${Object.keys(PLANTED).indexOf(how)}`
    await PLANTED[how]!(planted)
    expect(row(how).phone).toBe(planted)
    expect(await proves(`n-${how}`, planted)).toBe('SECOND_PROOF')
    expect(row(how).openid).toBe(`o-p-${how}`)
    // The old proof is still theirs.
    expect(await proves(`n-${how}-2`, mailOf(how))).toBe('OK')
    expect(await proves(`n-${how}-3`, planted)).toBe('SECOND_PROOF')
  },
)

test('E-44: a number that an administrator wrote counts after its owner has proved it with the bound WeChat', async () => {
  await world.as('a-college').directory.saveMember({ id: 'p-own', phone: '19900004895' })
  expect(await proves('p-own', '19900004896')).toBe('OK')
  expect(await proves('n-own', '19900004896')).toBe('OK')
})

test('E-15: a number that an administrator of everybody wrote binds a new WeChat', async () => {
  await world.as('a-system').directory.saveMember({ id: 'p-wide', phone: '19900004897' })
  expect(await proves('n-wide', '19900004897')).toBe('OK')
})

test('E-30: a number that the sync wrote binds a new WeChat', async () => {
  const written = {
    name: '宋新来',
    account: 'n-p-sync',
    phone: '19900004898',
    mail: mailOf('sync'),
    departments: ['计算机学院/软件工程系'],
  }
  const others = people
    .filter(({ _id }) => _id !== 'p-sync')
    .map(({ name, account, phone, mail }) => ({
      name,
      account: account!,
      phone: phone!,
      mail: mail!,
      departments: ['计算机学院/软件工程系'],
    }))
  const kept = others.map(one => ({ ...one, ...contactsNow(one.account) }))
  system.people = [...employees(), ...kept, written]
  await synchronised(world)
  expect(row('sync').phone).toBe('19900004898')
  expect(await proves('n-sync', '19900004898')).toBe('OK')
})

/** The contacts that the row with this account has now. */
function contactsNow(account: string) {
  const { phone, mail } = rowIn(world, account.replace(/^n-/, '')) as unknown as Member
  return { phone, mail }
}
