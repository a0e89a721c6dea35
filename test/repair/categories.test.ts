import { aWorld, codeOf } from '../make/world'

const world = aWorld()
const admin = () => world.as('a-repair').repair
const DRAFT = { name: '门窗', hotline: '19900008009', hours: '8:00–17:00', mails: ['doors@example.edu'] }

test('T-38, L-31: a reporter chooses a category, and finds the hotlines of those that have one', async () => {
  const made = await admin().saveCategory({ ...DRAFT })
  const silent = await admin().saveCategory({ name: '其他杂项' })
  const student = world.as('s-chen').repair
  const names = (await student.categories({})).items.map(({ id }) => id)
  expect(names).toEqual(expect.arrayContaining([made.id, silent.id]))
  const hotlines = (await student.hotlines({})).items
  expect(hotlines).toContainEqual({ id: made.id, name: '门窗', hotline: '19900008009', hours: '8:00–17:00' })
  expect(hotlines.map(({ id }) => id)).not.toContain(silent.id)
})

test('T-08: the administrator enters a category once, changes it, and takes it out of use', async () => {
  const made = await admin().saveCategory(DRAFT, { key: 'made' })
  expect(await admin().saveCategory(DRAFT, { key: 'made' })).toEqual(made)
  const change = { id: made.id, name: '门窗锁', version: made.version }
  const changed = await admin().saveCategory(change, { key: 'changed' })
  expect(changed).toMatchObject({ name: '门窗锁', mails: DRAFT.mails, version: 2 })
  expect(await admin().saveCategory(change, { key: 'changed' })).toEqual(changed)
  expect(await codeOf(admin().saveCategory({ ...change, name: '门' }))).toBe('CONFLICT')
  await admin().saveCategory({ id: made.id, name: '门窗锁', removed: true })
  expect((await admin().categories({})).items.map(({ id }) => id)).not.toContain(made.id)
})

test('of two administrators who change a category at once one is told to look again', async () => {
  const { id, version } = await admin().saveCategory(DRAFT)
  const outcomes = await Promise.all(
    ['甲', '乙', '丙'].map(name => codeOf(admin().saveCategory({ id, version, name }))),
  )
  expect(outcomes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'OK'])
})

test.each([
  ['closesAt', { opensAt: '18:00', closesAt: '08:00' }],
  ['days', { days: [] }],
  ['ladder', { ladder: [4, 2].map(hours => ({ hours, members: [] })) }],
])('hours and rungs that make no sense are refused (%s)', async (field, wrong) => {
  expect(await codeOf(admin().saveCategory({ ...DRAFT, ...wrong }))).toBe(`INVALID_INPUT:${field}`)
})

test('T-08, T-09: the receivers of a mail are shown before it is sent: addresses of the category, and members without one', async () => {
  const { id } = await admin().saveCategory({ ...DRAFT, mails: ['doors@example.edu', 'all@example.edu'] })
  await admin().saveSettings({ holidays: ['2026-10-01'], mails: ['all@example.edu', 'boss@example.edu'] })
  expect((await admin().mailPreview({ categoryId: id })).items).toEqual([
    { mail: 'doors@example.edu', because: 'category' },
    { mail: 'all@example.edu', because: 'every' },
    { mail: 'boss@example.edu', because: 'every' },
  ])
  await world.as('t-lin').repair.create({ placeId: 'p-md-101', categoryId: id, summary: '门锁坏了' })
  await world.cloud.invoke('message', {}, { source: 'wx_trigger' })
  const mails = world.cloud.outbox.list('mail').filter(({ text }) => text.includes('门锁坏了'))
  expect(mails.map(({ to }) => to).sort()).toEqual([
    'all@example.edu',
    'boss@example.edu',
    'doors@example.edu',
  ])
  expect(await codeOf(admin().mailPreview({ categoryId: 'none' }))).toBe('NOT_FOUND:id')
})

test('a day is off or of work, not both', async () => {
  const day = '2026-10-07'
  const settings = { holidays: [day], workdays: [day], mails: [] }
  expect(await codeOf(admin().saveSettings(settings))).toBe('INVALID_INPUT:workdays')
})

test('settings are saved by one press once, and read back as they are', async () => {
  const facts = {
    holidays: ['2026-10-02', '2026-10-01', '2026-10-02'],
    workdays: ['2026-10-03', '2026-10-03'],
    mails: ['all@example.edu'],
  }
  const saved = await admin().saveSettings(facts, { key: 'settings' })
  await admin().saveSettings(facts, { key: 'settings' })
  const { version, ...lists } = saved
  expect(lists).toEqual({
    holidays: ['2026-10-01', '2026-10-02'],
    workdays: ['2026-10-03'],
    mails: ['all@example.edu'],
  })
  expect(version).toBeGreaterThan(0)
  const { categories, ...common } = await admin().settings({})
  expect(common).toEqual(saved)
  expect(categories.length).toBeGreaterThan(0)
  const [row] = [...world.cloud.database.dump('repair_settings')]
  expect(
    (row!.audit as { id: string }[]).filter(({ id }, i, all) => all.findIndex(one => one.id === id) !== i),
  ).toEqual([])
})
