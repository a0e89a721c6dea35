import { seen } from '../make/seen'
import { slot } from '../make/time'
import { codeOf } from '../make/world'
import type { Phone } from './browser'
import { journey, withPhones } from './phones'

journey('the system administrator gives rights', () => {
  const { world, openPhone } = withPhones()

  const phoneOf = (as: string, page = '', theme: 'light' | 'dark' = 'light') =>
    openPhone(as, { path: page, theme })

  /** A reservation that waits for approval in a room of the department. */
  async function waitingIn(departmentId: string): Promise<string> {
    const { id: roomId } = await world.as('a-room').room.create({
      name: `${departmentId} 报告厅`,
      location: '试验楼',
      seats: 20,
      needsApproval: true,
      departmentId,
      opensAt: '00:00',
      closesAt: '24:00',
    })
    const { id } = await world
      .as('t-lin')
      .room.reserve({ roomId, ...slot(2, 9, 10), title: `${departmentId} 答辩` })
    return id
  }

  async function choosePerson(phone: Phone, field: string, text: string, id: string): Promise<void> {
    await phone.byId(field).click()
    await phone.byId(`${field}-text`).locator('input').fill(text)
    await phone.byId(`${field}-${id}`).click()
    await phone.byId(`${field}-sheet`).waitFor({ state: 'hidden' })
  }

  test('E-56, E-57, E-58: a group lets its member approve in one college at once, and nowhere else, until it is gone', async () => {
    const [here, there] = [await waitingIn('cs'), await waitingIn('lit')]
    const approve = (reservationId: string) =>
      codeOf(world.as('t-su').room.approve({ reservationId, ...seen(world, reservationId) }))
    expect(await approve(here)).toBe('FORBIDDEN')

    const boss = await phoneOf('a-system')
    await boss.byId('feature-admin').click()
    await boss.byId('admin-groups').waitFor()
    await boss.shot('admin')
    await boss.byId('admin-groups').click()
    await boss.byId('group-create-first').click()
    await boss.byId('group-name').locator('input').fill('计算机学院会议室')
    await choosePerson(boss, 'group-add', 'suqing', 't-su')
    await boss.byId('group-member-t-su').waitFor()
    await boss.byId('group-right-room.manage').click()
    await boss.byId('group-scope').click()
    await boss.byId('group-scope-cs').click()
    await boss.byId('group-scope-confirm').click()
    await boss.byId('group-scope').getByText('计算机学院').waitFor()
    await boss.shot('group-edit')
    await boss.byId('group-save').click()
    const card = boss.top.locator('[data-testid^="group-"]', { hasText: '计算机学院会议室' })
    await card.getByText('苏青禾').waitFor()
    await boss.shot('groups')

    expect(await approve(there)).toBe('NOT_FOUND')
    const su = await phoneOf('t-su', 'features/room/reservations/approvals/approvals')
    const waiting = (title: string) => su.top.locator('[data-testid^="reservation-"]', { hasText: title })
    await waiting('cs 答辩').getByText('通过', { exact: true }).click()
    await waiting('cs 答辩').waitFor({ state: 'detached' })
    expect(await waiting('lit 答辩').count()).toBe(0)
    await su.close()

    await card.click()
    await boss.byId('group-remove').click()
    await boss.page.getByRole('dialog').getByText('删除', { exact: true }).click()
    await boss.byId('group-create-first').waitFor()
    expect(await approve(there)).toBe('FORBIDDEN')
    await boss.close()
  }, 90_000)

  test('B9: somebody asks why, and the administrator reads the rule that decides and what was done', async () => {
    const rights = [{ application: 'room', manage: true }]
    const group = { name: '文学院会议室', members: ['t-su'], rights, scope: ['lit'] }
    await world.as('a-system').access.saveGroup(group)
    await world.cloud.invoke('message', {}, { source: 'wx_trigger' })
    const boss = await phoneOf('a-system', 'features/access/explain-access/explain-access', 'dark')
    await choosePerson(boss, 'why-person', '苏青', 't-su')
    await boss.byId('why-person').getByText('苏青禾').waitFor()
    await boss.byId('why-ask').click()
    await boss.byId('why-problem').waitFor()
    await pick(boss, 'why-try', '审批会议室预订')
    await boss.byId('why-department').click()
    await boss.byId('why-department-cs').click()
    await boss.byId('why-department-confirm').click()
    await boss.byId('why-ask').click()
    await boss.byId('why-answer').getByText('苏青禾不可以').waitFor()
    await boss
      .byId('why-answer')
      .getByText('是会议室管理员，范围：文学院，来自管理组“文学院会议室”')
      .waitFor()
    await boss.byId('why-answer').getByText('超出了负责的范围，范围只有：文学院').waitFor()
    await boss.shot('why-dark')
    await boss.close()

    const reader = await phoneOf('a-system', 'features/access/audit/audit')
    await reader.top.getByText('保存管理组：文学院会议室').waitFor()
    await reader.shot('audit')
    await pick(reader, 'audit-action', '冻结')
    await reader.byId('state-empty').waitFor()
    await reader.byId('audit-clear').click()
    await reader.top.getByText('保存管理组：文学院会议室').waitFor()
    await reader.close()
  }, 90_000)

  test.each(['groups', 'audit'])(
    'B9: without a network the page of %s says so, and goes on when it is back',
    async name => {
      const phone = await phoneOf('a-system', 'features/directory/organisation/admin/admin')
      await phone.byId(`admin-${name}`).waitFor()
      await phone.page.route('**/local/call/directory', route => route.abort())
      await phone.byId(`admin-${name}`).click()
      await phone.byId('state-failed').waitFor()
      phone.takeFaults()
      await phone.page.unroute('**/local/call/directory')
      await phone.byId('state-retry').click()
      await phone.top.locator('.card .title, [data-testid="state-empty"]').first().waitFor()
      await phone.byId('state-failed').waitFor({ state: 'detached' })
      await phone.close()
    },
    60_000,
  )

  async function pick(phone: Phone, field: string, words: string): Promise<void> {
    await phone.byId(field).click()
    await phone.page.getByRole('option', { name: words, exact: true }).click()
    await phone.page.getByRole('button', { name: '确定' }).click()
  }
})
