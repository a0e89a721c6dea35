import type { Route } from 'playwright-core'
import { RESERVATION_ACTION } from '#contract/room'
import { at, slot } from '../make/time'
import type { Phone } from './browser'
import { journey, withPhones } from './phones'

/** Pages that read as soon as they open. */
const READING = [
  ['t-lin', 'features/room/reservations/mine/mine'],
  ['a-room', 'features/room/reservations/approvals/approvals'],
  ['a-room', 'features/room/administration/manage/manage'],
  ['t-lin', `features/room/search/day/day?roomId=r-102&date=${slot(1, 0, 1).from.slice(0, 10)}`],
] as const

journey('pages when things do not go as they should', () => {
  const { world, openPhone } = withPhones()

  const phoneOf = (as: string, page: string) => openPhone(as, { path: page, sharpness: 1 })
  /** Decides the outcome of every call of the function from now on. */
  const onCalls = (phone: Phone, fn: string, then: (route: Route) => unknown) =>
    phone.page.route(`**/local/call/${fn}`, async route => void (await then(route)))
  const away = (phone: Phone) => phone.page.unroute('**/local/call/room')

  test.each(READING)(
    'B1: %s on %s sees that the network is gone, tries again, and goes on',
    async (as, page) => {
      const phone = await phoneOf(as, 'pages/messages/messages')
      await onCalls(phone, 'room', route => route.abort())
      await phone.page.evaluate(`wx.navigateTo({ url: '/${page}' })`)
      await phone.byId('state-failed').waitFor()
      phone.takeFaults()
      await away(phone)
      await phone.byId('state-retry').click()
      await phone.byId('state-failed').waitFor({ state: 'detached' })
      await phone.close()
    },
    30_000,
  )

  test('B1: while a page waits for its answer it shows the outline of what comes', async () => {
    const phone = await phoneOf('t-lin', 'pages/messages/messages')
    let letGo = () => {}
    const held = new Promise<void>(resolve => {
      letGo = resolve
    })
    await onCalls(phone, 'room', async route => {
      await held
      await route.continue()
    })
    await phone.page.evaluate(`wx.navigateTo({ url: '/features/room/reservations/mine/mine' })`)
    await phone.byId('state-loading').waitFor()
    letGo()
    await phone.byId('state-loading').waitFor({ state: 'detached' })
    await phone.close()
  }, 30_000)

  test('T-35: a member without reservations is told so, and where to make one', async () => {
    const phone = await phoneOf('k-store', 'features/room/reservations/mine/mine')
    await phone.byId('state-empty').waitFor()
    await phone.byId('mine-find').click()
    await phone.byId('rooms-wish').waitFor()
    await phone.close()
  }, 30_000)

  test('O-26: a reservation shows the buttons that the server lists, and danger on its page alone', async () => {
    const { items } = await world.as('t-lin').room.mine({})
    const phone = await phoneOf('t-lin', 'features/room/reservations/mine/mine')
    for (const { id, actions } of items) {
      const card = phone.byId(`reservation-${id}`)
      await card.waitFor()
      const shown: string[] = []
      for (const action of Object.keys(RESERVATION_ACTION))
        if (await card.locator(`[data-testid="action-${action}"]`).count()) shown.push(action)
      expect(shown.sort()).toEqual(actions.filter(action => !['move', 'cancel'].includes(action)).sort())
    }
    await phone.close()
  }, 30_000)

  test('T-21: a booking whose reply got lost is sent again with the same press, and made once', async () => {
    const phone = await phoneOf('w-zhao', 'features/room/search/find/find')
    await phone.byId(`day-${at(1, 0).slice(0, 10)}`).click()
    await phone.byId('part-evening').click()
    await phone.byId('room-r-101').locator('[data-testid^="cell-"]').first().click()
    await phone.byId('reserve-title').locator('input').fill('班组学习')
    // The server does it, the answer never comes.
    await onCalls(phone, 'room', async route => {
      await route.fetch()
      await route.abort()
    })
    await phone.byId('reserve-confirm').click()
    await phone.byId('reserve-problem').waitFor()
    phone.takeFaults()
    await away(phone)
    await phone.byId('reserve-confirm').click()
    await phone.byId('reserve-done').waitFor()
    const { items } = await world.as('w-zhao').room.mine({})
    expect(items.filter(({ title }) => title === '班组学习')).toHaveLength(1)
    await phone.close()
  }, 30_000)

  test('B2: who keeps the board open sees a new report within a minute, and the open sheet stays', async () => {
    const phone = await phoneOf('d-logistics', 'pages/messages/messages')
    await phone.page.clock.install()
    await phone.go('features/repair/dispatch/board/board')
    await phone.byId('board-filters').click()
    await phone.byId('filters-sheet').waitFor()
    const { id } = await world
      .as('t-lin')
      .repair.create({ placeId: 'p-md-101', categoryId: 'c-water', summary: '走廊顶灯不亮' })
    expect(await phone.byId(`ticket-${id}`).count()).toBe(0)
    await phone.page.clock.fastForward(61_000)
    await phone.byId(`ticket-${id}`).waitFor()
    expect(await phone.byId('filters-sheet').isVisible()).toBe(true)
    await phone.close()
  }, 30_000)

  test.each([
    ['stranger', '加入'],
    ['f-frozen', '冻结'],
  ])(
    'O-26: %s is told honestly why there is nothing to do',
    async (as, words) => {
      const phone = await phoneOf(as, '')
      await phone.top.getByText(words).first().waitFor()
      expect(await phone.byId('feature-find').count()).toBe(0)
      await phone.shot(`home-${as}`)
      await phone.close()
    },
    30_000,
  )
})
