import { choose } from '../preview/cloud-world'
import { aPicture } from '../preview/picture'
import { journey, withPhones } from './phones'
import { countTaps } from './taps'

journey('the taps of a repair, from the workbench on', () => {
  const { world, openPhone } = withPhones()

  test('L-27, L-34: reporting with a photo takes six taps where one has reported before', async () => {
    const phone = await openPhone('t-su')
    const { tap, type, take } = countTaps(phone)
    const send = async () => {
      await tap('report-send')
      await phone.page.getByRole('dialog').getByRole('button', { name: '允许', exact: true }).click()
      await phone.byId('ticket-sent').waitFor()
    }
    await tap('feature-report')
    await tap('category-c-water')
    await tap('place')
    await tap('building-0')
    await phone.shot('repair-place-rooms')
    await phone.top.locator('[data-testid^="place-p-"]').first().click()
    await type('report-summary', '第一次')
    await send()
    await phone.shot('repair-sent')
    await phone.go('pages/home/home')
    take()
    await tap('feature-report')
    await tap('category-c-wood')
    await tap('place-recent-0')
    await type('report-summary', '桌腿松了')
    await choose(phone, () => tap('photos-add'), [aPicture('leg.png', 300, 300)])
    await phone.byId('photo-sending-0').waitFor({ state: 'detached' })
    await send()
    expect(take()).toBeLessThanOrEqual(6)
    await phone.close()
  }, 90_000)

  test('L-38, L-43, L-45, L-48: dispatching takes three taps, mending four, handing out two, rating three', async () => {
    const { id } = await world.as('t-lin').repair.create({
      placeId: 'p-md-101',
      categoryId: 'c-water',
      summary: '水管漏水',
    })
    const counted = async (as: string, until: string, ...taps: string[]) => {
      const phone = await openPhone(as)
      const { tap, take } = countTaps(phone)
      for (const each of taps) await tap(each)
      await phone.byId(until).waitFor({ state: 'detached' })
      await phone.close()
      return take()
    }
    const boss = await openPhone('d-logistics')
    const desk = countTaps(boss)
    await desk.tap('feature-board')
    await desk.tap(`dispatch-${id}`)
    await boss.byId('worker-w-zhao').locator('[data-testid], .title').first().waitFor()
    await boss.shot('repair-accept-dispatch')
    await desk.tap('act-confirm')
    await boss.byId(`ticket-${id}`).waitFor({ state: 'detached' })
    expect(desk.take()).toBeLessThanOrEqual(4)
    await boss.close()

    const { assigned } = await world.as('t-lin').repair.get({ id })
    const steps = ['feature-tasks', `start-${id}`, `finish-${id}`, 'act-confirm']
    expect(await counted(assigned!.id, `ticket-${id}`, ...steps)).toBeLessThanOrEqual(4)
    expect(await counted('t-lin', `rate-${id}-5`, 'feature-tickets', `rate-${id}-5`, 'reply-confirm')).toBe(3)
    expect((await world.as('t-lin').repair.get({ id })).rating).toMatchObject({ result: 5, efficiency: 5 })
    expect(await counted('k-store', 'issue-x-tube', 'feature-prepare', 'issue-x-tube')).toBe(2)
  }, 120_000)
})
