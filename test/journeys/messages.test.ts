import { MINUTE } from '#contract/kernel/time'
import { aMessage, leave, tick } from '../make/messages'
import { at } from '../make/time'
import type { Phone } from './browser'
import { journey, withPhones } from './phones'

journey('what people are told', () => {
  const { world, openPhone } = withPhones()

  const phoneOf = (as: string, page: string, theme: 'light' | 'dark' = 'light') =>
    openPhone(as, { path: page, theme })
  const toMessages = (phone: Phone) =>
    phone.page.evaluate(`wx.switchTab({ url: '/pages/messages/messages' })`)
  const message = (phone: Phone, title: string) =>
    phone.top.locator('[data-testid^="message-"]', { hasText: title })
  const badge = (phone: Phone) => phone.page.locator('.wx-tab-badge')

  /** The hall tomorrow morning, with the wish to be told in WeChat. */
  async function applyForTheHall(phone: Phone, title: string): Promise<void> {
    await phone.byId(`day-${at(1, 0).slice(0, 10)}`).click()
    await phone.byId('cell-r-301-08:00').click()
    await phone.byId('reserve-title').locator('input').fill(title)
    await phone.byId('reserve-confirm').click()
    const dialogue = phone.page.getByRole('dialog').filter({ hasText: '会议室预订结果通知' })
    await dialogue.getByRole('button', { name: '允许' }).click()
    await phone.byId('reserve-done').waitFor()
  }

  test('O-26, O-05: an approved booking arrives on the other phone, in the app and in WeChat, and opens from there', async () => {
    const lin = await phoneOf('t-lin', 'features/room/search/find/find')
    await applyForTheHall(lin, '毕业答辩')
    const boss = await phoneOf('a-room', 'features/room/reservations/approvals/approvals')
    const waiting = boss.top.locator('[data-testid^="reservation-"]', { hasText: '毕业答辩' })
    await waiting.getByText('通过', { exact: true }).click()
    await waiting.waitFor({ state: 'detached' })
    await boss.close()
    await tick(world.cloud)

    await toMessages(lin)
    await message(lin, '会议室预订已通过').waitFor()
    expect(await lin.byId('delivery').count()).toBe(0)
    await badge(lin).getByText('1', { exact: true }).waitFor()
    await lin.shot('messages')
    await message(lin, '会议室预订已通过').click()
    await lin.top.getByText('毕业答辩').first().waitFor()
    expect(world.cloud.outbox.list('subscribe')).toMatchObject([
      {
        to: 'o-t-lin',
        parameters: {
          phrase3: '已通过',
          page: expect.stringMatching(/^features\/room\/reservations\/detail\/detail\?id=/),
        },
      },
    ])
    await toMessages(lin)
    await lin.top.locator('[data-testid^="unread-"]').waitFor({ state: 'detached' })
    await badge(lin).waitFor({ state: 'detached' })
    await lin.close()
  }, 90_000)

  test('T-22: an administrator sees which messages are still queued and which could not be sent, and why', async () => {
    world.cloud.outbox.plan('sms', { plan: 'down' })
    const sms = { template: 'repairFinished' as const, values: ['R-1'] }
    const subscribe = { template: 'notice' as const, values: ['停水通知', '后勤处', '2026年5月1日 09:30'] }
    await leave(
      world.cloud,
      aMessage({ to: ['a-system'], title: '停水通知', text: '周六 8 点到 12 点', sms, subscribe }),
    )
    await tick(world.cloud)
    const admin = await phoneOf('a-system', 'pages/messages/messages', 'dark')
    await message(admin, '停水通知').getByText('短信 排队中').waitFor()
    await message(admin, '停水通知').getByText('微信订阅消息 未发送（没有订阅授权）').waitFor()
    await admin.shot('messages-dark')
    await admin.byId('messages-read-all').click()
    await admin.top.locator('[data-testid^="unread-"]').waitFor({ state: 'detached' })
    await admin.close()
    world.cloud.outbox.plan('sms', { plan: 'ok' })
  }, 60_000)

  test('O-05: a person asks to be told in WeChat, and sees how many messages are left', async () => {
    const phone = await phoneOf('w-qian', 'pages/messages/messages')
    for (const words of ['微信还能提醒 1 次', '微信还能提醒 2 次']) {
      await phone.byId('reminder-ask').click()
      await phone.page.getByRole('dialog').getByRole('button', { name: '允许' }).click()
      await phone.byId('reminder').getByText(words).waitFor()
    }
    await phone.close()
  }, 60_000)

  test('messages are narrowed to the feature that sent them', async () => {
    await world.as('t-su').repair.create({ placeId: 'p-md-101', categoryId: 'c-water', summary: '灯坏了' })
    await leave(world.cloud, aMessage({ to: ['d-logistics'], title: '会议室停用' }))
    await tick(world.cloud)
    const phone = await phoneOf('d-logistics', 'pages/messages/messages')
    await phone.byId('messages-of-repair').click()
    await message(phone, '会议室停用').waitFor({ state: 'detached' })
    await phone.byId('messages-of-room').click()
    await message(phone, '会议室停用').waitFor()
    await phone.close()
  }, 60_000)

  test('T-22: the administrator finds what was given up, with its reason, and has it sent again', async () => {
    world.cloud.outbox.plan('mail', { plan: 'fail', code: 550 })
    const mail = { subject: '邀请', text: '请加入' }
    await leave(world.cloud, ...[1, 2].map(n => aMessage({ to: ['t-su'], title: `邀请${n}`, mail })))
    await tick(world.cloud)
    const admin = await phoneOf('a-system', '')
    await admin.byId('feature-failures').click()
    const failure = admin.top.locator('[data-testid^="failure-"]', { hasText: '邀请1' })
    await failure.getByText('收件方的邮箱拒收（550）').waitFor()
    await admin.shot('failures')
    world.cloud.outbox.plan('mail', { plan: 'ok' })
    await failure.getByText('重发', { exact: true }).click()
    await failure.first().waitFor({ state: 'detached' })
    await admin.byId('failures-retry-all').click()
    await admin.page.getByRole('dialog').getByText('全部重发', { exact: true }).click()
    await admin.byId('state-empty').waitFor()
    world.cloud.clock.advance(MINUTE)
    await tick(world.cloud)
    const invited = world.cloud.outbox.list('mail').filter(({ parameters }) => parameters.subject === '邀请')
    expect(invited.filter(({ status }) => status === 'sent')).toHaveLength(2)
    await admin.close()
  }, 60_000)

  test.each([
    ['k-store', 'messages', 'pages/messages/messages'],
    ['a-system', 'failures', 'features/message/failures/failures'],
  ])(
    'T-22: %s sees that the network is gone, tries again, and is told that there is nothing (%s)',
    async (as, _name, page) => {
      const phone = await phoneOf(as, 'features/room/reservations/mine/mine')
      await phone.byId('state-loading').waitFor({ state: 'detached' })
      await phone.page.route('**/local/call/message', route => route.abort())
      await phone.page.evaluate(`wx.reLaunch({ url: '/${page}' })`)
      await phone.byId('state-failed').waitFor()
      phone.takeFaults()
      await phone.page.unroute('**/local/call/message')
      await phone.byId('state-retry').click()
      await phone.byId('state-empty').waitFor()
      await phone.close()
    },
    60_000,
  )
})
