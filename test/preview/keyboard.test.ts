import { findBrowser, type Phone } from '../journeys/browser'
import { inCloudWorld } from './cloud-world'

const inBrowser = findBrowser() ? describe : describe.skip

/** Known to the browser, where the functions given to evaluate() run. */
declare const document: {
  activeElement: { closest(selector: string): { dataset: { testid: string } } | null }
}

inBrowser('the keyboard', () => {
  const world = inCloudWorld()
  let phone: Phone
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => phone.page.keyboard.press(key)), Promise.resolve())
  /** The test id of the control that has the focus. */
  const focused = () =>
    phone.page.evaluate(() => document.activeElement.closest('[data-testid]')?.dataset.testid ?? '')
  const text = (testId: string) => phone.byId(testId).innerText()

  beforeEach(async () => {
    phone = await world.open('pages/keys/keys')
    await phone.byId('leave').waitFor()
  })

  test('Tab reaches everything that can be pressed, in order, and nothing else', async () => {
    const reached: string[] = []
    for (let stops = 0; stops < 8; stops++) {
      await press('Tab')
      reached.push(await focused())
    }
    expect(reached).toEqual(['first', 'second', 'inner', 'stars', 'day', 'show', 'leave', ''])
  })

  test('Enter and Space press like a tap, once', async () => {
    await phone.byId('first').focus()
    await press('Enter', 'Space', 'Tab', 'Enter')
    expect(await text('presses')).toBe('甲 甲 乙')
    await phone.byId('inner').focus()
    await press('Enter')
    expect(await text('presses')).toBe('甲 甲 乙 丙 卡')
  })

  test('the focus goes into a sheet, stays there, and comes back when Escape closes it', async () => {
    await phone.byId('show').focus()
    await press('Enter')
    await phone.byId('sheet').waitFor()
    await phone.settle()
    expect(await focused()).toBe('sheet')
    await press('Tab')
    expect(await focused()).toBe('top')
    await press('Shift+Tab')
    expect(await focused()).toBe('bottom')
    await press('Tab')
    expect(await focused()).toBe('top')
    await press('Escape')
    await phone.byId('sheet').waitFor({ state: 'detached' })
    await phone.settle()
    expect(await focused()).toBe('show')
  })

  test("the client's own dialogs take the focus, answer Escape as a cancel, and give it back", async () => {
    await phone.byId('show').focus()
    const ask = (call: string) =>
      phone.page.evaluate(
        `void (globalThis.said = new Promise(done => wx.${call.replace('}', ', complete: done }')})))`,
      )
    const said = () => phone.page.evaluate('said')
    await ask("showModal({ title: '真的？' }")
    await phone.page.getByRole('dialog').waitFor()
    await press('Tab', 'Tab', 'Tab', 'Enter')
    expect(await said()).toMatchObject({ confirm: false, cancel: true })
    await ask("showActionSheet({ itemList: ['一', '二'] }")
    await phone.page.getByRole('button', { name: '二' }).waitFor()
    await press('Escape')
    expect(String(await said())).toContain('showActionSheet:fail cancel')
    await phone.settle()
    expect(await focused()).toBe('show')
  })

  test('arrows turn the wheels of a picker and a slider', async () => {
    await phone.byId('day').focus()
    await press('Enter')
    const wheel = phone.page.getByRole('listbox')
    await wheel.waitFor()
    await wheel.focus()
    await press('ArrowDown', 'ArrowDown')
    await phone.page.getByRole('button', { name: '确定' }).click()
    await phone.byId('day').filter({ hasText: '三' }).waitFor()
    await phone.byId('stars').focus()
    await press('ArrowRight', 'ArrowRight')
    expect(await text('stars')).toBe('4')
    await press('ArrowLeft')
    expect(await text('stars')).toBe('3')
  })

  test('a page that is come back to has the focus where it was', async () => {
    await phone.byId('leave').focus()
    await press('Enter')
    await phone.byId('detail').waitFor()
    await phone.page.getByRole('button', { name: '返回' }).focus()
    await press('Enter')
    await phone.byId('leave').waitFor()
    expect(await focused()).toBe('leave')
  })

  test('the frame has landmarks, levels of headings and texts for pictures, and can be enlarged', async () => {
    const { page } = phone
    await page.getByRole('heading', { level: 1, name: '按键' }).waitFor()
    await page.getByRole('heading', { level: 2, name: '标题' }).waitFor()
    await page.getByRole('main').getByRole('button', { name: '甲' }).waitFor()
    await phone.go('pages/home/home')
    await page.getByRole('navigation').getByRole('tab', { name: '我的' }).waitFor()
    expect(await page.locator('img:not([alt])').count()).toBe(0)
    const viewport = await page.locator('meta[name="viewport"]').getAttribute('content')
    expect(viewport).not.toMatch(/maximum-scale|user-scalable/)
  })
})
