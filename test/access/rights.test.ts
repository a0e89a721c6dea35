import type { access } from '#contract/access'
import type { Sent } from '#contract/kernel/rpc'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { contracts } from '../../scripts/local-cloud/contract'
import { seen } from '../make/seen'
import { slot } from '../make/time'
import { aWorld, codeOf, refusalOf } from '../make/world'

const world = aWorld()
const boss = () => world.as('a-system').access
const member = (id: string) =>
  [...world.cloud.database.dump('members')].find(({ _id }) => _id === id) as unknown as Member
const dutiesOf = (id: string) => member(id).duties.map(({ duty, scope }) => `${duty} ${scope.join('+')}`)

type Group = Sent<(typeof access)['ops']['saveGroup']>
const roomsOf = (scope: string[], members: string[], more: Partial<Group> = {}): Group => ({
  name: '会议室管理',
  members,
  scope,
  rights: [{ application: 'room', manage: true }],
  ...more,
})

/** A hall of the department that needs approval, with a reservation that waits. */
async function waitingIn(departmentId: string): Promise<string> {
  const { id: roomId } = await world.as('a-room').room.create({
    name: `${departmentId} 厅`,
    location: '试验楼',
    seats: 20,
    needsApproval: true,
    departmentId,
    opensAt: '00:00',
    closesAt: '24:00',
  })
  const { id } = await world.as('t-lin').room.reserve({ roomId, ...slot(2, 9, 10), title: '答辩' })
  return id
}
const approve = (persona: string, reservationId: string) =>
  codeOf(world.as(persona).room.approve({ reservationId, ...seen(world, reservationId) }))

test('E-44, E-56, E-57: a new member of a group may approve in its departments at once, and nowhere else', async () => {
  const [here, below, beside] = await Promise.all(['cs', 'cs-se', 'lit'].map(waitingIn))
  expect(await approve('t-su', here!)).toBe('FORBIDDEN')
  const made = await boss().saveGroup(roomsOf(['cs'], ['t-su']))
  expect(made).toMatchObject({ members: [{ id: 't-su', name: '苏青禾' }], scope: ['cs'], version: 1 })
  expect(await approve('t-su', beside!)).toBe('NOT_FOUND')
  expect(await approve('t-su', here!)).toBe('OK')
  await boss().removeGroup({ id: made.id })
  expect(await approve('t-su', below!)).toBe('FORBIDDEN')
  expect(member('t-su')).toMatchObject({ duties: [] })
  expect(member('t-su')).not.toHaveProperty('scoped')
})

test('E-58: sending and managing are two rights of an application, the contacts are a third', async () => {
  const rights = [
    { application: 'notice', send: true, manage: true },
    { application: 'repair', manage: true },
    { application: 'room', send: true },
  ]
  const made = await boss().saveGroup({
    name: '分权',
    members: ['m-01'],
    rights,
    scope: ['lit'],
    contacts: true,
  })
  expect(dutiesOf('m-01')).toEqual(['notice.sender lit', 'repair.admin lit', 'directory.admin lit'])
  const change = { id: made.id, name: '分权', members: ['m-02'], scope: ['*'], rights: rights.slice(0, 1) }
  await boss().saveGroup(change)
  expect([dutiesOf('m-01'), dutiesOf('m-02')]).toEqual([[], ['notice.sender *']])
  expect([member('m-01').scoped, member('m-02').scoped]).toEqual([undefined, undefined])
  await boss().removeGroup({ id: made.id })
})

test('E-57: a group leaves alone what its members hold by themselves and from other groups', async () => {
  const before = member('a-college').duties
  const one = await boss().saveGroup(roomsOf(['lit'], ['a-college']))
  const two = await boss().saveGroup(roomsOf(['*'], ['a-college']))
  await boss().removeGroup({ id: two.id })
  expect(dutiesOf('a-college')).toEqual(['directory.admin cs', 'room.admin lit'])
  await boss().removeGroup({ id: one.id })
  expect(member('a-college')).toMatchObject({ duties: before, scoped: 'tree' })
})

test('a group names people and departments that exist, and is saved over what was read', async () => {
  expect(await codeOf(boss().saveGroup(roomsOf(['cs'], ['nobody'])))).toBe('NOT_FOUND:members')
  expect(await codeOf(boss().saveGroup(roomsOf(['nowhere'], ['t-su'])))).toBe('NOT_FOUND:scope')
  expect(await codeOf(boss().saveGroup({ id: 'no-such', ...roomsOf(['cs'], []) }))).toBe('NOT_FOUND')
  const { id } = await boss().saveGroup(roomsOf(['cs'], []))
  await boss().saveGroup({ id, version: 1, ...roomsOf(['cs'], []) })
  expect(await codeOf(boss().saveGroup({ id, version: 1, ...roomsOf(['cs'], []) }))).toBe('CONFLICT')
  await boss().removeGroup({ id })
  expect(await codeOf(boss().removeGroup({ id }))).toBe('NOT_FOUND')
})

test('B9: who administers a part gives no more than that, and knows of no other groups', async () => {
  await boss().grantDuty({ id: 'm-03', duty: 'system.admin', scope: ['cs'] })
  const second = world.as('m-03').access
  const theirs = await boss().saveGroup(roomsOf(['lit', 'cs'], []))
  const refusal = await refusalOf(second.saveGroup(roomsOf(['lit'], ['m-04'])))
  expect(refusal).toMatchObject({ code: 'BEYOND_OWN_RIGHTS', info: { field: 'scope' } })
  expect(await codeOf(second.grantDuty({ id: 'm-04', duty: 'system.admin', scope: ['*'] }))).toBe(
    'BEYOND_OWN_RIGHTS:scope',
  )
  expect(
    await codeOf(second.grantDuty({ id: 'a-room', duty: 'room.admin', scope: ['*'], remove: true })),
  ).toBe('BEYOND_OWN_RIGHTS:scope')
  expect(await codeOf(second.removeGroup({ id: theirs.id }))).toBe('NOT_FOUND')
  const own = await second.saveGroup(roomsOf(['cs-se'], ['m-04']))
  expect((await second.groups({})).items.map(({ id }) => id)).toEqual([own.id])
  expect(dutiesOf('m-04')).toEqual(['room.admin cs-se'])
})

test('B9: who administers a part gives nobody repairs, which are everybody’s', async () => {
  await boss().grantDuty({ id: 'm-07', duty: 'system.admin', scope: ['cs'] })
  const second = world.as('m-07').access
  const grant = { id: 'm-07', duty: 'repair.admin' as const, scope: ['cs'] }
  expect(await codeOf(second.grantDuty(grant))).toBe('BEYOND_OWN_RIGHTS:scope')
  const rights = [{ application: 'repair', manage: true }]
  expect(await codeOf(second.saveGroup(roomsOf(['cs'], ['m-07'], { rights })))).toBe(
    'BEYOND_OWN_RIGHTS:rights',
  )
  expect(await codeOf(world.as('m-07').repair.settings({}))).toBe('FORBIDDEN')
  expect(await codeOf(boss().grantDuty({ id: 'm-08', duty: 'repair.keeper', scope: ['cs'] }))).toBe('OK')
})

test('E-57: groups come by name, a page at a time', async () => {
  for (const name of ['丙', '甲', '乙']) await boss().saveGroup(roomsOf(['*'], ['t-lin'], { name }))
  const names: string[] = []
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await boss().groups({ page: { size: 2, ...(after && { after }) } })
    names.push(...page.items.map(({ name }) => name))
    after = page.next
  }
  expect(names).toEqual([...names].sort())
  expect(names).toEqual(expect.arrayContaining(['丙', '甲', '乙']))
})

test('B9: a duty given by itself is added to what is held, and taken back', async () => {
  const grant = (scope: string[], remove = false) =>
    boss().grantDuty({ id: 'm-05', duty: 'room.admin', scope, remove })
  await grant(['cs'])
  await grant(['lit'])
  expect([dutiesOf('m-05'), member('m-05').scoped]).toEqual([['room.admin cs+lit'], 'tree'])
  await grant(['cs'], true)
  expect(dutiesOf('m-05')).toEqual(['room.admin lit'])
  await grant(['*'])
  expect([dutiesOf('m-05'), member('m-05').scoped]).toEqual([['room.admin *'], undefined])
  await grant(['*'], true)
  expect(dutiesOf('m-05')).toEqual([])
  expect(await codeOf(grant(['nowhere']))).toBe('NOT_FOUND:scope')
})

test('B9: who is about to be erased is not the administrator that stays', async () => {
  await boss().grantDuty({ id: 'm-08', duty: 'system.admin', scope: ['*'] })
  await world.as('m-08').account.erase({})
  await world.as('a-system').directory.freeze({ id: 'm-08', ...seen(world, 'm-08'), reason: '手机丢失' })
  await world.as('a-system').directory.unfreeze({ id: 'm-08', ...seen(world, 'm-08') })
  await boss().grantDuty({ id: 'm-08', duty: 'system.admin', scope: ['*'] })
  expect(await codeOf(world.as('a-system').account.erase({}))).toBe('LAST_ADMINISTRATOR')
  await world.as('m-08').account.keep({})
  expect(await codeOf(world.as('a-system').account.erase({}))).toBe('OK')
  await world.as('a-system').account.keep({})
  await boss().grantDuty({ id: 'm-08', duty: 'system.admin', scope: ['*'], remove: true })
})

test('B9: the last system administrator stays, however many go at once', async () => {
  for (const id of ['m-06', 'm-07']) await boss().grantDuty({ id, duty: 'system.admin', scope: ['*'] })
  const all = ['a-system', 'm-06', 'm-07']
  const resign = (id: string) =>
    codeOf(world.as(id).access.grantDuty({ id, duty: 'system.admin', scope: ['*'], remove: true }))
  const codes = await Promise.all(all.map(resign))
  expect(codes.sort()).toEqual(['LAST_ADMINISTRATOR', 'OK', 'OK'])
  const left = all.filter(id => dutiesOf(id).includes('system.admin *'))
  expect(left).toHaveLength(1)
  // The others of this file need the seeded one.
  await world.as(left[0]!).access.grantDuty({ id: 'a-system', duty: 'system.admin', scope: ['*'] })
})

test('B9: somebody asks why, and is told the rule that decides', async () => {
  const why = (memberId: string, op: string, departmentId?: string) =>
    boss().why({ memberId, function: 'room', op, ...(departmentId && { departmentId }) })
  expect(await why('t-su', 'approve')).toEqual({
    allowed: false,
    rules: [
      { rule: 'state', ok: true },
      { rule: 'kind', ok: true },
      { rule: 'duty', ok: false, duty: 'room.admin' },
    ],
  })
  const { id } = await boss().saveGroup(roomsOf(['cs'], ['t-su'], { name: '计院会议室' }))
  const granted = { duty: 'room.admin', scope: ['cs'], group: '计院会议室' }
  expect((await why('t-su', 'approve', 'cs-2401')).rules.slice(2)).toEqual([
    { rule: 'duty', ok: true, ...granted },
    { rule: 'scope', ok: true, ...granted },
  ])
  expect((await why('t-su', 'approve', 'lit')).rules.at(-1)).toEqual({ rule: 'scope', ok: false, ...granted })
  expect((await why('f-frozen', 'list')).rules[0]).toEqual({ rule: 'state', ok: false })
  expect(await codeOf(why('nobody', 'approve'))).toBe('NOT_FOUND:memberId')
  expect(await codeOf(why('t-su', 'constructor'))).toBe('NOT_FOUND:op')
  const asked = { memberId: 't-su', function: '__proto__', op: 'approve' }
  expect(await codeOf(boss().why(asked))).toBe('NOT_FOUND:function')
  for (const { name, ops } of contracts)
    expect(await codeOf(boss().why({ memberId: 't-su', function: name, op: Object.keys(ops)[0]! }))).toBe(
      'OK',
    )
  const consoles = { memberId: 'a-system', function: 'admin', op: 'lint' }
  expect(await boss().why(consoles)).toEqual({ allowed: false, rules: [{ rule: 'console', ok: false }] })
  await boss().removeGroup({ id })
})
