import { HOUR } from '#contract/kernel/time'
import { aBooking, aRoom } from '../make/rooms'
import { insert } from '../make/rows'
import { at, slot } from '../make/time'
import { journey, withPhones } from './phones'

journey('a room whose rules and meetings change', () => {
  const { world, openPhone } = withPhones()
  const phoneOf = (as: string, page: string, theme: 'light' | 'dark' = 'light') =>
    openPhone(as, { theme, path: `features/room/${page}` })

  test('R6: a running meeting is made longer, then ended early', async () => {
    const now = world.cloud.clock.now()
    const from = new Date(Math.floor(now / HOUR) * HOUR - HOUR)
    const to = new Date(+from + 2.5 * HOUR)
    const holder = { id: 't-lin', name: '林知微' }
    const bookings = [aBooking(from, { id: 'runs', title: '课题讨论', to, until: to, holder })]
    const always = { opensAt: '00:00', closesAt: '24:00', maxMinutes: 1440, name: '明德楼310' }
    await insert(world, 'rooms', aRoom({ _id: 'r-runs', ...always, bookings }))
    const lin = await phoneOf('t-lin', 'reservations/mine/mine')
    const button = (words: string) => lin.byId('reservation-runs').getByText(words, { exact: true })
    await lin.shot('running')
    await button('延长').click()
    await lin.byId('act-sheet').getByText(/^到 /).first().click()
    await lin.shot('extend')
    await lin.byId('act-confirm').click()
    await lin.byId('act-sheet').waitFor({ state: 'detached' })
    const end = async () => (await world.as('t-lin').room.mine({})).items.find(({ id }) => id === 'runs')!.to
    expect(Date.parse(await end())).toBeGreaterThan(+to)
    await button('提前结束').click()
    await lin.shot('finish')
    await lin.byId('act-confirm').click()
    await lin.byId('reservation-runs').getByText('已结束').waitFor()
    expect(Date.parse(await end())).toBeLessThan(+to)
    await lin.close()
  }, 60_000)

  test('R4: each closure has a button of its own, and the day shows the one of that day', async () => {
    const { room } = world.as('a-room')
    await room.close({ roomId: 'r-102', from: at(20, 0), to: at(23, 0), reason: '装修' })
    const { closures } = await room.close({ roomId: 'r-102', from: at(2, 8), to: at(2, 12), reason: '消毒' })
    const boss = await phoneOf('a-room', 'administration/manage/manage', 'dark')
    const card = boss.byId('manage-room-r-102')
    await card.getByText('装修').waitFor()
    await card.scrollIntoViewIfNeeded()
    await boss.shot('closures-dark')
    await boss.byId(`room-open-${closures[0]!.id}`).click()
    await boss.page.getByRole('dialog').getByRole('button', { name: '开放', exact: true }).click()
    await card.getByText('消毒').waitFor({ state: 'detached' })
    await card.getByText('装修').waitFor()
    await boss.go(`features/room/search/day/day?roomId=r-102&date=${at(21, 0).slice(0, 10)}`)
    await boss.byId('day-closure').getByText('装修').waitFor()
    await boss.shot('closed-day-dark')
    await boss.close()
  }, 60_000)

  test('R6: narrower rules show the bookings that they hit, which can be kept', async () => {
    const made = await world
      .as('t-su')
      .room.reserve({ roomId: 'r-201', ...slot(3, 20, 21), title: '诗歌朗诵会', people: 18 })
    const boss = await phoneOf('a-room', 'administration/manage/manage')
    await boss.byId('manage-room-r-201').getByText('编辑', { exact: true }).click()
    await boss.byId('edit-seats').locator('input').fill('10')
    await boss.byId('edit-save').click()
    await boss.byId('edit-hit').getByText('诗歌朗诵会').waitFor()
    await boss.byId('edit-keep').scrollIntoViewIfNeeded()
    await boss.shot('edit-hit')
    await boss.byId('edit-keep').click()
    await boss.byId('manage-room-r-201').getByText('10 座').waitFor()
    const { items } = await world.as('t-su').room.mine({})
    expect(items.find(({ id }) => id === made.id)?.status).toBe('reserved')
    expect((await world.as('a-room').room.list({})).items.find(({ id }) => id === 'r-201')?.seats).toBe(10)
    await boss.close()
  }, 60_000)
})
