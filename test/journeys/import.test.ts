import { seed } from '../../scripts/seed'
import { members } from '../../scripts/seed/members'
import { aPersonnelSystem } from '../make/personnel'
import { csv, HEADINGS, xlsx } from '../make/sheets'
import type { Phone } from './browser'
import { journey, withPhones } from './phones'

const PAGES = 'features/directory/imports'

/** Seven kinds of faults, and one row that is right. */
const FAULTY = [
  ['', 'fa-1', '', '19900001001', '', '广研/产品中心', '产品经理'],
  ['李四', '', '', '19900001002', '', '广研/运营中心', '工程师'],
  ['王五', 'wangwu', '', '1390000', '', '广研/产品中心', ''],
  ['赵六', 'zhaoliu', '', '', 'zhaoliu', '广研/产品中心', ''],
  ['钱七', 'qian7', '', '', '', '广研/产品中心', ''],
  ['孙八', 'sun8', '', '19900000001', '', '广研/产品中心', ''],
  ['周九', 'sun8', 'zhou9', '', '', '', ''],
  ['张三', 'zhangsan', '', '19900001009', '', '广研/产品中心;广研/企业微信', '产品经理'],
]
const CORRECTED = [
  ['吴一', 'fa-1', '', '19900001001', '', '广研/产品中心', '产品经理'],
  ['李四', 'lisi14', '', '19900001002', '', '广研/运营中心', '工程师'],
  ['张三', 'zhangsan', '', '19900001009', '', '广研/产品中心;广研/企业微信', '产品经理'],
  ['林知微', '10001', '', '19900000001', '', '广研/运营中心', '副教授'],
]

journey('the administrator of the roster', () => {
  // Only the first twenty are left in the personnel system.
  const { environment } = aPersonnelSystem(
    members
      .slice(0, 20)
      .map(({ name, account, phone }) => ({ name, account: account!, phone, departments: ['图书馆'] })),
  )
  const waiting = {
    ...members[20]!,
    _id: 'u-1',
    account: 'u-1',
    accountKey: 'u-1',
    phone: '19900009001',
    mail: 'u-1@example.edu',
  }
  const { openid: _, ...unjoined } = waiting
  const { world, openPhone } = withPhones({
    environment,
    seed: now => ({ ...seed(now), members: [...(seed(now).members ?? []), unjoined] }),
  })

  const phoneOf = (page: string, theme: 'light' | 'dark' = 'light') =>
    openPhone('a-system', { theme, path: `${PAGES}/${page}` })
  const press = (phone: Phone, words: string) =>
    phone.page.getByRole('dialog').getByRole('button', { name: words, exact: true }).click()

  async function choose(phone: Phone, name: string, buffer: Buffer, by = 'imports-choose'): Promise<void> {
    const [chooser] = await Promise.all([phone.page.waitForEvent('filechooser'), phone.byId(by).click()])
    await chooser.setFiles([{ name, mimeType: 'application/octet-stream', buffer }])
  }

  test('E-23, E-28, L-06: a sheet with seven kinds of faults is corrected, imported and taken back', async () => {
    const boss = await phoneOf('imports/imports')
    await boss.byId('state-empty').waitFor()
    await boss.shot('imports-empty')
    await choose(boss, '花名册.csv', csv([HEADINGS, ...FAULTY]))
    const faults = boss.byId('import-faults')
    for (const words of [
      '没有填姓名',
      '没有填账号',
      '手机号应是 11 位数字',
      '邮箱的写法不对',
      '微信号、手机、邮箱至少填一项',
      '这个手机已属于另一位成员',
      '与第 7 行重复',
      '没有填部门',
    ])
      await faults.getByText(words).first().waitFor()
    await faults.getByText('第 4 行 · 手机').waitFor()
    await boss.byId('import-step').waitFor({ state: 'detached' })
    await boss.shot('import-faults')

    await choose(boss, '花名册.xlsx', xlsx([HEADINGS, ...CORRECTED]), 'import-again')
    await boss.byId('import-new').getByText('张三').waitFor()
    await boss.byId('import-moved').getByText('林知微').waitFor()
    const warning = boss.byId('import-departments')
    await warning.getByText('通讯录里没有这些部门').waitFor()
    await warning.getByText('企业微信').waitFor()
    expect(await boss.byId('import-again').textContent()).toContain('再选一次')
    await boss.shot('import-checked')
    await boss.byId('import-step').click()
    await boss.byId('import-state').getByText('导入完成').waitFor()
    await boss.shot('import-applied')
    expect((await world.as('t-lin').directory.search({ text: '张三' })).items).toHaveLength(1)

    await boss.byId('import-undo').click()
    await press(boss, '确定')
    await boss.byId('import-state').getByText('已撤销').waitFor()
    expect((await world.as('t-lin').directory.search({ text: '张三' })).items).toEqual([])
    await boss.byId('import-undo').waitFor({ state: 'detached' })
    await boss.shot('import-undone')
    await boss.close()
  }, 90_000)

  test('E-23: the template goes into a conversation, from where a computer fills it in', async () => {
    const boss = await phoneOf('imports/imports')
    await boss.byId('imports-template').click()
    await boss.page.getByText('成员导入模板.csv').first().waitFor()
    await boss.close()
  }, 60_000)

  test('E-37, E-38: the code to join is there to print, and everyone who has not joined is mailed', async () => {
    const boss = await phoneOf('invite/invite')
    await boss.byId('invite-code').waitFor()
    await boss.byId('invite-mail').click()
    await press(boss, '发送')
    await boss.byId('invite-progress').waitFor()
    await boss.byId('invite-left').getByText('都已加入').waitFor()
    await boss.shot('invite')
    await boss.close()
    expect([...world.cloud.database.dump('members')].find(({ _id }) => _id === 'u-1')).toHaveProperty(
      'invitedAt',
    )
  }, 60_000)

  test('E-29, E-30: a sync that would remove too many members is held until an administrator releases it (dark theme)', async () => {
    const boss = await phoneOf('sync/sync', 'dark')
    await boss.byId('sync-now').click()
    await boss.byId('sync-next').getByText('一分钟内').waitFor()
    await world.cloud.invoke('directory', {}, { source: 'wx_trigger' })
    await boss.page.reload()
    await boss.byId('sync-held').waitFor()
    await boss.shot('sync-held-dark')
    await boss.byId('sync-release').click()
    await press(boss, '放行')
    await boss.byId('sync-held').waitFor({ state: 'detached' })
    await world.cloud.invoke('directory', {}, { source: 'wx_trigger' })
    await boss.page.reload()
    await boss.byId('sync-run-0').getByText('已导入').waitFor()
    await boss.shot('sync-dark')
    await boss.close()
  }, 60_000)
})
