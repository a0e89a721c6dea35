import { codeSent } from '../account/people'
import { aCampus, aPerson, codeOfReply, press, rowIn } from '../attacks/campus'
import { aPersonnelSystem, type Employee, employees, synchronised } from '../make/personnel'

const gone = (_id: string, phone: string, more: object = {}) =>
  aPerson(_id, {
    name: '甘离去',
    state: 'left',
    leftAt: new Date(),
    phone,
    mail: `${_id}@example.edu`,
    ...more,
  })
const world = aCampus([
  gone('x-form', '19900007001'),
  gone('x-edit', '19900007002'),
  gone('x-code', '19900007003'),
  gone('x-button', '19900009999'),
  gone('x-change', '19900007005'),
  gone('x-mail', '19900007006', { mail: 'office@example.edu' }),
  aPerson('x-erasing', { openid: 'o-x-erasing', phone: '19900007007' }),
  aPerson('x-here', { openid: 'o-x-here', phone: '19900007008' }),
])
let made = 0
const saved = async (fields: object) =>
  press(world, 'a-system', 'directory.saveMember', {
    name: '兴新来',
    account: `s-${++made}`,
    departments: ['cs-se'],
    ...fields,
  })
const codeOfSaved = async (fields: object) => codeOfReply(await saved(fields))

beforeEach(() => world.cloud.clock.advance(120_000))

test('S1, B11: a new member gets the phone of a person who left', async () => {
  expect(await codeOfSaved({ phone: '19900007001' })).toBe('OK')
  expect(rowIn(world, 'x-form')).toMatchObject({ state: 'left', mail: 'x-form@example.edu' })
  expect(rowIn(world, 'x-form')).not.toHaveProperty('phone')
})

test('S1: a role’s mailbox passes to the successor of a person who left', async () => {
  const { version } = rowIn(world, 'x-here') as { version: number }
  const reply = await press(world, 'a-system', 'directory.saveMember', {
    id: 'x-here',
    version,
    mail: 'office@example.edu',
    phone: '19900007002',
  })
  expect(codeOfReply(reply)).toBe('OK')
  expect(rowIn(world, 'x-mail')).not.toHaveProperty('mail')
  expect(rowIn(world, 'x-edit')).not.toHaveProperty('phone')
})

test('S1: a member who is there keeps the phone', async () => {
  expect(await codeOfSaved({ phone: '19900007007' })).toBe('ALREADY_REGISTERED:phone')
})

test('S1: the person who has the number of a leaver now enters from outside', async () => {
  const address = '19900007003'
  const { account } = world.as('p-code')
  const code = await codeSent(world, 'p-code', address)
  expect(codeOfReply(await press(world, 'p-code', 'account.verify', { address, code }))).toBe(
    'NOT_ON_ROSTER:name',
  )
  expect(await account.verify({ address, code, name: '齐后来' })).toMatchObject({ kind: 'outside' })
  expect(rowIn(world, 'x-code')).toMatchObject({ state: 'left', name: '甘离去' })
})

test('S1: a member takes over the number of a leaver with WeChat’s phone button', async () => {
  const { code } = world.cloud.phoneCode('o-unknown')
  expect(codeOfReply(await press(world, 'x-here', 'account.phone', { code }))).toBe('OK')
  expect(rowIn(world, 'x-here')).toMatchObject({ phone: '19900009999' })
  expect(rowIn(world, 'x-button')).not.toHaveProperty('phone')
})

test('S1: a newcomer gets the phone of a person whose erasure is scheduled, who can still stay', async () => {
  await world.as('x-erasing').account.erase({})
  expect(await codeOfSaved({ phone: '19900007007' })).toBe('OK')
  expect(rowIn(world, 'x-erasing')).not.toHaveProperty('phone')
  expect(await world.as('x-erasing').account.keep({})).toMatchObject({ state: 'active', id: 'x-erasing' })
})

test('S1: two forms at once give the number of a leaver to one person', async () => {
  const replies = await Promise.all([1, 2, 3].map(() => saved({ phone: '19900007005' })))
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
})

describe('with the personnel system', () => {
  const system = aPersonnelSystem()
  const world = aCampus([gone('x-mail', '19900007006')], system.environment)
  const before: Employee = { name: '旧人甲', account: 'old-1', phone: '19900007101', departments: ['图书馆'] }
  const after: Employee = { name: '新人乙', account: 'new-1', phone: '19900007101', departments: ['图书馆'] }
  const all = employees
  const idOf = (account: string) =>
    [...world.cloud.database.dump('members')].find(row => row.account === account)!._id as string

  test('S1, B11: the sync gives a leaver’s phone to a newcomer, and says why the leaver’s undo fails', async () => {
    system.people = [...all(), before]
    expect(await synchronised(world)).toMatchObject({ state: 'applied', faults: [] })
    system.people = all()
    const leaving = await synchronised(world)
    expect(leaving).toMatchObject({ state: 'applied', counts: { leaving: 1 } })
    system.people = [...all(), after]
    expect(await synchronised(world)).toMatchObject({ state: 'applied', faults: [], counts: { new: 1 } })
    expect(rowIn(world, idOf('new-1'))).toMatchObject({ name: '新人乙', phone: '19900007101' })

    const undone = await world.as('a-system').directory.importUndo({ importId: leaving.id })
    expect(undone).toMatchObject({ state: 'undone' })
    expect(undone.kept).toMatchObject([{ name: '旧人甲', reason: expect.stringContaining('予以保留') }])
    expect(rowIn(world, idOf('old-1'))).toMatchObject({ state: 'left' })
  })

  test('S1: undoing a run gives a number back that passed from a leaver to a newcomer in it', async () => {
    system.people = [...all(), { ...after, name: '甘离去', account: 'both-1', phone: '19900007102' }]
    await synchronised(world)
    system.people = [...all(), { ...after, name: '新人丙', account: 'both-2', phone: '19900007102' }]
    const run = await synchronised(world)
    expect(run).toMatchObject({ state: 'applied', faults: [], kept: [] })
    expect(rowIn(world, idOf('both-2'))).toMatchObject({ phone: '19900007102' })
    expect(await world.as('a-system').directory.importUndo({ importId: run.id })).toMatchObject({ kept: [] })
    expect(rowIn(world, idOf('both-1'))).toMatchObject({ state: 'active', phone: '19900007102' })
  })

  test('S1: the sync gives a leaver’s phone to a member who is there', async () => {
    system.people = [
      ...all().map(one => (one.account === '10001' ? { ...one, phone: '19900007006' } : one)),
      after,
    ]
    expect(await synchronised(world)).toMatchObject({ state: 'applied', faults: [] })
    expect(rowIn(world, 't-lin')).toMatchObject({ phone: '19900007006' })
    expect(rowIn(world, 'x-mail')).not.toHaveProperty('phone')
  })

  test('I8: the sync knows a person by their account in whatever case', async () => {
    system.people = [...all(), { ...after, account: 'NEW-1' }]
    const run = await synchronised(world)
    expect(run.counts).toMatchObject({ new: 0, leaving: 0 })
    expect(rowIn(world, idOf('NEW-1'))).toMatchObject({ name: '新人乙', accountKey: 'new-1' })
  })
})
