import { HOUR, iso } from '#contract/kernel/time'
import { at, slot } from '../make/time'
import type { Phone } from './browser'
import { journey, withPhones } from './phones'

const PAGES = 'features/room'

journey('the administrator of the rooms', () => {
  const { world, openPhone } = withPhones()

  const phoneOf = (as: string, page = '', theme: 'light' | 'dark' = 'light') =>
    openPhone(as, { theme, path: page && `${PAGES}/${page}` })
  /** The buttons of the one reservation with this title. */
  const buttonOf = (phone: Phone, title: string, words: string) =>
    phone.top.locator('[data-testid^="reservation-"]', { hasText: title }).getByText(words, { exact: true })

  test('O-23, O-27: a teacher applies for the hall, the administrator decides, the teacher sees the outcome', async () => {
    await world.as('t-su').room.reserve({ roomId: 'r-301', ...slot(5, 9, 11), title: '诗歌朗诵会' })
    await world.as('t-su').room.reserve({ roomId: 'r-301', ...slot(6, 9, 11), title: '经典共读' })
    const boss = await phoneOf('a-room', 'reservations/approvals/approvals')
    await buttonOf(boss, '诗歌朗诵会', '通过').click()
    await buttonOf(boss, '诗歌朗诵会', '通过').waitFor({ state: 'detached' })
    await buttonOf(boss, '经典共读', '拒绝').click()
    await boss.byId('act-words').locator('textarea').fill('当天有典礼')
    await boss.byId('act-confirm').click()
    await buttonOf(boss, '经典共读', '拒绝').waitFor({ state: 'detached' })
    await boss.shot('approvals')

    const su = await phoneOf('t-su', 'reservations/mine/mine')
    const outcome = (title: string) => su.top.locator('[data-testid^="reservation-"]', { hasText: title })
    await outcome('诗歌朗诵会').getByText('已预订').waitFor()
    await outcome('经典共读').getByText('当天有典礼').waitFor()
    await su.shot('outcome')
    await boss.close()
    await su.close()
  }, 60_000)

  test('T-06: the conflict query finds who is in the way, and the administrator cancels with a reason', async () => {
    const always = { name: '值班室', location: '明德楼', seats: 4, opensAt: '00:00', closesAt: '24:00' }
    const { id: roomId } = await world.as('a-room').room.create({ ...always, departmentId: 'office' })
    // Inside the two hours that the page asks about unless told otherwise.
    const from = Math.ceil(Date.now() / (HOUR / 2)) * (HOUR / 2) + HOUR / 2
    const when = { from: iso(from), to: iso(from + HOUR / 2) }
    const made = await world.as('t-lin').room.reserve({ roomId, ...when, title: '晚间讨论' })
    const boss = await phoneOf('a-room', 'reservations/conflicts/conflicts', 'dark')
    await boss.byId('conflicts-submit').click()
    await boss.byId(`conflict-${made.id}`).waitFor()
    await boss.shot('conflicts-dark')
    await boss.byId(`more-${made.id}`).click()
    await boss.byId('action-cancel').click()
    await boss.byId('act-words').locator('textarea').fill('紧急会议征用')
    await boss.byId('act-confirm').click()
    await boss.top.getByText('已取消').first().waitFor()
    await boss.shot('booking-cancelled-dark')
    await boss.page.evaluate('wx.navigateBack()')
    await boss.byId(`conflict-${made.id}`).waitFor({ state: 'detached' })
    const { items } = await world.as('t-lin').room.mine({})
    expect(items.find(({ id }) => id === made.id)).toMatchObject({
      status: 'cancelled',
      reason: '紧急会议征用',
    })
    await boss.close()
  }, 60_000)

  test('O-26: closing a room shows what it hits before it cancels it', async () => {
    await world.as('t-lin').room.reserve({ roomId: 'r-101', from: at(2, 9), to: at(2, 10), title: '备课会' })
    const boss = await phoneOf('a-room', 'administration/manage/manage')
    await boss.byId('manage-room-r-101').locator('[data-testid="room-close"]').click()
    await boss.page.getByRole('button', { name: '停用', exact: true }).click()
    await boss.byId('close-forever').click()
    await boss.byId('close-reason').locator('textarea').fill('更换门锁')
    await boss.byId('close-confirm').click()
    await boss.byId('close-hit').waitFor()
    await boss.shot('close-hit')
    await boss.byId('close-confirm').click()
    await boss.byId('manage-room-r-101').getByText('有停用安排').waitFor()
    await boss.shot('manage')
    const { items } = await world.as('t-lin').room.mine({})
    expect(items.find(({ title }) => title === '备课会')).toMatchObject({
      status: 'cancelled',
      reason: '更换门锁',
    })
    await boss.close()
  }, 60_000)

  test.each(['light', 'dark'] as const)(
    'B1: in the %s a form goes on from what another administrator saved, below what was typed',
    async theme => {
      const rooms = world.as('a-room').room
      const { id } = await rooms.create({ name: `试讲室 ${theme}`, location: '明德楼', seats: 8 })
      const boss = await phoneOf('a-room', 'administration/manage/manage', theme)
      await boss.byId(`manage-room-${id}`).getByText('编辑', { exact: true }).click()
      await boss.byId('edit-seats').locator('input').fill('20')
      await rooms.update({ roomId: id, location: '博学楼' })
      await boss.byId('edit-save').click()
      const question = boss.page.getByRole('dialog')
      await question.getByText('内容已有更新').waitFor()
      await boss.shot(`outdated-${theme}`)
      await question.getByRole('button', { name: '载入最新', exact: true }).click()
      await boss.byId('edit-problem').waitFor({ state: 'detached' })
      await boss.shot(`outdated-loaded-${theme}`)
      await boss.byId('edit-save').click()
      await boss.byId(`manage-room-${id}`).getByText('博学楼 · 20 座').waitFor()
      await boss.close()
    },
    60_000,
  )

  test('O-26: the day of a room shows who holds it', async () => {
    const su = await phoneOf('t-su', `search/day/day?roomId=r-201&date=${at(1, 0).slice(0, 10)}`)
    await su.top.getByText('研究生开题').first().click()
    await su.byId('booking-sheet').getByText('叶予安').waitFor()
    await su.shot('day')
    await su.close()
  }, 60_000)
})
