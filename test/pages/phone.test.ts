import path from 'node:path'
import type { Browser, Route } from 'playwright-core'
import { dateOf } from '#contract/kernel/time'
import { findBrowser, openBrowser, openPhone, type Phone } from '../journeys/browser'
import { at, dayFrom, slot } from '../make/time'
import { aWorld } from '../make/world'

const ROOMS = 'features/room'
const inBrowser = findBrowser() ? describe : describe.skip

inBrowser('the pages in somebody’s hands', () => {
  const world = aWorld({ pages: path.join(__dirname, '..', '..', 'dist', 'preview') })
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  const phoneOf = (as: string, page?: string) =>
    openPhone(browser, { url: world.cloud.url, as, path: page && `${ROOMS}/${page}` })

  const dayOf = (roomId: string, days: number) => `day/day?roomId=${roomId}&date=${dateOf(dayFrom(days))}`

  /** The next call of an operation is carried out, but its reply is lost on the way. */
  const loseReply = (phone: Phone) =>
    phone.page.route('**/local/call/room', async (route: Route) => {
      await route.fetch()
      await route.abort()
    })

  test('T-35: a booking whose reply was lost is sent again by the same press and made once', async () => {
    const phone = await phoneOf('s-chen', dayOf('r-b03', 5))
    await phone.byId(`free-${at(5, 9)}`).click()
    await phone.byId('reserve-title').locator('input').fill('只订一次')
    await loseReply(phone)
    await phone.byId('reserve-confirm').click()
    await phone.byId('reserve-problem').waitFor()
    await phone.page.unroute('**/local/call/room')
    phone.takeFaults()
    await phone.byId('reserve-confirm').click()
    await phone.byId('reserve-done').waitFor()
    const { items } = await world.as('s-chen').room.mine({})
    expect(items.filter(({ title }) => title === '只订一次')).toHaveLength(1)
    await phone.close()
  }, 30_000)

  test('without a network the page says so, and shows its content once it is back', async () => {
    const phone = await phoneOf('t-su', 'find/find')
    await phone.byId('find-tomorrow').click()
    await phone.byId('find-all').click()
    await phone.page.route('**/local/call/**', route => route.abort())
    await phone.byId('find-submit').click()
    const failed = phone.byId('state-failed')
    expect(await failed.getAttribute('data-code')).toBe('OFFLINE')
    await phone.page.unroute('**/local/call/**')
    phone.takeFaults()
    await phone.byId('state-retry').click()
    await phone.byId('room-card-r-b02').waitFor()
    await phone.close()
  }, 30_000)

  test('O-26: a refusal reaches the holder with its reason, and the administrator cannot leave it out', async () => {
    const made = await world
      .as('t-su')
      .room.reserve({ roomId: 'r-301', ...slot(9, 14, 16), title: '校友讲座' })
    const admin = await phoneOf('a-room', 'approvals/approvals')
    const waiting = admin.byId(`approval-${made.id}`)
    await waiting.locator('[data-testid="action-refuse"]').click()
    await admin.byId('act-confirm').click()
    await admin.byId('act-problem').waitFor()
    await admin.byId('act-reason').locator('textarea').fill('报告厅检修')
    await admin.byId('act-confirm').click()
    await waiting.waitFor({ state: 'detached' })
    await admin.close()

    const holder = await phoneOf('t-su', 'mine/mine')
    const mine = holder.byId(`mine-item-${made.id}`)
    await mine.getByText('未通过的原因：报告厅检修').waitFor()
    expect(await mine.locator('[data-testid^="action-"]').count()).toBe(0)
    await holder.close()
  }, 30_000)

  test('T-06: the administrator sees who is in the way, cancels with a reason, and the room is free', async () => {
    const made = await world.as('t-lin').room.reserve({ roomId: 'r-c02', ...slot(6, 9, 10), title: '让路' })
    const phone = await phoneOf('a-room', 'conflicts/conflicts')
    const date = dateOf(dayFrom(6))
    const picked = { fromDate: date, fromTime: '08:00', toDate: date, toTime: '12:00' }
    await phone.page.evaluate(`getCurrentPages().at(-1).setData({ picked: ${JSON.stringify(picked)} })`)
    await phone.byId('conflicts-submit').click()
    const conflict = phone.byId(`conflict-${made.id}`)
    await phone.byId(`call-${made.id}`).waitFor()
    await conflict.locator('[data-testid="action-cancel"]').click()
    await phone.byId('act-reason').locator('textarea').fill('校级紧急会议')
    await phone.byId('act-confirm').click()
    await conflict.getByText('取消原因：校级紧急会议').waitFor()
    await phone.close()
    const { bookings } = await world.as('t-su').room.day({ roomId: 'r-c02', date: dateOf(dayFrom(6)) })
    expect(bookings).toEqual([])
  }, 30_000)

  test('closing a room shows which bookings go before any goes', async () => {
    const made = await world
      .as('t-lin')
      .room.reserve({ roomId: 'r-b02', ...slot(3, 10, 11), title: '读书会' })
    const phone = await phoneOf('a-room', 'manage/manage')
    const room = phone.byId('manage-room-r-b02')
    await room.locator('[data-testid="room-close"]').click()
    await phone.byId('close-forever').click()
    await phone.byId('close-reason').locator('textarea').fill('漏水')
    await phone.byId('close-confirm').click()
    await phone.byId('close-hit').waitFor()
    await phone.byId(`reservation-${made.id}`).waitFor()
    const before = await world.as('t-lin').room.mine({})
    expect(before.items.find(({ id }) => id === made.id)!.status).toBe('reserved')
    await phone.byId('close-confirm').click()
    await room.getByText('停用：漏水').waitFor()
    const after = await world.as('t-lin').room.mine({})
    expect(after.items.find(({ id }) => id === made.id)).toMatchObject({
      status: 'cancelled',
      reason: '漏水',
    })
    await phone.close()
  }, 30_000)

  test.each(['stranger', 'f-frozen'])(
    '%s finds a workbench that explains itself, and nothing to press',
    async as => {
      const phone = await phoneOf(as)
      await phone.byId('state-empty').waitFor()
      expect(await phone.top.locator('[data-testid^="feature-"]').count()).toBe(0)
      await phone.close()
    },
    30_000,
  )
})
