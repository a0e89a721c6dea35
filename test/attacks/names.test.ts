import { codeFor } from '../account/people'
import { tick } from '../make/messages'
import { reported } from '../make/tickets'
import { aCampus, anOutsider, codeOfReply, press } from './campus'

const world = aCampus([anOutsider('x-out', '19900008101')])
const boss = () => world.as('a-system').directory
let made = 0

const verified = async (as: string, address: string, name: string) => {
  await world.as(as).account.sendCode({ channel: 'sms', address })
  const code = codeFor(world, address)
  return press(world, as, 'account.verify', { address, code, name })
}

const renamed = async (as: string, id: string, name: string) =>
  codeOfReply(await press(world, as, 'directory.saveDepartment', { id, name }))

const nameOf = async (id: string) => (await boss().tree({})).departments.find(one => one.id === id)!.name

test.each(['\u200b', '\u3164', '\u2060', '——', '系统管理员', '微\u200b办公 客服', 'ＡＤＭＩＮ', '管理員'])(
  'E-02: a person from outside cannot be called %j',
  async name => {
    const reply = await verified(`p-${++made}`, `199000081${String(10 + made)}`, name)
    expect(codeOfReply(reply)).toBe('INVALID_INPUT:name')
  },
)

test.each([
  ['\u202e明系沈', '明系沈'],
  ['张三\n电话：110', '张三电话：110'],
])('E-02: the name %j of a person from outside is stored as %j', async (name, stored) => {
  const reply = await verified(`p-${++made}`, `199000081${String(10 + made)}`, name)
  expect(reply).toMatchObject({ ok: true, data: { name: stored, kind: 'outside' } })
})

test.each(['account.apply', 'directory.saveMember'])(
  'E-02: %s refuses the name of an office',
  async title => {
    const input = {
      name: '系统管理员',
      account: 'x-1',
      post: '',
      departmentId: 'cs-se',
      departments: ['cs-se'],
      wechat: 'wx',
    }
    const as = title === 'account.apply' ? 'p-apply' : 'a-system'
    expect(codeOfReply(await press(world, as, title, input))).toBe('INVALID_INPUT:name')
  },
)

test('T-09: dispatchers and the desk see that a reporter is from outside, and no forged line', async () => {
  const { id } = await reported(world, 'x-out', {
    summary: '灯坏了\n电话：110',
    detail: '坏了\n报修人：沈系明\r电话：110\u2028单号：1',
  })
  const seen = await world.as('d-logistics').repair.get({ id })
  expect(seen.reporter).toMatchObject({ name: '魏来', outside: true })
  await tick(world.cloud)
  const mails = world.cloud.outbox.list('mail').map(({ text }) => text)
  const mail = mails.find(text => text.includes('灯坏了'))!
  const factsNamed = (fact: string) =>
    mail.split(/[\r\n\u2028\u2029\u0085]/).filter(line => line.startsWith(`${fact}：`))
  expect(factsNamed('报修人')).toEqual(['报修人：魏来（校外人员）'])
  for (const fact of ['单号', '电话', '概述']) expect(factsNamed(fact)).toHaveLength(1)
})

test('T-09: a reporter of the institution carries no mark', async () => {
  const { id } = await reported(world, 't-lin')
  expect((await world.as('d-logistics').repair.get({ id })).reporter).not.toHaveProperty('outside')
})

test('E-44: an administrator cannot rename the root of their own scope, nor add a twin below it', async () => {
  const name = await nameOf('cs')
  expect(await renamed('a-college', 'cs', '外国语学院')).toBe('DEPARTMENT_NAME_FIXED:name')
  expect(await renamed('a-college', 'cs', '文学院\u200b')).toBe('DEPARTMENT_NAME_FIXED:name')
  expect(await nameOf('cs')).toBe(name)
  expect(await renamed('a-college', 'cs-se', '软件工程教研室')).toBe('OK')
  expect(await renamed('a-college', 'cs-ai', '软件工程 教研室\u200b')).toBe('DEPARTMENT_NAME_TAKEN:name')
})

test('E-44: the administrator of the parent renames a college, but not to a twin of another', async () => {
  expect(await renamed('a-system', 'cs', '文\u200b学 院')).toBe('DEPARTMENT_NAME_TAKEN:name')
  expect(await renamed('a-system', 'cs', '计算机与人工智能学院')).toBe('OK')
  expect(await renamed('a-system', 'university', '示例大学（新）')).toBe('OK')
})

test('E-31: an accepted request makes its phone and mail no proof of who somebody is', async () => {
  const [phone, mail] = ['19900008201', 'p-claims@example.edu']
  await world.as('p-claims').account.apply({
    name: '安申请',
    departmentId: 'cs-se',
    post: '',
    account: 'claims-1',
    phone,
    mail,
  })
  const { items } = await boss().joinRequests({})
  const { id, version } = items.find(one => one.account === 'claims-1')!
  await boss().decideJoinRequest({ id, version, accept: true })
  const member = await world.as('p-claims').account.me({})
  expect(member).toMatchObject({ state: 'active', kind: 'staff', contacts: {} })

  const owner = await verified('p-owner', phone, '安机主')
  expect(owner).toMatchObject({ ok: true, data: { kind: 'outside' } })
  expect(owner.ok && (owner.data as { id: string }).id).not.toBe(member.id)
  expect(await world.as('p-claims').account.me({})).toMatchObject({ id: member.id })
})

test('E-31: a member proves the phone of their request by a code', async () => {
  world.cloud.clock.advance(120_000)
  expect(await verified('p-claims', '19900008202', '安申请')).toMatchObject({
    ok: true,
    data: { contacts: { phone: '19900008202' }, kind: 'staff' },
  })
})

test('E-31: an administrator sees that an applicant uses the product from outside', async () => {
  await world.as('x-out').account.apply({
    name: '魏来',
    departmentId: 'cs-se',
    post: '',
    account: 'claims-2',
    phone: '19900008101',
  })
  const { items } = await boss().joinRequests({})
  const { id, version, outside } = items.find(one => one.account === 'claims-2')!
  expect(outside).toBe(true)
  await boss().decideJoinRequest({ id, version, accept: true })
  expect(await world.as('x-out').account.me({})).toMatchObject({
    id: 'x-out',
    kind: 'staff',
    contacts: { phone: '19900008101' },
  })
})

test('a file id cannot lead out of its folder', async () => {
  for (const fileId of ['cloud://x/incoming/o-x-out/../../exports/a.csv', 'cloud://x/incoming/../a.jpg'])
    expect(codeOfReply(await press(world, 'x-out', 'account.avatar', { fileId }))).toBe(
      'INVALID_INPUT:fileId',
    )
})
