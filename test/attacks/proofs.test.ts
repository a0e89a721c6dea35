import { aPersonnelSystem, employees, synchronised } from '../make/personnel'
import { aCampus, aPerson, checkedSheet, codeOfReply, factsOf, importedSheet, press, seeded } from './campus'

/** Members of the college that `a-college` administers, with more rights than that administrator. */
const boss = aPerson('x-boss', {
  name: '上官明',
  phone: '19900004001',
  mail: 'x-boss@example.edu',
  duties: [{ duty: 'system.admin', scope: ['*'] }],
})
const unnumbered = aPerson('x-unnumbered', {
  name: '无号人',
  account: undefined,
  phone: '19900004002',
  duties: [{ duty: 'room.admin', scope: ['*'] }],
})

const system = aPersonnelSystem()
const world = aCampus([boss, unnumbered], system.environment)
const college = () => world.as('a-college').directory
const administrator = () => world.as('a-system').directory
const PROOFS = ['account', 'phone', 'mail'] as const
const CHANGED = { account: 'TAKEN-1', phone: '19900004999', mail: 'taken@example.edu' }

/** Account, phone and mail of a member. */
const proofsOf = (id: string) => {
  const { account, phone, mail } = factsOf(world, id)
  return { account, phone, mail }
}

beforeEach(() => {
  system.people = [
    ...employees(),
    { name: boss.name, account: boss.account!, phone: boss.phone!, departments: ['计算机学院/软件工程系'] },
  ]
})

test.each(PROOFS)('E-44: a form cannot change the %s of a person with more rights', async field => {
  const reply = await press(world, 'a-college', 'directory.saveMember', {
    id: boss._id,
    [field]: CHANGED[field],
  })
  expect(codeOfReply(reply)).toBe(`BEYOND_OWN_RIGHTS:${field}`)
  expect(proofsOf(boss._id)).toMatchObject({ [field]: boss[field] })
})

test.each([
  ['账号', [unnumbered.name, 'TAKEN-2', '', unnumbered.phone!, '', '计算机学院/软件工程系', '']],
  ['手机', [boss.name, boss.account!, '', CHANGED.phone, '', '计算机学院/软件工程系', '']],
  ['邮箱', [boss.name, boss.account!, '', '', CHANGED.mail, '计算机学院/软件工程系', '']],
])('E-44: a sheet cannot change the %s of a person with more rights', async (column, line) => {
  const view = await checkedSheet(world, 'a-college', [line])
  expect(view).toMatchObject({ state: 'faulty', faults: [{ line: 2, column }] })
})

/** An accomplice's number goes to somebody who gets rights later; the accomplice has none of their own any more. */
async function swapNumbers(victim: string, accomplice: string, name?: string): Promise<void> {
  await college().saveMember({
    id: accomplice,
    account: `gone-${accomplice}`,
    phone: '',
    mail: '',
    wechat: 'x',
  })
  await college().saveMember({ id: victim, account: seeded(accomplice).account!, ...(name && { name }) })
  await world.as('a-system').access.grantDuty({ id: victim, duty: 'system.admin', scope: ['*'] })
}

test.each([
  ['m-01', 'm-11', undefined],
  ['m-21', 'm-31', seeded('m-31').name],
])(
  'E-30: the sync writes nobody else’s phone and mail onto %s, whose number a college has changed',
  async (victim, accomplice, name) => {
    await swapNumbers(victim, accomplice, name)
    const { phone, mail } = seeded(victim)
    await synchronised(world)
    expect(proofsOf(victim)).toMatchObject({ phone, mail })
    await synchronised(world)
    expect(proofsOf(victim)).toMatchObject({ phone, mail })
  },
)

test('E-23: a sheet of the whole university writes nobody else’s phone and mail onto whose number a college has changed', async () => {
  await swapNumbers('m-07', 'm-17')
  const { name, account, phone, mail } = seeded('m-17')
  await importedSheet(world, 'a-system', [[name, account!, '', phone!, mail!, '计算机学院/人工智能系', '']])
  expect(proofsOf('m-07')).toMatchObject({ phone: seeded('m-07').phone, mail: seeded('m-07').mail })
  expect(factsOf(world, 'm-07').name).toBe(seeded('m-07').name)
})

test('E-30: the sync gives no phone or mail to whoever has duties under another name, and says so', async () => {
  await world.as('a-system').access.grantDuty({ id: 't-su', duty: 'room.admin', scope: ['lit'] })
  const { account } = seeded('t-su')
  const stranger = { name: '别的人', account: account!, phone: CHANGED.phone, mail: CHANGED.mail }
  system.people = system.people.map(one =>
    one.account === account ? { ...stranger, departments: one.departments } : one,
  )
  const run = await synchronised(world)
  expect(run.faults.map(({ column }) => column)).toEqual(expect.arrayContaining(['姓名']))
  expect(factsOf(world, 't-su')).toMatchObject({
    state: 'active',
    name: seeded('t-su').name,
    phone: seeded('t-su').phone,
    mail: seeded('t-su').mail,
  })
})

test('E-30: the sync corrects the name and the phone of whoever has no duties', async () => {
  const { account } = seeded('m-05')
  system.people = system.people.map(one =>
    one.account === account ? { ...one, name: '改名了', phone: '19900004105' } : one,
  )
  await synchronised(world)
  expect(factsOf(world, 'm-05')).toMatchObject({ name: '改名了', phone: '19900004105' })
})

test('E-30: the sync finds whose number a college has changed by the old one, and brings it back', async () => {
  await college().saveMember({ id: 'm-27', account: 'typed-wrong' })
  const { account } = seeded('m-27')
  system.people = system.people.map(one => (one.account === account ? { ...one, phone: '19900004127' } : one))
  await synchronised(world)
  expect(factsOf(world, 'm-27')).toMatchObject({ state: 'active', account, phone: '19900004127' })
})

test('E-30: the sync finds somebody by the number that an administrator of everything has given them', async () => {
  await administrator().saveMember({ id: 'm-04', account: 'corrected-4' })
  system.people = system.people.map(one =>
    one.account === seeded('m-04').account ? { ...one, account: 'corrected-4', phone: '19900004104' } : one,
  )
  await synchronised(world)
  expect(factsOf(world, 'm-04')).toMatchObject({ account: 'corrected-4', phone: '19900004104' })
})
