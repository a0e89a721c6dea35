import { at } from '../make/time'
import type { Phone } from './browser'
import { journey, withPhones } from './phones'

journey('two teachers and one room', () => {
  const { world, openPhone } = withPhones()

  const phoneOf = (as: string, theme: 'light' | 'dark' = 'light') => openPhone(as, { theme })

  /** From the workbench to the rooms that are free tomorrow morning. */
  async function searchTomorrowMorning(phone: Phone): Promise<void> {
    await phone.byId('feature-find').click()
    await phone.byId(`day-${at(1, 0).slice(0, 10)}`).click()
    await phone.byId('part-morning').click()
    await phone.byId('cell-r-c02-08:00').waitFor()
  }

  async function book(phone: Phone, title: string): Promise<void> {
    await phone.byId('cell-r-c02-08:00').click()
    await phone.byId('reserve-title').locator('input').fill(title)
    await phone.byId('reserve-confirm').click()
  }

  test('T-04, O-25: one books it and finds it among their own; the other is offered ways out and takes one', async () => {
    const lin = await phoneOf('t-lin')
    const su = await phoneOf('t-su', 'dark')
    await lin.byId('greeting').waitFor()
    await lin.shot('home')
    await searchTomorrowMorning(lin)
    await searchTomorrowMorning(su)
    await lin.shot('find')

    await book(lin, '软件工程教研会')
    await lin.byId('reserve-done').waitFor()
    await lin.shot('reserved')
    await lin.byId('reserve-open-mine').click()
    await lin.top.getByText('软件工程教研会').first().waitFor()
    await lin.shot('mine')

    await book(su, '古代文学备课')
    await su.byId('alternative-0').waitFor()
    await su.shot('taken-dark')
    await su.byId('alternative-0').click()
    await su.byId('reserve-done').waitFor()
    await su.shot('alternative-dark')

    const { items } = await world.as('t-lin').room.mine({})
    expect(items.find(({ title }) => title === '软件工程教研会')).toMatchObject({
      roomId: 'r-c02',
      from: at(1, 8),
    })
    const theirs = await world.as('t-su').room.mine({})
    expect(theirs.items.map(({ title }) => title)).toContain('古代文学备课')
    await lin.close()
    await su.close()
  }, 60_000)
})
