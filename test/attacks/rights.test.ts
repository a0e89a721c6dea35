import {
  aCampus,
  anOutsider,
  aPerson,
  checkedSheet,
  codeOfReply,
  factsOf,
  importedSheet,
  press,
  rowIn,
  seeded,
  toldTo,
} from './campus'

const everywhere = (duty: 'directory.admin' | 'room.admin' | 'repair.worker' | 'system.admin') => ({
  duty,
  scope: ['*'],
})
const duty = (held: 'directory.admin' | 'system.admin', ...scope: string[]) => ({ duty: held, scope })

/** Members of the college, with a duty that its administrator does not hold. */
const holders = (['directory.admin', 'room.admin', 'repair.worker', 'system.admin'] as const).map(held =>
  aPerson(`h-${held.replace('.', '-')}`, {
    name: '上官明',
    wechat: 'x',
    posts: ['讲师'],
    duties: [everywhere(held)],
  }),
)
const shared = aPerson('s-shared', { departments: ['lit-cn', 'cs-se'], phone: '19900004601' })
const scoped = (id: string, ...duties: ReturnType<typeof duty>[]) =>
  aPerson(id, { departments: ['cs'], openid: `o-${id}`, duties, scoped: 'tree' })
const people = [
  ...holders,
  shared,
  scoped('d-cs', duty('directory.admin', 'cs')),
  scoped('d-se', duty('directory.admin', 'cs-se')),
  scoped('y-cs', duty('system.admin', 'cs')),
  aPerson('d-all', { departments: ['it'], openid: 'o-d-all', duties: [duty('directory.admin', '*')] }),
  aPerson('x-both', { phone: '19900004602', wechat: 'x' }),
  aPerson('x-lit', {
    departments: ['lit-cn'],
    state: 'frozen',
    phone: '19900004603',
    shows: seeded('t-lin').shows,
    frozen: { reason: '核实', at: new Date(), by: 'a-system' },
  }),
  aPerson('x-cs', {
    state: 'frozen',
    phone: '19900004604',
    shows: seeded('t-lin').shows,
    frozen: { reason: '核实', at: new Date(), by: 'a-college' },
  }),
  aPerson('x-leaver', { departments: ['cs-ai'], duties: [duty('directory.admin', 'cs')], scoped: 'tree' }),
  aPerson('x-returns', {
    departments: ['cs-ai'],
    account: 'n-x-returns',
    wechat: 'x',
    phone: '19900004605',
    openid: 'o-x-returns',
  }),
  aPerson('x-risen', { departments: ['cs-ai'], wechat: 'x', phone: '19900004606' }),
  aPerson('x-grouped', { departments: ['cs-ai'], openid: 'o-x-grouped' }),
  anOutsider('x-outside-1', '19900004610'),
]
const world = aCampus(people)

const versionOf = (id: string) => rowIn(world, id)!.version as number
const freeze = (as: string, id: string) =>
  press(world, as, 'directory.freeze', { id, version: versionOf(id), reason: '核实' })
const unfreeze = (as: string, id: string) =>
  press(world, as, 'directory.unfreeze', { id, version: versionOf(id) })
const save = (as: string, id: string, change: object) =>
  press(world, as, 'directory.saveMember', { id, ...change })
const lineOf = (id: string, change: Partial<Record<'name' | 'post' | 'phone', string>> = {}) => {
  const { account, name, phone = '' } = people.find(one => one._id === id) ?? seeded(id)
  return [
    change.name ?? name,
    account!,
    'x',
    change.phone ?? phone,
    '',
    '计算机学院/软件工程系',
    change.post ?? '讲师',
  ]
}

describe.each(holders.map(({ _id }) => _id))('%s of a college', id => {
  test('E-44: is not frozen by an administrator without that duty', async () => {
    expect(codeOfReply(await freeze('a-college', id))).toBe('BEYOND_OWN_RIGHTS')
    expect(rowIn(world, id)).toMatchObject({ state: 'active' })
  })

  test('E-44: is frozen and unfrozen by a system administrator', async () => {
    expect(codeOfReply(await freeze('a-system', id))).toBe('OK')
    expect(codeOfReply(await unfreeze('a-system', id))).toBe('OK')
  })

  test('E-44: stays when a complete sheet of the college leaves them out', async () => {
    const sheet = await checkedSheet(world, 'a-college', [lineOf('m-01')], true)
    const { account } = people.find(one => one._id === id)!
    expect(sheet.kept.map(one => one.account)).toContain(account)
  })

  test.each([
    ['name', { name: '沈系明' }],
    ['posts', { posts: ['校长'] }],
    ['kind', { kind: 'worker' }],
    ['account', { account: 'TAKEN-6' }],
  ])('E-44: keeps their %s in a form', async (field, change) => {
    const before = JSON.stringify(factsOf(world, id))
    expect(codeOfReply(await save('a-college', id, change))).toBe(`BEYOND_OWN_RIGHTS:${field}`)
    expect(JSON.stringify(factsOf(world, id))).toBe(before)
    expect(codeOfReply(await save('a-college', id, { office: '8001' }))).toBe('OK')
  })

  test.each([
    ['姓名', { name: '沈系明' }],
    ['职位', { post: '校长' }],
  ])('E-44: keeps their %s in a sheet', async (column, change) => {
    const view = await checkedSheet(world, 'a-college', [lineOf(id, change)])
    expect(view.faults).toEqual([expect.objectContaining({ column, line: 2 })])
  })
})

describe('a freeze', () => {
  test('E-44: by a system administrator is not ended by an administrator of the college', async () => {
    await freeze('a-system', 'm-01')
    expect(codeOfReply(await unfreeze('a-college', 'm-01'))).toBe('BEYOND_OWN_RIGHTS')
    expect(codeOfReply(await unfreeze('d-all', 'm-01'))).toBe('BEYOND_OWN_RIGHTS')
    expect(codeOfReply(await unfreeze('a-system', 'm-01'))).toBe('OK')
  })

  test('E-44: by the console is ended by a system administrator alone', async () => {
    await world.console.freeze({ id: 'm-01', reason: '核实' })
    expect(codeOfReply(await unfreeze('d-all', 'm-01'))).toBe('BEYOND_OWN_RIGHTS')
    expect(codeOfReply(await unfreeze('a-system', 'm-01'))).toBe('OK')
  })

  test('E-44: by an equal is ended by the other, and by whoever holds more', async () => {
    await freeze('a-college', 'm-01')
    expect(codeOfReply(await unfreeze('d-se', 'm-01'))).toBe('BEYOND_OWN_RIGHTS')
    expect(codeOfReply(await unfreeze('d-cs', 'm-01'))).toBe('OK')
    await freeze('d-cs', 'm-01')
    expect(codeOfReply(await unfreeze('d-all', 'm-01'))).toBe('OK')
  })

  test('E-44: by an administrator who holds nothing any more is ended by any administrator', async () => {
    const revoke = { id: 'd-all', duty: 'directory.admin', scope: ['*'] }
    await freeze('d-all', 'm-01')
    await world.as('a-system').access.grantDuty({ ...revoke, duty: 'directory.admin', remove: true })
    expect(codeOfReply(await unfreeze('a-college', 'm-01'))).toBe('OK')
    await world.as('a-system').access.grantDuty({ ...revoke, duty: 'directory.admin' })
  })

  test('E-44: outlasts leaving by a sheet and being named again', async () => {
    const line = ['宋新来', 'n-x-returns', 'x', '19900004605', '', '计算机学院/人工智能系', '']
    await freeze('a-system', 'x-returns')
    await importedWithout('d-cs', 'x-returns')
    expect(rowIn(world, 'x-returns')).toMatchObject({ state: 'left' })
    await importedSheet(world, 'd-cs', [line])
    expect(rowIn(world, 'x-returns')).toMatchObject({ state: 'frozen' })
    expect(codeOfReply(await unfreeze('a-college', 'x-returns'))).toBe('BEYOND_OWN_RIGHTS')
  })
})

/** A complete sheet of the college that leaves out one person. */
async function importedWithout(as: string, leaving: string) {
  const staying = [...world.cloud.database.dump('members')].flatMap(row => {
    const one = row as unknown as ReturnType<typeof seeded>
    const { state, departments, account } = one
    if (state === 'left' || !account || !departments.every(home => home.startsWith('cs'))) return []
    if (one._id === leaving) return []
    const homes = departments.map(home => PATHS[home]!).join(';')
    const { name, phone = '', mail = '', posts } = one
    const wechat = one.wechat ?? (phone || mail ? '' : 'x')
    return [[name, account, wechat, phone, mail, homes, posts.join('/')]]
  })
  let view = await checkedSheet(world, as, staying, true)
  expect(view).toMatchObject({ state: 'checked', faults: [] })
  while (view.actions.includes('step') && view.state !== 'applied')
    view = await world.as(as).directory.importStep({ importId: view.id })
  return view
}
const PATHS: Record<string, string> = {
  cs: '计算机学院',
  'cs-se': '计算机学院/软件工程系',
  'cs-ai': '计算机学院/人工智能系',
  'cs-2401': '计算机学院/软件工程系/软件2401班',
  'cs-2402': '计算机学院/人工智能系/智能2402班',
}

async function undone(as: string, importId: string) {
  let view = await world.as(as).directory.importUndo({ importId })
  while (view.state !== 'undone') view = await world.as(as).directory.importUndo({ importId })
  return view
}

test('E-23: taking an import back gives no duty that its author does not hold any more', async () => {
  await world.as('a-system').access.grantDuty({ id: 'd-cs', duty: 'directory.admin', scope: ['cs'] })
  await world.as('a-system').access.grantDuty({ id: 'd-cs', duty: 'system.admin', scope: ['cs'] })
  await world.as('a-system').access.grantDuty({ id: 'x-leaver', duty: 'room.admin', scope: ['cs'] })
  const { id } = await importedWithout('d-cs', 'x-leaver')
  expect(rowIn(world, 'x-leaver')).toMatchObject({ state: 'left', duties: [] })
  await world.as('a-system').access.grantDuty({
    id: 'd-cs',
    duty: 'system.admin',
    scope: ['cs'],
    remove: true,
  })
  const { kept } = await undone('d-cs', id)
  expect(rowIn(world, 'x-leaver')).toMatchObject({
    state: 'active',
    duties: [{ duty: 'directory.admin', scope: ['cs'] }],
  })
  expect(kept.map(one => one.account)).toContain('n-x-leaver')
})

test('E-23: taking an import back restores no number of whoever holds more', async () => {
  await world.as('a-system').access.grantDuty({ id: 'x-risen', duty: 'room.admin', scope: ['*'] })
  const line = ['宋新来', 'n-x-risen', 'x', '19900004607', '', '计算机学院/人工智能系', '']
  const { id } = await importedSheet(world, 'a-system', [line])
  expect(rowIn(world, 'x-risen')).toMatchObject({ phone: '19900004607' })
  const { kept } = await undone('d-all', id)
  expect(rowIn(world, 'x-risen')).toMatchObject({ phone: '19900004607' })
  expect(kept.map(one => one.account)).toContain('n-x-risen')
})

describe('a person with one department in the college', () => {
  test.each([
    ['phone', '19900004699'],
    ['mail', 'taken-6@example.edu'],
    ['account', 'TAKEN-7'],
  ])('E-44: keeps their %s', async (field, value) => {
    const reply = await save('a-college', shared._id, { [field]: value })
    expect(codeOfReply(reply)).toBe(`BEYOND_OWN_RIGHTS:${field}`)
  })

  test('E-44: keeps their phone in a sheet', async () => {
    const homes = '文学院/中文系;计算机学院/软件工程系'
    const line = [shared.name, shared.account!, '', '19900004699', '', homes, '']
    const view = await checkedSheet(world, 'a-college', [line])
    expect(view.faults).toEqual([expect.objectContaining({ column: '手机' })])
  })

  test('E-44: is not frozen by its administrator, and edited in what proves nothing', async () => {
    expect(codeOfReply(await freeze('a-college', shared._id))).toBe('BEYOND_OWN_RIGHTS')
    expect(codeOfReply(await save('a-college', shared._id, { office: '8002' }))).toBe('OK')
  })

  test('E-44: is shown without the action to freeze', async () => {
    const { actions } = await world.as('a-college').directory.person({ id: shared._id })
    expect(actions).toContain('save')
    expect(actions).not.toContain('freeze')
  })
})

describe('a system administrator of one college', () => {
  const hidden = ['x-lit', 'f-frozen', 'x-outside-1']
  const group = { name: '组', rights: [{ application: 'room', manage: true }], scope: ['cs'] }

  test.each(hidden)('E-56: grants nothing to %s, and learns nothing of them', async id => {
    const grant = { id, duty: 'room.admin', scope: ['cs'] }
    expect(codeOfReply(await press(world, 'y-cs', 'access.grantDuty', grant))).toBe('NOT_FOUND:id')
    const revoke = { ...grant, remove: true }
    expect(codeOfReply(await press(world, 'y-cs', 'access.grantDuty', revoke))).toBe('NOT_FOUND:id')
    const saved = await press(world, 'y-cs', 'access.saveGroup', { ...group, members: [id] })
    expect(codeOfReply(saved)).toBe('NOT_FOUND:members')
    const why = { memberId: id, function: 'room', op: 'approve' }
    expect(codeOfReply(await press(world, 'y-cs', 'access.why', why))).toBe('NOT_FOUND:memberId')
  })

  test('E-56: takes a duty from somebody frozen in the college, without seeing their contacts', async () => {
    const grant = { id: 'x-cs', duty: 'room.admin', scope: ['cs'], remove: true }
    const reply = await press(world, 'y-cs', 'access.grantDuty', grant)
    expect(reply).toMatchObject({ ok: true, data: { contacts: {} } })
    expect(JSON.stringify(reply)).not.toContain('19900004604')
  })

  test('E-56: is not told scopes and groups of people elsewhere', async () => {
    const asked = { memberId: 'a-room', function: 'room', op: 'approve' }
    const far = await press(world, 'y-cs', 'access.why', asked)
    expect(far).toMatchObject({ ok: true, data: { allowed: true } })
    expect(JSON.stringify(far)).not.toMatch(/scope":\[/)
    expect(JSON.stringify(await press(world, 'a-system', 'access.why', asked))).toMatch(/scope":\["\*"/)
  })
})

test('E-57: an interrupted group gives nothing to a member who left before it was completed', async () => {
  const group = {
    _id: 'g-open',
    name: '组',
    state: 'active',
    members: ['x-grouped', 'm-01'],
    rights: [{ application: 'room', send: false, manage: true }],
    scope: ['cs'],
    contacts: false,
    version: 1,
    lastKey: '',
    open: true,
    changedAt: new Date(world.cloud.clock.now()),
  }
  await world.cloud.database.insert({ collection: 'admin_groups', documents: [group] as never })
  const row = { ...rowIn(world, 'x-grouped'), state: 'left', leftAt: new Date(world.cloud.clock.now()) }
  await world.cloud.database.put({ collection: 'members', documents: [row] as never, insert: false })
  await world.cloud.invoke('access', {}, { source: 'wx_trigger' })
  expect(rowIn(world, 'x-grouped')).toMatchObject({ duties: [] })
  expect(rowIn(world, 'm-01')!.duties).toEqual([expect.objectContaining({ group: 'g-open' })])
})

test.each(['erase', 'export'] as const)('E-15: %s with the id of a member is refused', async op => {
  for (const as of ['a-college', 'a-system', 't-su']) {
    const before = JSON.stringify(rowIn(world, as))
    const reply = await press(world, as, `account.${op}`, { memberId: 't-lin' })
    expect(codeOfReply(reply)).toBe('FORBIDDEN:memberId')
    expect(JSON.stringify(rowIn(world, as))).toBe(before)
  }
})

test('E-15: erasing is told by SMS and mail, by whoever it was asked for', async () => {
  for (const [id, ask] of [
    ['t-su', () => world.as('t-su').account.erase({})],
    ['m-11', () => world.console.erasePerson({ id: 'm-11' })],
  ] as const) {
    const { phone, mail } = seeded(id)
    await toldTo(world, id)
    await ask()
    const { inApp, sent } = await toldTo(world, id, [phone!, mail!])
    expect(inApp.at(-1)!.title).toMatch('删除')
    expect(sent.map(({ kind }) => kind).sort()).toEqual(['mail', 'sms'])
  }
})
