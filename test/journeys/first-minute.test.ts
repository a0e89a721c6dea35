import fs from 'node:fs'
import type { FrameLocator, Page, Request } from 'playwright-core'
import type { TicketView } from '#contract/repair'
import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import type { Phone } from './browser'
import { journey, withPhones } from './phones'

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const BOARD = 'features/repair/dispatch/board/board'

/** Known to the browser, where the functions given to evaluate() run. */
declare const document: {
  documentElement: { scrollWidth: number; clientWidth: number }
  querySelectorAll(selector: string): Iterable<{ id: string }>
}

journey('the first minute', () => {
  const { world, openPhone } = withPhones({ timers: true })
  let window: Phone
  let page: Page

  /** The desk in a window of its own. */
  async function openDesk(query = '', width = 1440, height = 900): Promise<void> {
    window = await openPhone('t-lin')
    page = window.page
    await page.setViewportSize({ width, height })
    await page.goto(`${world.cloud.url}/${query}`)
    await page.locator('.holder').first().waitFor({ state: 'attached' })
  }

  afterEach(() => window.close())

  const phone = (place: number): FrameLocator => page.frameLocator('iframe').nth(place)
  const holder = (place: number) => page.locator('.holder').nth(place)
  const step = () => page.locator('[aria-current="step"]')
  const address = () => new URL(page.url()).searchParams

  /** Makes a call as the person who has a phone, from that phone. */
  async function call<T>(place: number, name: string, op: string, input: object): Promise<T> {
    const frame = await (await page.locator('iframe').nth(place).elementHandle())!.contentFrame()
    const data = { op, input, key: `${name}-${op}-of-this-journey` }
    const said = await frame!.evaluate(
      `wx.cloud.callFunction(${JSON.stringify({ name, data })}).then(({ result }) => result)`,
    )
    expect(said).toMatchObject({ ok: true })
    return (said as { data: T }).data
  }

  test('a newcomer reads one sentence, finds stories, and sees a student beside a dispatcher', async () => {
    await openDesk()
    await page.getByText('一边做的事，另一边马上看得到').waitFor()
    expect(await page.locator('.story').count()).toBeGreaterThanOrEqual(4)
    expect(await holder(0).innerText()).toMatch(/陈小满\s*学生/)
    expect(await holder(1).innerText()).toMatch(/程望舒\s*维修调度员/)
    await phone(1).getByText('程望舒').first().waitFor()
    await window.shot('first-minute-light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await phone(0).locator('html[data-theme="dark"]').waitFor()
    await phone(1).locator('html[data-theme="dark"]').waitFor()
    await window.shot('first-minute-dark')
  })

  test('a story is played on two phones: each step names a person and a thing to do, and ends by itself', async () => {
    await openDesk()
    await page.getByRole('button', { name: /陈小满报修/ }).click()
    await phone(1).locator(`.wx-frame[data-route="${BOARD}"]`).waitFor()
    await step().getByText('你是学生陈小满').waitFor()
    const [place] = (await world.as('s-chen').repair.places({ page: {} })).items
    const [category] = (await world.as('s-chen').repair.categories({})).items
    const facts = { placeId: place!.id, categoryId: category!.id, summary: '走廊的灯一直在闪' }
    const { id } = await call<TicketView>(0, 'repair', 'create', facts)
    await step().getByText('程望舒').waitFor()
    // Nothing was pressed on the second phone.
    await phone(1).getByText('走廊的灯一直在闪').waitFor()
    await window.shot('first-minute-story')
    const queued = await call<TicketView>(1, 'repair', 'get', { id })
    const accepted = await call<TicketView>(1, 'repair', 'accept', { id, version: queued.version })
    await call(1, 'repair', 'dispatch', { id, version: accepted.version, workerId: 'w-zhao' })
    await step().getByText('赵长庚').waitFor()
    expect(await holder(0).innerText()).toMatch(/赵长庚/)
    await phone(0).getByText('走廊的灯一直在闪').waitFor()
    await call(0, 'repair', 'start', { id })
    await call(0, 'repair', 'finish', { id, report: '换了镇流器' })
    await step().getByText('回到陈小满').waitFor()
    expect(await holder(1).innerText()).toMatch(/陈小满/)
    await call(1, 'repair', 'rate', { id, result: 5, efficiency: 5 })
    await page.getByText('这个故事演完了').waitFor()
    await page.getByRole('button', { name: '完成' }).click()
    expect(await page.locator('.story').count()).toBeGreaterThanOrEqual(4)
  })

  test('a reload keeps people, pages, themes, text size and the step of a story', async () => {
    await openDesk('?story=race&step=2')
    // A link to a step brings the people and the pages of the story.
    await step().getByText('苏青禾').waitFor()
    expect(await holder(0).innerText()).toMatch(/林知微/)
    await phone(1).locator('[data-route="features/room/search/find/find"]').waitFor()
    await holder(0).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: '岳知行' }).waitFor()
    await page.keyboard.press('Home')
    while ((await page.locator('[role="option"]:focus').innerText()).includes('岳知行') === false)
      await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await phone(0).getByText('岳知行').first().waitFor()
    await phone(0).getByRole('tab', { name: '通讯录' }).click()
    await page.getByRole('button', { name: '深色' }).nth(1).click()
    await page.getByRole('button', { name: '大字' }).nth(0).click()
    await phone(0).locator('[data-route="pages/contacts/contacts"]:visible').waitFor()
    await page.reload()
    await phone(0).locator('[data-route="pages/contacts/contacts"]:visible').waitFor()
    await phone(1).locator('html[data-theme="dark"]').waitFor()
    expect(await phone(0).locator('html').getAttribute('data-theme')).toBe('light')
    expect(Object.fromEntries(address())).toEqual({
      as1: 'a-repair',
      page1: '/pages/contacts/contacts',
      large1: '',
      as2: 't-su',
      page2: '/features/room/search/find/find',
      theme2: 'dark',
      phone: '2',
      story: 'race',
      step: '2',
    })
    await step().getByText('苏青禾').waitFor()
  })

  test('a stranger who joins is called by name from then on', async () => {
    await openDesk('?as1=stranger')
    await holder(0).getByText('还没加入').waitFor()
    const joined = newMember(
      { _id: 'late', name: '许新来', kind: 'staff', departments: ['cs-se'], openid: 'o-stranger' },
      [],
    )
    await world.cloud.database.insert({ collection: 'members', documents: [joined as never] })
    await holder(0).getByText('许新来').waitFor()
    expect(await holder(0).innerText()).toMatch(/许新来\s*教职工/)
  })

  test("the phones go by the cloud's clock, in their pages and in their status bars", async () => {
    await openDesk()
    await phone(0).getByText('今天 11月18日 周三').first().waitFor()
    const time = () => phone(0).locator('#status-time').innerText()
    expect(await time()).toMatch(/^10:\d\d$/)
    world.cloud.clock.advance(2 * 24 * 3600_000 + 3 * 3600_000)
    await phone(0).getByText('今天 11月20日 周五').first().waitFor()
    expect(await time()).toMatch(/^13:\d\d$/)
    world.cloud.clock.advance(-2 * 24 * 3600_000 - 3 * 3600_000)
  })

  test('a phone that is not looked at asks nothing until it is', async () => {
    await openDesk('', 800)
    await phone(0).getByText('陈小满').first().waitFor()
    await window.settle()
    const askers: { as: string; again?: boolean }[] = []
    const note = (request: Request) => {
      if (request.url().includes('/local/call/'))
        askers.push(request.postDataJSON() as { as: string; again?: boolean })
    }
    page.on('request', note)
    const asked = page.waitForRequest('**/local/call/**')
    world.cloud.live.changed()
    await asked
    await window.settle()
    expect(new Set(askers.map(({ as, again }) => `${as} ${again}`))).toEqual(new Set(['s-chen true']))
    const second = page.waitForRequest(request => request.postData()?.includes('d-logistics') ?? false)
    await page.getByRole('button', { name: '手机 2' }).click()
    await second
    page.off('request', note)
  })

  test.each([360, 600, 820, 1024, 1199, 1200, 1440])(
    'at %s pixels nothing sticks out, and what was sent covers no phone from 861 on',
    async width => {
      await openDesk('?story=repair', width, 800)
      const overflow = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(await overflow()).toBeLessThanOrEqual(0)
      await page.getByRole('button', { name: '全部故事' }).click()
      expect(await overflow()).toBeLessThanOrEqual(0)
      await page.getByRole('button', { name: /^发件箱/ }).click()
      expect(await overflow()).toBeLessThanOrEqual(0)
      await window.shot(`first-minute-${width}`)
      if (width <= 860) return
      const drawer = (await page.getByRole('complementary', { name: '已发送的消息' }).boundingBox())!
      for (const place of await page.locator('iframe:visible').all()) {
        const { x, width: wide } = (await place.boundingBox())!
        expect(x + wide <= drawer.x || x >= drawer.x + drawer.width).toBe(true)
      }
    },
  )

  test('the desk can be used by everybody: no serious fault, in either theme', async () => {
    await openDesk()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.evaluate(AXE)
      const found = await page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>(
        'axe.run(document, { iframes: false }).then(({ violations }) => violations)',
      )
      const serious = found.filter(({ impact }) => ['serious', 'critical'].includes(impact))
      expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    }
  })
})
