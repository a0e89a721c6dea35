import type { PersonRow } from '#contract/directory'
import { DAY } from '#contract/kernel/time'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { DEFAULT_VISIBILITY, newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { seed } from '../../scripts/seed'
import { departments } from '../../scripts/seed/departments'
import { members } from '../../scripts/seed/members'
import { aWorld, codeOf } from '../make/world'

const somebody = (id: string, name: string, more: Partial<Member>): Member => ({
  ...newMember(
    { _id: id, openid: `o-${id}`, name, kind: 'staff', departments: ['lit-cn'], ...more },
    departments,
  ),
})
const extra = [
  somebody('x-shan', '单雄信', {
    qq: '88123456',
    posts: ['馆员'],
    office: '0731-8888001',
    phone: '19900007001',
  }),
  somebody('x-private', '欧阳静', {
    phone: '19900007002',
    mail: 'x-private@example.edu',
    wechat: 'ouyang-j',
    account: '90002',
    shows: { ...DEFAULT_VISIBILITY, phone: 'nobody', mail: 'department', office: 'nobody' },
    office: '0731-8888002',
  }),
  somebody('x-frozen', '单冻', { state: 'frozen' }),
  somebody('x-left', '单离', { state: 'left' }),
  somebody('x-outside', '单外', { kind: 'outside', departments: [] }),
  ...Array.from({ length: 45 }, (_, i) =>
    somebody(`y-${i}`, `章${'甲乙丙丁戊己庚辛壬癸'[i % 10]}`, {
      departments: ['library'],
      posts: ['读者协会'],
    }),
  ),
]
const world = aWorld({ seed: now => ({ ...seed(now), members: [...members, ...extra] }) })
const lin = () => world.as('t-lin').directory
const su = () => world.as('t-su').directory
const boss = () => world.as('a-system').directory
const college = () => world.as('a-college').directory
const ids = ({ items }: { items: PersonRow[] }) => items.map(({ id }) => id)

test.each([
  ['the beginning of the name', '单雄'],
  ['the given name', '雄信'],
  ['full pinyin, the surname read as one', 'shanxiong'],
  ['initials', 'sxx'],
  ['capitals', 'SXX'],
  ['the beginning of a QQ number', '88123'],
  ['a post and a name', '馆员 单'],
  ['a department and initials', 'zhongwenxi sx'],
  ['an office number with its hyphen', '0731-8888001'],
  ['a whole phone number, however written', '+86 199-0000-7001'],
])('T-31, E-49: a colleague is found by %s', async (_, text) => {
  expect(ids(await su().search({ text }))).toEqual(['x-shan'])
})

test.each([
  ['part of a phone number', '1990000700'],
  ['the middle of a name', '禾'],
  ['words of which one fits nobody', '单 教授'],
  ['an expression', '.*'],
  ['an operator', '$ne'],
])('T-31: %s finds nobody', async (_, text) => {
  expect(await su().search({ text })).toEqual({ items: [] })
})

test('T-31: a phone number finds its owner only for those who may see it', async () => {
  expect(ids(await lin().search({ text: '19900007001' }))).toEqual([])
  expect(ids(await lin().search({ text: '19900007002' }))).toEqual([])
  expect(ids(await college().search({ text: '19900007002' }))).toEqual([])
  expect(ids(await boss().search({ text: '19900007002' }))).toEqual(['x-private'])
})

test('T-01: people who are frozen, have left or come from outside are found by their administrators alone', async () => {
  const names = ['x-frozen', 'x-left', 'x-outside']
  expect(ids(await su().search({ text: 'shan' }))).toEqual(['x-shan'])
  expect(ids(await su().department({ id: 'lit-cn' }))).not.toEqual(expect.arrayContaining(names))
  for (const id of names) expect(await codeOf(su().person({ id }))).toBe('NOT_FOUND')
  for (const id of names) expect(await codeOf(college().person({ id }))).toBe('NOT_FOUND')
  expect(ids(await boss().search({ text: 'shan' })).sort()).toEqual([...names, 'x-shan'].sort())
  expect(await boss().person({ id: 'x-frozen' })).toMatchObject({ state: 'frozen' })
})

test('T-20: a long list comes in pages by pinyin, and nobody is missing or there twice', async () => {
  const first = await su().search({ text: '读者' })
  expect(first.items).toHaveLength(20)
  const seen = [...first.items]
  for (let next = first.next; next; ) {
    const page = await su().search({ text: '读者', page: { after: next } })
    seen.push(...page.items)
    next = page.next
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(45)
  expect(seen).toHaveLength(45)
  const order = await lin().department({ id: 'cs-se' })
  const initials = order.items.map(({ initial }) => initial)
  expect(initials).toEqual([...initials].sort())
})

test('O-09, O-10: staff and students can be looked for by themselves, and lists hold nothing private', async () => {
  const kinds = async (kind: 'staff' | 'student') =>
    (await lin().search({ text: '软件', kind })).items.map(one => one.kind)
  expect(new Set(await kinds('staff'))).toEqual(new Set(['staff']))
  expect(new Set(await kinds('student'))).toEqual(new Set(['student']))
  const { reply } = await world.raw('t-su', 'directory', { op: 'search', input: { text: '单' } })
  expect(JSON.stringify(reply)).not.toMatch(/1990000|88123456|openid|terms|@/)
})

test('O-12, O-13, O-14: colleges, departments and classes are one tree, and each shows its own people', async () => {
  const { departments: tree, administered } = await lin().tree({})
  expect(tree.find(({ id }) => id === 'cs')).toMatchObject({ name: '计算机学院', kind: 'college' })
  expect(tree.find(({ id }) => id === 'cs-2401')).toMatchObject({ kind: 'class', parent: 'cs-se' })
  expect(administered).toEqual([])
  expect((await college().tree({})).administered.sort()).toEqual(
    ['cs', 'cs-se', 'cs-ai', 'cs-2401', 'cs-2402'].sort(),
  )
  expect(ids(await lin().department({ id: 'cs-2401' }))).toContain('s-chen')
  expect(ids(await lin().department({ id: 'cs-se' }))).not.toContain('s-chen')
})

test('E-49: people see what its owner shows them, shortened or nothing otherwise', async () => {
  const mate = await su().person({ id: 'x-private' })
  expect(mate.contacts).toEqual({ mail: { value: 'x-private@example.edu', masked: false } })
  const stranger = await lin().person({ id: 'x-private' })
  expect(stranger.contacts).toEqual({ mail: { value: 'x-***@example.edu', masked: true } })
  expect(stranger.actions).toEqual(['addColleague'])
  const administrator = await boss().person({ id: 'x-private' })
  expect(administrator.contacts).toMatchObject({
    phone: { value: '199****7002', masked: true },
    wechat: { value: 'ou****', masked: true },
  })
  expect(administrator.actions).toEqual(['addColleague', 'reveal', 'save', 'freeze'])
  expect((await lin().person({ id: 't-lin' })).actions).toEqual([])
})

test('E-49: an administrator sees numbers in full for a reason that is kept, counted, and at most 30 a day', async () => {
  expect(await codeOf(lin().reveal({ id: 'x-private', reason: '好奇' }))).toBe('NOT_FOUND')
  expect(await codeOf(college().reveal({ id: 'x-private', reason: '好奇' }))).toBe('NOT_FOUND')
  const press = { key: 'look' }
  const seen = await boss().reveal({ id: 'x-private', reason: '核对值班表' }, press)
  expect(seen.contacts.phone).toEqual({ value: '19900007002', masked: false })
  expect(seen.actions).not.toContain('reveal')
  await Promise.all([1, 2, 3].map(() => boss().reveal({ id: 'x-private', reason: '核对值班表' }, press)))
  const rows = () => (row('a-system').audit ?? []).filter(({ action }) => action === 'reveal')
  expect(rows()).toMatchObject([{ target: { id: 'x-private' }, reason: '核对值班表' }])
  expect(JSON.stringify(rows())).not.toContain('19900007002')

  const many = await Promise.all(
    Array.from({ length: 35 }, () => codeOf(boss().reveal({ id: 't-lin', reason: '核对值班表' }))),
  )
  expect(many.filter(code => code === 'OK')).toHaveLength(29)
  expect(many.filter(code => code === 'TOO_OFTEN')).toHaveLength(6)
  world.cloud.clock.advance(DAY + 1000)
  expect(await codeOf(boss().reveal({ id: 't-lin', reason: '核对值班表' }))).toBe('OK')
})

test('T-30: a colleague who is added stands beside those of the own department, until removed', async () => {
  const mine = async () => ids(await world.as('t-su').directory.colleagues({}))
  const before = await mine()
  expect(before).toContain('x-shan')
  expect(before).not.toContain('t-su')
  expect(before).not.toContain('x-frozen')
  expect((await su().addColleague({ id: 't-lin' })).actions).toContain('removeColleague')
  await Promise.all([su().addColleague({ id: 't-lin' }), su().addColleague({ id: 'x-shan' })])
  const { items } = await su().colleagues({})
  expect(ids({ items })).toEqual(expect.arrayContaining(['t-lin', ...before]))
  expect(items).toHaveLength(before.length + 1)
  expect(items.map(({ initial }) => initial)).toEqual(items.map(({ initial }) => initial).sort())
  expect((await su().removeColleague({ id: 't-lin' })).actions).toContain('addColleague')
  await su().removeColleague({ id: 'x-shan' })
  expect(await mine()).toEqual(before)
  for (const id of ['t-su', 'x-frozen', 'x-outside', 'no-such-thing'])
    expect(await codeOf(su().addColleague({ id }))).toBe('NOT_FOUND')
})

const row = (id: string) =>
  [...world.cloud.database.dump('members')].find(one => one._id === id) as unknown as Member

test('T-20: every way of looking for people is served by an index', () => {
  const { queries } = world.cloud.database
  expect(queries.length).toBeGreaterThan(8)
  expect(queries.filter(({ index }) => index === null)).toEqual([])
})
