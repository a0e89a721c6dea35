import type { ImportView } from '#contract/directory'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { csv, HEADINGS, xlsx } from '../make/sheets'
import { uploadedBy } from '../make/upload'
import { aWorld, codeOf } from '../make/world'

const world = aWorld()
const directory = (persona = 'a-system') => world.as(persona).directory

async function checked(rows: string[][], { as = 'a-system', complete = false, headings = HEADINGS } = {}) {
  const fileId = await uploadedBy(as, world.cloud, csv([headings, ...rows]))
  return directory(as).importCheck({ fileId, complete, name: '名单.csv' })
}

async function run(op: 'importStep' | 'importUndo', importId: string, as = 'a-system'): Promise<ImportView> {
  const end = op === 'importStep' ? 'applied' : 'undone'
  for (;;) {
    const input = op === 'importStep' ? { importId, release: true } : { importId }
    const view = await directory(as)[op](input)
    if (view.state === end) return view
  }
}

const people = () => [...world.cloud.database.dump('members')] as unknown as Member[]
const person = (account: string) => people().find(one => one.account === account)
const tree = async () => (await directory().tree({})).departments
/** Everything that an import may change, without what counts changes. */
const state = async () =>
  JSON.stringify([
    people().map(
      ({ version: _v, lastKey: _k, audit: _a, outbox: _o, proofsChanged: _p, uploads: _u, ...rest }) => rest,
    ),
    await tree(),
  ])

const ZHANG = ['张三', 'zhangsan', '', '19900001001', '', '信息中心', '产品经理']
const LI = ['李四', 'lisi14', '', '19900001002', '', '计算机学院/软件工程系;图书馆', '工程师/组长']

test('E-11, E-23, E-24, E-25, E-26, L-06: an administrator imports the documents’ sample rows, and people are in the tree', async () => {
  const view = await checked([ZHANG, LI])
  expect(view).toMatchObject({ state: 'checked', faults: [], actions: ['step'], by: '沈系明' })
  expect(view.counts).toEqual({ new: 2, changed: 0, moved: 0, leaving: 0, offered: 0, same: 0 })
  const done = await run('importStep', view.id)
  expect(done).toMatchObject({ state: 'applied', progress: { done: 2, total: 2 }, actions: ['undo'] })
  const { items } = await directory('t-lin').search({ text: 'lisi' })
  expect(items).toEqual([
    expect.objectContaining({ name: '李四', departments: ['cs-se', 'library'], posts: ['工程师', '组长'] }),
  ])
  const { items: centre } = await directory('t-lin').department({ id: 'it' })
  expect(centre.map(({ name }) => name)).toContain('张三')
  await run('importUndo', view.id)
})

test('E-23: importing the same sheet again changes nothing', async () => {
  const first = await checked([ZHANG, LI])
  await run('importStep', first.id)
  const again = await checked([ZHANG, LI])
  expect(again.counts).toEqual({ new: 0, changed: 0, moved: 0, leaving: 0, offered: 0, same: 2 })
  expect(again).toMatchObject({ state: 'applied', actions: [], progress: { done: 0, total: 0 } })
  await run('importUndo', first.id)
})

test.each([
  ['a-college', ['phone']],
  ['a-system', undefined],
])(
  'contacts of people whom %s imports are marked until they are proved where they may be another’s',
  async (as, unproved) => {
    const row = ['新登记', `by-${as}`, '', `1990000633${as.length}`, '', '计算机学院', '']
    const { id } = await checked([row], { as })
    await run('importStep', id, as)
    expect(person(`by-${as}`)?.proofsChanged?.unproved).toEqual(unproved)
    await run('importUndo', id, as)
    expect(person(`by-${as}`)).toBeUndefined()
  },
)

test('E-25: departments that do not exist are made, level by level, and go again with the import', async () => {
  const before = await state()
  const view = await checked([
    ['王五', 'wangwu', '', '19900001003', '', '广研/产品中心;广研/企业微信', '产品经理'],
    ['赵六', 'zhaoliu', 'zhao6', '', '', '云麓大学/文学院/外语系/外语2501班', ''],
  ])
  expect(view.newDepartments).toEqual(['广研', '产品中心', '企业微信', '外语系', '外语2501班'])
  expect(await state()).toBe(before)
  await run('importStep', view.id)
  const departments = await tree()
  const named = (name: string) => departments.find(one => one.name === name)!
  expect(named('产品中心').parent).toBe(named('广研').id)
  expect(named('广研').parent).toBe('university')
  expect(named('外语系')).toMatchObject({ parent: 'lit', kind: 'department' })
  expect(named('外语2501班')).toMatchObject({ parent: named('外语系').id, kind: 'class' })
  expect(person('wangwu')!.departments).toEqual([named('产品中心').id, named('企业微信').id])
  await run('importUndo', view.id)
  expect(await state()).toBe(before)
})

test('E-28: every fault is told at once, with its line and column, and nothing can be applied', async () => {
  const view = await checked([
    ['', '', '', '19900002001', '', '图书馆', ''],
    ['甲', 'a 1', '', '123', 'nobody', '图书馆', ''],
    ['乙', 'dup', '', '', '', '图书馆', ''],
    ['丙', 'dup', 'bing', '19900002001', '', '', ''],
    ['丁', 'ding', '', '19900000001', '', '图书馆', ''],
  ])
  const at = (line: number, column: string) =>
    view.faults.find(fault => fault.line === line && fault.column === column)?.reason
  expect(view).toMatchObject({ state: 'faulty', actions: [] })
  expect(at(2, '姓名')).toBe('没有填姓名')
  expect(at(2, '账号')).toBe('没有填账号')
  expect(at(3, '账号')).toMatch('账号只能用')
  expect(at(3, '手机')).toMatch('11 位')
  expect(at(3, '邮箱')).toBeTruthy()
  expect(at(4, '')).toBe('微信号、手机、邮箱至少填一项')
  expect(at(5, '账号')).toBe('与第 4 行重复')
  expect(at(5, '手机')).toBe('与第 2 行重复')
  expect(at(5, '部门')).toBe('没有填部门')
  expect(at(6, '手机')).toMatch('已属于另一位成员')
  expect(view.faults).toHaveLength(10)
  expect(await codeOf(directory().importStep({ importId: view.id }))).toBe('IMPORT_WRONG_STATE')
})

test('T-26: headings come in any order and under the names that schools use; missing ones are named', async () => {
  const headings = ['系所', '身份', '学号', '姓名', '手机', 'QQ', '办公电话']
  const row = ['计算机学院/软件工程系', '学生', '24990001', '何晚舟', '19900003001', '123456', '8001']
  const view = await checked([row], { headings })
  await run('importStep', view.id)
  expect(person('24990001')).toMatchObject({ kind: 'student', qq: '123456', office: '8001' })
  await run('importUndo', view.id)
  const { faults } = await checked([['何晚舟', '软件工程系']], { headings: ['姓名', '部门'] })
  expect(faults.map(({ line, column }) => [line, column])).toEqual([
    [1, '账号'],
    [1, '手机'],
  ])
  const { faults: kind } = await checked([row.map(cell => (cell === '学生' ? '校长' : cell))], {
    headings,
  })
  expect(kind).toEqual([{ line: 2, column: '身份', reason: '身份应是教职工、学生或后勤人员' }])
})

test('E-23: Excel workbooks and Chinese CSV are read as well as UTF-8; what is neither is refused', async () => {
  const book = await uploadedBy('a-system', world.cloud, xlsx([HEADINGS, ZHANG, LI]), 'roster.xlsx')
  expect(await directory().importCheck({ fileId: book, name: 'roster.xlsx' })).toMatchObject({
    state: 'checked',
    file: 'roster.xlsx',
    faults: [],
    counts: { new: 2 },
  })
  // "姓名,账号,手机,部门" and a row, as Excel in China saves them.
  const chinese = Buffer.from(
    'd0d5c3fb2cd5cbbac52ccad6bbfa2cb2bfc3c50ad5c5c8fd2c7a68616e6773616e2c31393930303030313030312ccdbccae9b9dd0a',
    'hex',
  )
  const old = await uploadedBy('a-system', world.cloud, chinese, 'old.csv')
  const view = await directory().importCheck({ fileId: old })
  expect(view).toMatchObject({
    faults: [],
    samples: [{ name: '张三', after: expect.stringContaining('图书馆') }],
  })
  const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), csv([HEADINGS, ZHANG])])
  const utf8 = await uploadedBy('a-system', world.cloud, marked, 'bom.csv')
  expect(await directory().importCheck({ fileId: utf8 })).toMatchObject({ faults: [], counts: { new: 1 } })
  for (const bytes of [
    Buffer.from('PK\x03\x04 no workbook'),
    Buffer.alloc(0),
    Buffer.from([0xff, 0xff, 0x00]),
  ]) {
    const fileId = await uploadedBy('a-system', world.cloud, bytes, 'bad.xlsx')
    expect(await codeOf(directory().importCheck({ fileId }))).toBe('FILE_UNUSABLE:fileId')
  }
  const { fileId } = { fileId: book.replace('o-a-system', 'o-t-lin') }
  expect(await codeOf(directory().importCheck({ fileId }))).toBe('FILE_UNUSABLE:fileId')
})

test('E-23: an import changes or moves existing people, keeps what the sheet does not say, and its undo restores all', async () => {
  const before = await state()
  const lin = person('10001')!
  const view = await checked([
    ['林知微', '10001', '', '19900004001', '', '文学院/中文系', '教授'],
    ['苏青禾', '10002', '', '', 'su@example.edu', '文学院/中文系', '讲师'],
  ])
  expect(view.counts).toMatchObject({ changed: 1, moved: 1 })
  const [changed, moved] = view.samples
  expect(changed).toMatchObject({
    change: 'changed',
    before: '邮箱 t-***@example.edu',
    after: '邮箱 su***@example.edu',
  })
  expect(moved!.before).toContain('部门 计算机学院/软件工程系')
  expect(JSON.stringify(view)).not.toContain('19900004001')
  await run('importStep', view.id)
  expect(person('10001')).toMatchObject({
    _id: lin._id,
    openid: lin.openid,
    mail: lin.mail,
    phone: '19900004001',
    departments: ['lit-cn'],
    posts: ['教授'],
  })
  expect(person('10001')!.terms).toContain('zhongwenxi')
  await run('importUndo', view.id)
  expect(await state()).toBe(before)
})

test('E-30: with a complete sheet those who are not named leave, but never the administrator who imports', async () => {
  const before = await state()
  const [, ...others] = people().filter(({ account }) => account !== '10002')
  const rows = [...others, people()[0]!]
    .filter(({ kind, account }) => kind !== 'outside' && account)
    .filter(({ _id }) => _id !== 'a-system')
    .map(({ name, account, phone = '', mail = '' }) => [name, account!, '', phone, mail, '图书馆', ''])
  const view = await checked(rows, { complete: true })
  expect(view.counts.leaving).toBe(1)
  expect(view.kept).toEqual([expect.objectContaining({ name: '沈系明' })])
  await run('importStep', view.id)
  expect(person('10002')).toMatchObject({ state: 'left', duties: [], leftAt: expect.any(Date) })
  expect(await codeOf(directory('t-su').tree({}))).toBe('NOT_MEMBER')
  await run('importUndo', view.id)
  expect(await state()).toBe(before)
  expect(await codeOf(directory('t-su').tree({}))).toBe('OK')
})

test('L-06: a person from outside whose phone is in a sheet becomes the member when they accept, and keeps their WeChat', async () => {
  const outsider = people().find(({ kind }) => kind === 'outside')
  const { _id, phone = '19900005001' } = outsider ?? { _id: 'x-came' }
  if (!outsider)
    await world.cloud.database.insert({
      collection: 'members',
      documents: [
        {
          ...person('10001')!,
          _id,
          openid: 'o-came',
          kind: 'outside',
          phone,
          mail: undefined,
          account: undefined,
          accountKey: undefined,
          departments: [],
        },
      ] as never,
    })
  const view = await checked([['周来者', 'came-1', '', phone, '', '后勤处', '']])
  await run('importStep', view.id)
  const came = () => people().find(one => one._id === _id)!
  expect(view.counts).toMatchObject({ offered: 1, new: 0, changed: 0 })
  expect(came()).toMatchObject({ kind: 'outside', departments: [] })
  const { openid } = came()
  const { account } = world.as(openid!.slice(2))
  const [offer] = (await account.offers({})).items
  await account.acceptOffer({ id: offer!.id })
  const joined = { account: 'came-1', kind: 'staff', departments: ['logistics'], openid }
  expect(came()).toMatchObject(joined)
  await run('importUndo', view.id)
  expect(came()).toMatchObject(joined)
})

test('E-44: an administrator of one college imports into it alone, and sees no other import', async () => {
  const inside = ['甲', 'in-1', 'jia', '', '', '计算机学院/新设系', '']
  const outside = [
    ['乙', 'out-1', 'yi', '', '', '图书馆', ''],
    ['丙', 'out-2', 'bing', '', '', '新学院/新设系', ''],
    ['苏青禾', '10002', 'su', '', '', '计算机学院/软件工程系', ''],
  ]
  const { faults } = await checked([inside, ...outside], { as: 'a-college' })
  expect(faults.map(({ line, column }) => [line, column])).toEqual([
    [3, '部门'],
    [4, '部门'],
    [5, '账号'],
    [5, '部门'],
  ])
  const own = await checked([inside], { as: 'a-college', complete: true })
  const mine = people().filter(
    ({ kind, state, departments }) =>
      kind !== 'outside' && state !== 'left' && departments.every(id => id.startsWith('cs')),
  )
  expect(own.counts.leaving).toBe(mine.filter(({ _id }) => _id !== 'a-college').length)
  const whole = await checked([ZHANG])
  const college = directory('a-college')
  for (const op of ['importGet', 'importStep', 'importUndo'] as const)
    expect(await codeOf(college[op]({ importId: whole.id }))).toBe('NOT_FOUND')
  expect((await college.imports({})).items.map(({ by }) => by)).not.toContain('沈系明')
  const all = await directory().imports({ page: { size: 2 } })
  expect(all.items[0]).toMatchObject({ id: whole.id, faults: [], samples: [] })
  const next = await directory().imports({ page: { size: 2, after: all.next! } })
  expect(next.items.map(({ id }) => id)).not.toContain(all.items[1]!.id)
  expect(await directory().importGet({ importId: own.id })).toEqual(expect.objectContaining({ id: own.id }))
})

const administrator = () => world.as('a-system').access

test('B9: an import that is taken back gives nobody the rights of a group that was removed meanwhile', async () => {
  const rights = [{ application: 'room', manage: true }]
  const made = (name: string) => administrator().saveGroup({ name, members: ['m-07'], rights, scope: ['cs'] })
  const [gone, kept] = [await made('撤掉的组'), await made('留下的组')]
  const own = { id: 'a-college', duty: 'room.admin' as const, scope: ['cs'] }
  await administrator().grantDuty(own)
  const named = ['高砚秋', '10004', '', '19900000004', '', '计算机学院', '学院办公室主任']
  const view = await checked([named], { as: 'a-college', complete: true })
  await run('importStep', view.id, 'a-college')
  expect(people().find(({ _id }) => _id === 'm-07')).toMatchObject({ state: 'left', duties: [] })
  await administrator().removeGroup({ id: gone.id })
  await run('importUndo', view.id, 'a-college')
  const back = people().find(({ _id }) => _id === 'm-07')!
  expect(back.state).toBe('active')
  expect(back.duties.map(({ group }) => group)).toEqual([kept.id])
  await administrator().removeGroup({ id: kept.id })
  await administrator().grantDuty({ ...own, remove: true })
})

test('E-23: people who were changed between check and import are left alone and reported', async () => {
  const view = await checked([
    ['林知微', '10001', '', '19900006001', '', '计算机学院/软件工程系', '教授'],
    ZHANG,
  ])
  await world.as('t-lin').account.update({ office: '8888' })
  const taken = await checked([['钱别人', 'qian', '', '19900001001', '', '图书馆', '']])
  await run('importStep', taken.id)
  const done = await run('importStep', view.id)
  expect(done.kept.map(({ name }) => name).sort()).toEqual(['张三', '林知微'].sort())
  expect(person('10001')).toMatchObject({ office: '8888', posts: ['副教授'] })
  await run('importUndo', taken.id)
})

test('T-31: a member who shows everybody their office number is found by it after an import, and after it is undone', async () => {
  const lin = world.as('t-lin').account
  const found = async (text: string) => (await directory().search({ text })).items.map(({ id }) => id)
  await lin.update({ office: '027-8700-1', shows: { office: 'everyone' } })
  const view = await checked([['林知微', '10001', '', '19900000001', '', '计算机学院/软件工程系', '教授']])
  await run('importStep', view.id)
  expect(person('10001')).toMatchObject({ posts: ['教授'] })
  expect(await found('0278700')).toContain('t-lin')
  await run('importUndo', view.id)
  expect(await found('0278700')).toContain('t-lin')
})

test('E-23: undoing keeps who has joined or was changed since, and says so', async () => {
  const view = await checked([ZHANG, LI, ['郑七', 'zheng7', '', '19900007001', '', '新部门', '']])
  await run('importStep', view.id)
  const { _id: id } = person('lisi14')!
  await directory().saveMember({ id, office: '8001' })
  const undone = await run('importUndo', view.id)
  expect(undone.kept).toEqual([{ name: '李四', account: 'lisi14', reason: expect.any(String) }])
  expect(person('zhangsan')).toBeUndefined()
  expect(person('lisi14')).toMatchObject({ office: '8001' })
  expect((await tree()).map(({ name }) => name)).not.toContain('新部门')
  expect(await codeOf(directory().importStep({ importId: view.id }))).toBe('IMPORT_WRONG_STATE')
})

test('E-17: an import leaves one entry in the audit, and undoing it another', async () => {
  const entries = () =>
    [...world.cloud.database.dump('imports')] as unknown as { _id: string; audit?: { action: string }[] }[]
  const view = await checked([['吴九', 'wu9', 'wu', '', '', '图书馆', '']])
  await run('importStep', view.id)
  await run('importUndo', view.id)
  const audit = entries().find(({ _id }) => _id === view.id)!.audit!
  expect(audit).toMatchObject([
    { action: 'import', by: { name: '沈系明' }, target: { name: '名单.csv' }, after: { 新增: '1' } },
    { action: 'undoImport' },
  ])
})

test('E-44: an administrator neither changes the number of a member with more rights than theirs nor removes them', async () => {
  const boss = people().find(({ _id }) => _id === 'a-system')!
  await directory().saveMember({ id: boss._id, departments: ['it', 'cs'] })
  const { faults } = await checked(
    [['沈系明', boss.account!, '', '19900008001', '', '信息中心;计算机学院', '信息中心主任']],
    { as: 'a-college' },
  )
  expect(faults).toMatchObject([{ line: 2, column: '手机', reason: expect.stringContaining('权限') }])
  await directory().saveMember({ id: boss._id, departments: ['cs'] })
  const view = await checked([['甲', 'in-9', 'jia', '', '', '计算机学院', '']], {
    as: 'a-college',
    complete: true,
  })
  expect(view.kept.map(({ name }) => name)).toContain('沈系明')
  await directory().saveMember({ id: boss._id, departments: ['it'] })
})

test('every query of an import is served by a declared index', () => {
  const { queries } = world.cloud.database
  expect(queries.some(({ collection }) => collection === 'import_rows')).toBe(true)
  expect(queries.filter(({ index }) => index === null)).toEqual([])
})

test('E-26: undoing an import keeps what somebody changed since, also of members who were there before', async () => {
  const view = await checked([['苏青禾', '10002', '', '19900000002', '', '文学院/中文系', '副教授']])
  expect(view.counts).toMatchObject({ new: 0 })
  const { _id: id } = person('10002')!
  await run('importStep', view.id)
  await directory().saveMember({ id, office: '文科楼 512' })
  const undone = await run('importUndo', view.id)
  expect(undone.kept).toMatchObject([{ account: '10002' }])
  expect(person('10002')).toMatchObject({ office: '文科楼 512', posts: ['副教授'] })
})
