import { HOUR } from '#contract/kernel/time'
import type { JoinRequest } from '../../cloudfunctions/kernel/identity/join-request'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { seed } from '../../scripts/seed'
import { departments } from '../../scripts/seed/departments'
import { members } from '../../scripts/seed/members'
import { aJoinRequest } from '../make/join-requests'
import { tick } from '../make/messages'
import { seen } from '../make/seen'
import { aWorld, codeOf } from '../make/world'

const people = [
  ...members,
  newMember(
    {
      _id: 'x-worker',
      name: '梅办法',
      kind: 'staff',
      departments: ['cs-se'],
      phone: '19900006001',
      duties: [{ duty: 'room.admin', scope: ['*'] }],
    },
    departments,
  ),
  newMember(
    { _id: 'x-both', name: '双部门', kind: 'staff', departments: ['cs-se', 'lit-cn'], phone: '19900006002' },
    departments,
  ),
  newMember(
    { _id: 'x-outside', name: '魏来', kind: 'outside', departments: [], phone: '19900006003' },
    departments,
  ),
  newMember(
    {
      _id: 'x-reporter',
      name: '外来的',
      kind: 'outside',
      departments: [],
      phone: '19900006004',
      openid: 'o-x-reporter',
    },
    departments,
  ),
]
const joinRequests = [
  aJoinRequest('p-1', { phone: '19900006101', mail: 'p-1@example.edu' }),
  aJoinRequest('p-2', { departmentId: 'lit-cn' }),
  aJoinRequest('p-3', { phone: '19900000001' }),
  aJoinRequest('p-4'),
  aJoinRequest('p-5'),
]
const morning = new Date()
const world = aWorld({ seed: () => ({ ...seed(morning), members: people, join_requests: joinRequests }) })
const boss = () => world.as('a-system').directory
const college = () => world.as('a-college').directory
const row = <T = Member>(id: string, name = 'members') =>
  [...world.cloud.database.dump(name)].find(one => one._id === id) as unknown as T
const tree = () =>
  row<{ departments: { id: string; parent: string; name: string }[] }>('tree', 'organisation')

describe('members by hand', () => {
  const draft = {
    name: '新来的',
    account: 'hand-1',
    departments: ['logistics'],
    kind: 'worker' as const,
  }

  test('E-27, L-39: an administrator adds a worker by hand, who is found at once and can join', async () => {
    const made = await boss().saveMember({ ...draft, phone: '19900006301' }, { key: 'add' })
    expect(made).toMatchObject({ name: '新来的', kind: 'worker', joined: false, version: 1 })
    expect(await boss().saveMember({ ...draft, phone: '19900006301' }, { key: 'add' })).toEqual(made)
    const { items } = await world.as('t-lin').directory.search({ text: 'xinlai' })
    expect(items.map(({ id }) => id)).toEqual([made.id])
    expect(row(made.id)).toMatchObject({ phone: '19900006301', audit: [{ action: 'saveMember' }] })
    expect(JSON.stringify(row(made.id).audit)).not.toContain('19900006301')
  })

  test('E-28: of WeChat id, phone and mail one must be there, also after a change', async () => {
    expect(await codeOf(boss().saveMember({ ...draft, account: 'hand-2' }))).toBe('CONTACT_REQUIRED:phone')
    const made = await boss().saveMember({ ...draft, account: 'hand-2', wechat: 'wx-hand' })
    expect(await codeOf(boss().saveMember({ id: made.id, wechat: '' }))).toBe('CONTACT_REQUIRED:phone')
    await boss().saveMember({ id: made.id, wechat: '', mail: 'Hand@example.edu' })
    expect(row(made.id)).toMatchObject({ mail: 'hand@example.edu' })
    expect(row(made.id)).not.toHaveProperty('wechat')
  })

  test.each([
    ['a college', 'a-college', ['phone', 'mail']],
    ['everybody', 'a-system', undefined],
  ])(
    'contacts of a new member by an administrator of %s are marked until they are proved where they may be another’s',
    async (_scope, as, unproved) => {
      const contacts = { phone: `1990000632${as.length}`, mail: `by-${as}@example.edu` }
      const made = { name: '新登记', account: `by-${as}`, departments: ['cs-se'], ...contacts }
      const { id } = await world.as(as).directory.saveMember(made)
      expect(row(id).proofsChanged?.unproved).toEqual(unproved)
    },
  )

  test.each([
    ['account', { account: '10001', phone: '19900006311' }],
    ['phone', { account: 'hand-3', phone: '19900000001' }],
    ['mail', { account: 'hand-3', mail: 't-lin@example.edu' }],
  ])('E-27: the %s of another member is refused', async (field, claims) => {
    const { name, kind } = draft
    expect(await codeOf(boss().saveMember({ name, kind, departments: ['it'], ...claims }))).toBe(
      `ALREADY_REGISTERED:${field}`,
    )
    const { phone, mail } = claims as { phone?: string; mail?: string }
    if (field !== 'account')
      expect(await codeOf(boss().saveMember({ id: 't-su', ...(phone ? { phone } : { mail }) }))).toBe(
        `ALREADY_REGISTERED:${field}`,
      )
  })

  test('L-07: a person from outside who is entered and accepts is that member, with all they had', async () => {
    const phone = '19900006004'
    const press = { key: 'enter' }
    const entered = { ...draft, account: 'hand-9', name: '新同事', phone }
    const made = await boss().saveMember(entered, press)
    expect(await boss().saveMember(entered, press)).toEqual(made)
    expect(made).toMatchObject({ offered: true, name: '新同事', joined: false })
    expect(row('x-reporter')).toMatchObject({ kind: 'outside', departments: [] })
    const { account } = world.as('x-reporter')
    const { items } = await account.offers({})
    expect(items).toHaveLength(1)
    await account.acceptOffer({ id: items[0]!.id })
    expect(row('x-reporter')).toMatchObject({
      phone,
      kind: 'worker',
      name: '新同事',
      account: 'hand-9',
      openid: 'o-x-reporter',
      departments: ['logistics'],
    })
    expect(await codeOf(boss().saveMember({ ...entered, account: 'hand-10' }))).toBe(
      'ALREADY_REGISTERED:phone',
    )
  })

  test('E-17: the administrator of one college moves people inside it, not in or out', async () => {
    expect(await codeOf(college().saveMember({ id: 't-su', posts: ['教授'] }))).toBe('NOT_FOUND')
    expect(await codeOf(college().saveMember({ ...draft, phone: '19900006321' }))).toBe(
      'NOT_FOUND:departments',
    )
    const out = (homes: string[]) => codeOf(college().saveMember({ id: 'x-both', departments: homes }))
    expect(await out(['cs-ai'])).toBe('NOT_FOUND:departments')
    expect(await out(['cs-ai', 'lit-cn', 'library'])).toBe('NOT_FOUND:departments')
    expect(await out(['no-such-thing', 'lit-cn'])).toBe('NOT_FOUND:departments')
    expect(await out(['cs-ai', 'lit-cn'])).toBe('OK')
    expect(row('x-both')).toMatchObject({ departments: ['cs-ai', 'lit-cn'] })
    expect(row('x-both').terms).toContain('rengongzhinengxi')
    expect(row('x-both').terms).not.toContain('ruanjiangongchengxi')
  })

  test('E-17: a person from outside is offered a place with a department, not without', async () => {
    const change = (more: object) => codeOf(boss().saveMember({ id: 'x-outside', kind: 'worker', ...more }))
    expect(await change({})).toBe('INVALID_INPUT:departments')
    expect(await change({ departments: ['logistics'] })).toBe('OK')
    expect(row('x-outside')).toMatchObject({ kind: 'outside', departments: [] })
    const offers = [...world.cloud.database.dump('membership_offers')]
    expect(offers.find(({ memberId }) => memberId === 'x-outside')).toMatchObject({ kind: 'worker' })
  })

  test('E-17: an administrator cannot take over a member with more rights by giving them another number', async () => {
    expect(await codeOf(college().saveMember({ id: 'x-worker', phone: '19900006331' }))).toBe(
      'BEYOND_OWN_RIGHTS:phone',
    )
    expect(await codeOf(college().saveMember({ id: 'x-worker', office: '8001' }))).toBe('OK')
    expect(await codeOf(boss().saveMember({ id: 'x-worker', phone: '19900006331' }))).toBe('OK')
  })

  test('E-17: of two administrators who save the same person one is told, and nothing is lost', async () => {
    const { version } = await boss().person({ id: 'm-01' })
    const codes = await Promise.all([
      codeOf(boss().saveMember({ id: 'm-01', version, posts: ['甲'] })),
      codeOf(college().saveMember({ id: 'm-01', version, office: '0731-1' })),
    ])
    expect(codes.sort()).toEqual(['CONFLICT', 'OK'])
    const { posts, office } = row('m-01')
    expect([posts[0] === '甲', office === '0731-1'].filter(Boolean)).toHaveLength(1)
    expect(row('m-01').version).toBe(version + 1)
  })
})

describe('departments', () => {
  const save = (input: { id?: string; name: string; parent?: string }, key?: string) =>
    boss().saveDepartment(input, key ? { key } : {})
  const idOf = (name: string) => tree().departments.find(one => one.name === name)!.id

  test('E-11, E-17: a department is added, moved and removed; each stands after the one it belongs to', async () => {
    await save({ name: '设计学院', parent: 'university' }, 'design')
    await save({ name: '设计学院', parent: 'university' }, 'design')
    const college = idOf('设计学院')
    await save({ name: '产品系', parent: college })
    const product = idOf('产品系')
    await boss().moveDepartment({ id: college, parent: 'university', before: 'cs' })
    await boss().moveDepartment({ id: product, parent: 'lit' })
    await boss().moveDepartment({ id: product, parent: college })
    const all = tree().departments
    expect(all.filter(({ name }) => name === '设计学院')).toHaveLength(1)
    for (const [i, { parent }] of all.entries())
      if (parent) expect(all.slice(0, i).map(({ id }) => id)).toContain(parent)
    expect(all.findIndex(({ id }) => id === college)).toBeLessThan(all.findIndex(({ id }) => id === 'cs'))
    expect(await codeOf(boss().removeDepartment({ id: college }))).toBe('DEPARTMENT_NOT_EMPTY')
    await boss().removeDepartment({ id: product })
    await boss().removeDepartment({ id: college })
    expect(tree().departments).toHaveLength(departments.length)
  })

  test('E-17: neither the form nor a move makes more levels than a sheet can say', async () => {
    const made: string[] = []
    let parent = 'cs-2401'
    for (let level = 4; level <= 8; level++) {
      const { departments: all } = await save({ name: `第${level}级`, parent })
      parent = all.find(({ name }) => name === `第${level}级`)!.id
      made.push(parent)
    }
    expect(await codeOf(save({ name: '第9级', parent }))).toBe('DEPARTMENT_TOO_DEEP')
    expect(await codeOf(boss().moveDepartment({ id: 'lit-2401', parent }))).toBe('DEPARTMENT_TOO_DEEP')
    expect(await codeOf(boss().moveDepartment({ id: 'lit', parent: made[2]! }))).toBe('DEPARTMENT_TOO_DEEP')
    for (const id of made.reverse()) await boss().removeDepartment({ id })
  })

  test('E-17: the people in a department and below it are counted once each, and again after an hour', async () => {
    const count = async () => {
      await world.cloud.invoke('directory', {}, { source: 'wx_trigger' })
      return (await world.as('t-lin').directory.tree({})).heads
    }
    const inside = people.filter(
      ({ state, kind, departments: homes }) =>
        state === 'active' && kind !== 'outside' && homes.some(id => id.startsWith('cs')),
    )
    const first = await count()
    expect(first.cs).toBeGreaterThanOrEqual(inside.length)
    expect(first.university).toBeLessThan(Object.values(first).reduce((sum, one) => sum + one, 0))
    await boss().saveMember({ id: 'm-07', departments: ['cs-se', 'cs-ai', 'lit-cn'] })
    expect(await count()).toEqual(first)
    world.cloud.clock.advance(HOUR)
    const second = await count()
    expect([second['cs-se'], second.cs, second.lit]).toEqual([first['cs-se']! + 1, first.cs, first.lit! + 1])
    expect(second.university).toBe(first.university)
  })

  test('E-17: a change that would break the tree is refused', async () => {
    expect(await codeOf(boss().moveDepartment({ id: 'cs', parent: 'cs-2401' }))).toBe(
      'DEPARTMENT_LOOP:parent',
    )
    expect(await codeOf(boss().moveDepartment({ id: 'cs', parent: 'cs' }))).toBe('DEPARTMENT_LOOP:parent')
    expect(await codeOf(boss().moveDepartment({ id: 'cs-ai', parent: 'cs', before: 'lit' }))).toBe(
      'NOT_FOUND:before',
    )
    expect(await codeOf(save({ name: '文学院', parent: 'university' }))).toBe('DEPARTMENT_NAME_TAKEN:name')
    expect(await codeOf(save({ id: 'lit', name: '计算机学院' }))).toBe('DEPARTMENT_NAME_TAKEN:name')
    expect(await codeOf(boss().removeDepartment({ id: 'library' }))).toBe('DEPARTMENT_NOT_EMPTY')
  })

  test('E-17: the administrator of one college changes what is below it and nothing else', async () => {
    expect(await codeOf(college().saveDepartment({ id: 'lit', name: '文院' }))).toBe('NOT_FOUND')
    expect(await codeOf(college().saveDepartment({ name: '新系' }))).toBe('NOT_FOUND')
    expect(await codeOf(college().moveDepartment({ id: 'cs-ai', parent: 'lit' }))).toBe('NOT_FOUND')
    expect(await codeOf(college().removeDepartment({ id: 'lit-2401' }))).toBe('NOT_FOUND')
    const { administered } = await college().saveDepartment({ name: '网络安全系', parent: 'cs' })
    expect(administered).toContain(idOf('网络安全系'))
  })

  test('T-31: members of a renamed department are found by its new name once the timer has been there', async () => {
    await save({ id: 'econ-fin', name: '数字金融系' })
    const found = async () => (await boss().search({ text: '数字金融系' })).items.map(({ id }) => id)
    expect(await found()).toEqual([])
    for (let run = 0; run < 2; run++) await world.cloud.invoke('directory', {}, { source: 'wx_trigger' })
    expect(await found()).toContain('f-frozen')
    expect((await boss().search({ text: 'jinrongxi' })).items).toEqual([])
    expect(row<{ renamed: string[] }>('tree', 'organisation').renamed).toEqual([])
  })

  test('E-17: ten administrators who change the tree at once lose nothing', async () => {
    const names = Array.from({ length: 10 }, (_, i) => `并发${i}组`)
    const codes = await Promise.all(names.map(name => codeOf(save({ name, parent: 'it' }))))
    const made = names.filter((_, i) => codes[i] === 'OK')
    expect(codes.every(code => code === 'OK' || code === 'CONFLICT')).toBe(true)
    expect(
      tree()
        .departments.filter(({ parent }) => parent === 'it')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(made.sort())
    expect(made.length).toBeGreaterThan(0)
  })
})

describe('join requests', () => {
  test('E-31, L-06: a review lets the applicant in with the WeChat that asked, and invites by SMS and mail', async () => {
    const { items } = await college().joinRequests({})
    expect(items.map(({ id }) => id)).toEqual(['p-1', 'p-3', 'p-4', 'p-5'])
    expect(await codeOf(world.as('p-1').directory.tree({}))).toBe('NOT_MEMBER')
    const accepted = await college().decideJoinRequest(
      { id: 'p-1', ...seen(world, 'p-1'), accept: true },
      { key: 'yes' },
    )
    expect(accepted).toMatchObject({ id: 'p-1', state: 'accepted' })
    expect(await codeOf(world.as('p-1').directory.tree({}))).toBe('OK')
    const [made] = (await college().search({ text: 'n-p-1' })).items
    expect(made).toMatchObject({ name: '申小请', kind: 'student', departments: ['cs-2401'], joined: true })
    expect(row(made!.id).outbox).toMatchObject([
      { to: [made!.id], sms: { values: ['申小请'] }, mail: { subject: expect.any(String) } },
    ])
    await tick(world.cloud)
    const sent = (kind: 'sms' | 'mail') => world.cloud.outbox.list(kind).map(({ to }) => String(to))
    expect(sent('sms').filter(to => to.endsWith('19900006101'))).toHaveLength(1)
    expect(sent('mail').filter(to => to === 'p-1@example.edu')).toHaveLength(1)
    const log = [...world.cloud.database.dump('audit_log')]
    expect(log.filter(({ action }) => action === 'decideJoinRequest')).toMatchObject([
      { target: { id: 'p-1' } },
    ])
    expect(
      await codeOf(
        college().decideJoinRequest({ id: 'p-1', ...seen(world, 'p-1'), accept: false, reason: '反悔' }),
      ),
    ).toBe('CONFLICT')
  })

  test('E-31: a refusal needs a reason, which the applicant reads; a taken number is refused', async () => {
    expect(
      await codeOf(college().decideJoinRequest({ id: 'p-3', ...seen(world, 'p-3'), accept: false })),
    ).toBe('INVALID_INPUT:reason')
    expect(
      await codeOf(college().decideJoinRequest({ id: 'p-3', ...seen(world, 'p-3'), accept: true })),
    ).toBe('ALREADY_REGISTERED:phone')
    const refused = await college().decideJoinRequest({
      id: 'p-3',
      ...seen(world, 'p-3'),
      accept: false,
      reason: '号码已被登记',
    })
    expect(refused).toMatchObject({ state: 'refused', answer: '号码已被登记' })
    expect(await codeOf(world.as('p-3').directory.tree({}))).toBe('NOT_MEMBER')
  })

  test('E-44: an application to another college does not exist for this one’s administrator', async () => {
    expect(
      await codeOf(college().decideJoinRequest({ id: 'p-2', ...seen(world, 'p-2'), accept: true })),
    ).toBe('NOT_FOUND')
    expect(await codeOf(boss().decideJoinRequest({ id: 'p-2', ...seen(world, 'p-2'), accept: true }))).toBe(
      'OK',
    )
  })

  test('E-31: accepting a person who was let in from outside, or left, keeps them the same person', async () => {
    const blank = { name: '外来人', departments: [], phone: '19900005551' }
    const rows = [
      newMember({ ...blank, _id: 'x-visitor', openid: 'o-p-visitor', kind: 'outside' }, []),
      newMember(
        { ...blank, _id: 'x-gone', openid: 'o-p-gone', kind: 'staff', state: 'left', phone: '19900005552' },
        [],
      ),
    ]
    await world.cloud.database.insert({ collection: 'members', documents: rows as never })
    for (const [id, phone] of [
      ['p-visitor', '19900005551'],
      ['p-gone', '19900005552'],
    ] as const) {
      const documents = [aJoinRequest(id, { phone })] as never
      await world.cloud.database.insert({ collection: 'join_requests', documents })
      for (const key of ['once', 'once', 'again'])
        expect(
          await codeOf(college().decideJoinRequest({ id, ...seen(world, id), accept: true }, { key })),
        ).toBe('OK')
    }
    for (const [who, id] of [
      ['p-visitor', 'x-visitor'],
      ['p-gone', 'x-gone'],
    ] as const)
      expect(await world.as(who).account.me({})).toMatchObject({
        id,
        state: 'active',
        kind: 'student',
        name: '申小请',
        departments: ['cs-2401'],
      })
  })

  test('E-15, E-31: a request does not let in a person who was frozen after it', async () => {
    const id = 'p-locked'
    const phone = '19900005553'
    const outside = { _id: 'x-locked', openid: `o-${id}`, name: '外来人', kind: 'outside', phone } as const
    const row = newMember({ ...outside, departments: [], state: 'frozen' }, [])
    await world.cloud.database.insert({ collection: 'members', documents: [row] as never })
    const documents = [aJoinRequest(id, { phone })] as never
    await world.cloud.database.insert({ collection: 'join_requests', documents })
    expect(await codeOf(college().decideJoinRequest({ id, ...seen(world, id), accept: true }))).toBe(
      'ALREADY_JOINED:openid',
    )
    expect(await world.as(id).account.me({})).toMatchObject({ state: 'frozen' })
  })

  test('E-31: of all who decide at once one is heard, and there is one member or none', async () => {
    for (const id of ['p-4', 'p-5']) {
      const codes = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          codeOf(
            (i % 2 ? boss() : college()).decideJoinRequest({
              id,
              ...seen(world, id),
              accept: i % 3 === 0,
              reason: '同时',
            }),
          ),
        ),
      )
      const { state } = row<JoinRequest>(id, 'join_requests')
      const made = [...world.cloud.database.dump('members')].filter(one => one.openid === `o-${id}`)
      expect({ state, made: made.length }).toEqual({ state, made: state === 'accepted' ? 1 : 0 })
      expect(codes).toContain('OK')
    }
  })
})

describe('freezing', () => {
  test('E-10, E-15: a frozen member is out at the very next call, and back in after', async () => {
    const su = world.as('t-su').directory
    expect(await codeOf(college().freeze({ id: 't-su', ...seen(world, 't-su'), reason: '手机丢失' }))).toBe(
      'NOT_FOUND',
    )
    const frozen = await boss().freeze(
      { id: 't-su', ...seen(world, 't-su'), reason: '手机丢失' },
      { key: 'freeze' },
    )
    expect(frozen).toMatchObject({ state: 'frozen', frozen: { reason: '手机丢失' } })
    expect(frozen.actions).toContain('unfreeze')
    expect(await codeOf(su.tree({}))).toBe('FROZEN')
    expect(
      await boss().freeze({ id: 't-su', ...seen(world, 't-su'), reason: '手机丢失' }, { key: 'freeze' }),
    ).toEqual(frozen)
    expect(row('t-su').outbox).toHaveLength(1)
    expect(await codeOf(boss().freeze({ id: 't-su', ...seen(world, 't-su'), reason: '再来' }))).toBe(
      'CONFLICT',
    )
    expect((await boss().unfreeze({ id: 't-su', ...seen(world, 't-su') })).frozen).toBeUndefined()
    expect(await codeOf(su.tree({}))).toBe('OK')
    expect(row('t-su').audit!.map(({ action }) => action)).toEqual(['freeze', 'unfreeze'])
  })

  test('E-15: a member freezes neither themselves nor an administrator of more; the last administrator stays', async () => {
    expect(await codeOf(boss().freeze({ id: 'a-system', ...seen(world, 'a-system'), reason: '自己' }))).toBe(
      'BEYOND_OWN_RIGHTS',
    )
    expect(
      await codeOf(college().freeze({ id: 'x-worker', ...seen(world, 'x-worker'), reason: '离岗' })),
    ).toBe('BEYOND_OWN_RIGHTS')
    expect(await codeOf(college().freeze({ id: 'm-01', ...seen(world, 'm-01'), reason: '离岗' }))).toBe('OK')
    expect(await codeOf(world.console.freeze({ id: 'a-system', reason: '误操作' }))).toBe(
      'LAST_ADMINISTRATOR',
    )
    expect(row('a-system').state).toBe('active')
  })
})

test('E-17: every query of the administrators’ work is served by an index', () => {
  const { queries } = world.cloud.database
  expect(queries.length).toBeGreaterThan(8)
  expect(queries.filter(({ index }) => index === null)).toEqual([])
})
