import type { Browser, Locator } from 'playwright-core'
import { findBrowser, openBrowser, openPhone, type Phone, type PhoneOptions } from '../journeys/browser'
import { startWorld, type World } from './world'

if (!findBrowser())
  console.warn('No Chromium browser was found: the tests of the preview in a browser are skipped.')
const inBrowser = findBrowser() ? describe : describe.skip

/** Known to the browser, where the functions given to evaluate() run. */
declare function getComputedStyle(node: unknown): Record<string, string>

let world: World
let browser: Browser
let phone: Phone

async function open(path = '', options: Partial<PhoneOptions> = {}): Promise<Phone> {
  phone = await openPhone(browser, { url: world.url, as: 'lin', path, ...options })
  return phone
}

/** Lines that the mini program wrote about its lifecycle since this was last asked. */
const takeLog = () => phone.page.evaluate<string[]>('getApp().log.splice(0)')
const routes = () => phone.page.evaluate<string[]>('getCurrentPages().map(page => page.route)')
const text = (testId: string) => phone.byId(testId).innerText()
const styleOf = (found: Locator, name: string) =>
  found.evaluate((node, key) => getComputedStyle(node)[key], name)
const colour = (testId: string) => styleOf(phone.byId(testId), 'color')

/** The tests of a group that change what others would see. */
function eachOnItsOwnPhone(): void {
  afterEach(() => phone.close())
}

/** The tests of a group that look at different parts of one page: opening it is what takes time. */
function allOnOnePhone(path = ''): void {
  beforeAll(() => open(path))
  afterAll(() => phone.close())
}

async function drag(from: [number, number], to: [number, number]): Promise<void> {
  const { mouse } = phone.page
  await mouse.move(...from)
  await mouse.down()
  await mouse.move(...to, { steps: 6 })
  await mouse.up()
}

inBrowser('the preview in a browser', () => {
  beforeAll(async () => {
    world = await startWorld()
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  describe('lifecycle and navigation', () => {
    eachOnItsOwnPhone()

    test('app, page and component start in the order of WeChat', async () => {
      await open()
      await phone.page.waitForFunction("getApp().log.includes('home ready')")
      expect(await takeLog()).toEqual([
        'app launch pages/home/home',
        'app show',
        'card attached',
        'home load',
        'home show',
        'card ready',
        'home ready',
      ])
    })

    test('a page is hidden below another and shown again when that one is left', async () => {
      await open()
      await phone.byId('to-detail').click()
      await phone.byId('detail').waitFor()
      expect(await routes()).toEqual(['pages/home/home', 'pages/detail/detail'])
      await takeLog()
      await phone.page.getByRole('button', { name: '返回' }).and(phone.page.locator(':visible')).click()
      await phone.byId('title').waitFor()
      expect(await takeLog()).toEqual(['detail unload', 'home show'])
    })

    test('a query arrives decoded, as properties of a page made by Component()', async () => {
      await open()
      await phone.byId('to-detail').click()
      expect(await text('detail')).toBe('7 林')
      expect(await phone.top.getByRole('heading').innerText()).toBe('第 7 号')
    })

    test('redirectTo replaces the page', async () => {
      await open()
      await phone.byId('to-detail').click()
      await phone.byId('replace').click()
      await phone.byId('submit').waitFor()
      expect(await routes()).toEqual(['pages/home/home', 'pages/form/form'])
    })

    test('tabs stay alive while another is shown', async () => {
      await open()
      await phone.page.getByRole('tab', { name: '我的' }).click()
      await phone.byId('mine').waitFor()
      await phone.page.getByRole('tab', { name: '首页' }).click()
      await phone.byId('title').waitFor()
      expect(await routes()).toEqual(['pages/home/home'])
      expect((await takeLog()).filter(entry => /load|unload|hide/.test(entry))).toEqual([
        'home load',
        'home hide',
        'mine load',
        'mine hide',
      ])
    })

    test('a page of a subpackage opens by a relative address', async () => {
      await open()
      await phone.byId('to-place').click()
      expect(await text('place')).toBe('来自 home')
    })

    test('a link to a page that does not exist is a fault, shown over the home page', async () => {
      await open('pages/nowhere/nowhere')
      await phone.byId('title').waitFor()
      expect(phone.takeFaults().join()).toContain('page "pages/nowhere/nowhere" is not found')
    })

    test('a changed hash opens its page anew', async () => {
      await open()
      await phone.page.evaluate("location.hash = '#/pages/detail/detail?id=5&name=y'")
      expect(await text('detail')).toBe('5 y')
      expect(await routes()).toEqual(['pages/detail/detail'])
    })

    test('a deep link opens its page, and the home button leads home', async () => {
      await open('pages/detail/detail?id=3&name=x')
      expect(await text('detail')).toBe('3 x')
      await phone.top.getByRole('button', { name: '首页' }).click()
      await phone.byId('title').waitFor()
      expect(await routes()).toEqual(['pages/home/home'])
    })
  })

  describe('templates and styles', () => {
    allOnOnePhone()

    test('WXS computes in templates and handles events', async () => {
      expect([await text('shout'), await text('type'), await text('number')]).toEqual(['好!', 'Array', '302'])
      await phone.byId('script-tap').click()
      expect(await text('scripted')).toBe('wxs')
    })

    test('slots are filled, and what stands in an empty slot is not shown', async () => {
      expect(await text('slotted')).toBe('正文')
      expect(await text('card-end')).toBe('结尾')
      expect(await phone.top.getByText('没有内容').count()).toBe(0)
    })

    test('a component without an element of its own is found by its test id all the same', async () => {
      expect(await text('chip')).toBe('没有外壳')
    })

    test('styles of page, component and app stay where they belong', async () => {
      expect(await colour('title')).toBe('rgb(1, 2, 3)')
      expect(await colour('card-title')).toBe('rgb(4, 5, 6)')
      expect(await colour('card-shared')).not.toBe('rgb(7, 8, 9)')
    })

    test('a page that one comes back to still has its own say over the styles of the app', async () => {
      await phone.byId('to-detail').click()
      await phone.byId('title').waitFor({ state: 'detached' })
      await phone.page.evaluate('wx.navigateBack()')
      await phone.byId('title').waitFor()
      expect(await colour('title')).toBe('rgb(1, 2, 3)')
    })

    test('750 rpx are the width of the screen', async () => {
      expect((await phone.byId('hundred-rpx').boundingBox())?.width).toBe(50)
    })
  })

  describe('out of sight', () => {
    eachOnItsOwnPhone()

    test('a window that is hidden hides the page on top too, and shows it again', async () => {
      await open()
      await phone.byId('title').waitFor()
      await takeLog()
      const turn = (hidden: boolean) =>
        phone.page.evaluate(
          `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
        )
      await turn(true)
      expect(await takeLog()).toEqual(['home hide'])
      await turn(false)
      expect(await takeLog()).toEqual(['app show', 'home show'])
    })
  })

  describe('theme and text size', () => {
    eachOnItsOwnPhone()

    test('dark mode changes styles, bars and what the page is told, without a reload', async () => {
      await open('pages/mine/mine')
      const background = () => styleOf(phone.top.locator('wx-page'), 'backgroundColor')
      expect([await text('theme'), await background()]).toEqual(['light', 'rgb(250, 250, 250)'])
      await phone.page.evaluate("postMessage({ type: 'theme', theme: 'dark' }, location.origin)")
      await phone.top.getByText('dark', { exact: true }).waitFor()
      expect(await background()).toBe('rgb(10, 10, 10)')
      const bar = phone.page.getByRole('navigation')
      expect(await styleOf(bar, 'backgroundColor')).toBe('rgb(32, 32, 32)')
    })

    test('a phone can be opened dark and with large text', async () => {
      await open('pages/mine/mine', { theme: 'dark', font: 1.3 })
      expect([await text('theme'), await text('font')]).toEqual(['dark', '21'])
    })
  })

  describe('gestures', () => {
    eachOnItsOwnPhone()

    test('pulling down refreshes once, pushing up does not', async () => {
      await open()
      await phone.byId('title').waitFor()
      await drag([180, 300], [180, 150])
      expect(await text('refreshes')).toBe('0')
      await drag([180, 120], [180, 320])
      await phone.top.getByText('1', { exact: true }).waitFor()
    })

    test('a finger pulls too', async () => {
      await open('', { touch: true })
      await phone.byId('title').waitFor()
      const session = await phone.page.context().newCDPSession(phone.page)
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
        session.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: y === undefined ? [] : [{ x: 180, y }],
        })
      await touch('touchStart', 120)
      for (const y of [160, 220, 280, 320]) await touch('touchMove', y)
      await touch('touchEnd')
      await phone.top.getByText('1', { exact: true }).waitFor()
    })

    test('scrolling is told to the page, and its end once', async () => {
      await open('pages/scroll/scroll')
      await phone.page.evaluate("wx.pageScrollTo({ selector: '#end', duration: 0 })")
      await phone.top.getByText('到底 1 次').waitFor()
      expect(await phone.page.evaluate<number>('getCurrentPages()[0].data.top')).toBeGreaterThan(0)
    })
  })

  describe('forms and pickers', () => {
    eachOnItsOwnPhone()

    test('a form collects every kind of control', async () => {
      await open('pages/form/form')
      await phone.byId('title').locator('input').fill('例会')
      await phone.byId('note').locator('textarea').fill('带投影')
      await phone.byId('afternoon').click()
      await phone.byId('video').click()
      await phone.byId('urgent').click()
      await phone.byId('submit').click()
      const sent = JSON.parse(await text('sent'))
      expect(sent).toEqual({
        title: '例会',
        note: '带投影',
        room: 0,
        day: '2026-03-15',
        slot: 'pm',
        needs: ['video', 'board'],
        urgent: true,
        people: 3,
      })
    })

    test('a picker gives the index of the chosen row, and nothing when it is cancelled', async () => {
      await open('pages/form/form')
      await phone.byId('room').click()
      await phone.page.getByRole('option', { name: '三号' }).click()
      await phone.page.getByRole('button', { name: '确定' }).click()
      expect(await text('room')).toBe('三号')
      await phone.byId('room').click()
      await phone.page.getByRole('option', { name: '一号' }).click()
      await phone.page.getByRole('button', { name: '取消' }).click()
      expect(await text('room')).toBe('三号')
    })

    test('a date picker stays between its first and last day', async () => {
      await open('pages/form/form')
      await phone.byId('day').click()
      await phone.page.getByRole('option', { name: '01月' }).click()
      await phone.page.getByRole('button', { name: '确定' }).click()
      expect(await text('day')).toBe('2026-02-01')
    })
  })

  describe('controls', () => {
    allOnOnePhone('pages/controls/controls')

    test('a scroll-view tells its end once', async () => {
      await phone.byId('strip').evaluate((node: { scrollLeft: number }) => {
        node.scrollLeft = 9999
      })
      await phone.byId('ends').getByText('1').waitFor()
    })

    test('a swiper follows the drag and tells where it stands', async () => {
      const { y } = (await phone.byId('swiper').boundingBox())!
      await drag([300, y + 20], [120, y + 20])
      await phone.byId('swiped').getByText('1 touch').waitFor()
    })

    test('wheels stand where the value says and tell where they are turned', async () => {
      const row = await phone.byId('wheels').getByText('时 2').boundingBox()
      const view = await phone.byId('wheels').boundingBox()
      expect(row!.y - view!.y).toBe(50)
      await phone
        .byId('wheels')
        .locator('.wx-wheel')
        .nth(1)
        .evaluate((node: { scrollTop: number }) => {
          node.scrollTop = 100
        })
      await phone.byId('picked').getByText('1,2').waitFor()
    })

    test('a selector query measures what was asked for', async () => {
      await phone.byId('measure').click()
      await phone.byId('measured').getByText('{').waitFor()
      expect(JSON.parse(await text('measured'))).toEqual({
        width: 100,
        height: 20,
        dataset: { kind: '盒子' },
        display: 'block',
      })
    })

    test('rich text keeps its looks and loses what could run', async () => {
      expect(await phone.byId('rich-html').innerHTML()).toBe('<i>斜</i>')
      expect(await phone.byId('rich-nodes').innerHTML()).toBe(
        '<b style="color: red">粗&lt;</b><img src="images/home.svg">',
      )
    })

    test('an image takes its height from its width', async () => {
      await phone.byId('natural').getByText('x').waitFor()
      const box = await phone.byId('image').boundingBox()
      expect([box!.width, box!.height]).toEqual([80, 80])
    })

    test('an intersection observer sees what is scrolled into view', async () => {
      expect(await text('seen')).toBe('no')
      await phone.byId('far').scrollIntoViewIfNeeded()
      await phone.byId('seen').getByText('yes').waitFor()
    })
  })

  describe('wx', () => {
    eachOnItsOwnPhone()

    test('callFunction is made as the persona of the phone', async () => {
      await open()
      await phone.byId('call').click()
      await phone.top.getByText('lin 你好').waitFor()
    })

    test("a call that fails rejects with WeChat's two fields", async () => {
      await open()
      await phone.byId('call-nobody').click()
      await phone.top.getByText('-501000 cloud.callFunction:fail FunctionName does not exist').waitFor()
    })

    test('storage outlives a reload and belongs to one persona', async () => {
      await open('pages/mine/mine')
      const note = phone.byId('note').locator('input')
      await note.fill('钥匙在门卫')
      await phone.byId('keep').click()
      await phone.page.getByRole('status').waitFor()
      await phone.page.reload()
      expect(await note.inputValue()).toBe('钥匙在门卫')
      await phone.page.goto(`${world.url}/phone.html?as=wang#/pages/mine/mine`)
      expect(await note.inputValue()).toBe('')
    })

    test('a dialog answers with what was typed', async () => {
      await open('pages/mine/mine')
      await phone.byId('ask').click()
      await phone.page.getByRole('dialog').locator('input').fill('因为')
      await phone.page.getByRole('button', { name: '确定' }).click()
      await phone.top.getByText('因为', { exact: true }).waitFor()
    })

    test('an action sheet answers with the index, or fails when it is left', async () => {
      await open('pages/mine/mine')
      await phone.byId('choose').click()
      await phone.page.getByRole('button', { name: '乙' }).click()
      await phone.top.getByText('第 1').waitFor()
      await phone.byId('choose').click()
      await phone.page.getByRole('button', { name: '取消' }).click()
      await phone.top.getByText('showActionSheet:fail cancel').waitFor()
    })

    test('a call shows the number before it is made', async () => {
      await open('pages/mine/mine')
      await phone.byId('phone').click()
      await phone.page.getByRole('dialog').getByText('拨打 19900000000').waitFor()
      await phone.page.getByRole('button', { name: '呼叫' }).click()
    })
  })

  describe('faults are shown', () => {
    allOnOnePhone('pages/faults/faults')

    test.each([
      ['unknown-api', 'wx.startBluetooth is not supported by the preview'],
      ['send-function', 'setData of "list.0.act": a function cannot be sent to the page'],
      ['send-instance', 'setData of "when": an instance of Date cannot be sent to the page'],
      ['fail', 'broken on purpose'],
      ['reject', 'nobody waits for me'],
      ['get-lost', 'page "pages/nowhere/nowhere" is not found'],
      ['show-attribute', '"danceable" is not a valid property of <view>'],
    ])('%s: in red on the page and on the console', async (testId, message) => {
      await phone.byId(testId).click()
      await phone.page.getByRole('alert').getByText(message).first().waitFor()
      expect(phone.takeFaults().join('\n')).toContain(message)
    })

    test('a page that fails while it loads is opened all the same', async () => {
      await phone.page.evaluate("wx.navigateTo({ url: '/pages/faults/faults?broken=1' })")
      await phone.page.getByRole('alert').getByText('broken while loading').first().waitFor()
      expect(await routes()).toEqual(['pages/faults/faults', 'pages/faults/faults'])
      expect(phone.takeFaults()).toHaveLength(1)
    })

    test('the panel names the line that somebody wrote', async () => {
      await phone.byId('fail').click()
      await phone.page.getByRole('alert').getByText('fixture/pages/faults/faults.js:12:').first().waitFor()
      expect(phone.takeFaults()).toHaveLength(1)
    })
  })

  describe('the desk', () => {
    eachOnItsOwnPhone()

    test('two phones lie side by side, held by the first people there are', async () => {
      await open()
      await phone.page.setViewportSize({ width: 1280, height: 900 })
      await phone.page.goto(world.url)
      const holders = phone.page.locator('.holder')
      await holders.nth(1).waitFor()
      expect(await holders.allInnerTexts()).toEqual([
        expect.stringMatching(/林老师\s*会议室管理员/),
        expect.stringMatching(/王同学\s*学生/),
      ])
      const [first, second] = [
        phone.page.frameLocator('iframe').nth(0),
        phone.page.frameLocator('iframe').nth(1),
      ]
      await first.locator('[data-testid="call"]').click()
      await first.getByText('lin 你好').waitFor()
      await holders.nth(1).click()
      await phone.page.getByRole('option', { name: '陈老师' }).click()
      await second.locator('[data-testid="call"]').click()
      await second.getByText('chen 你好').waitFor()
    })

    test('a narrow window shows one phone and a switch', async () => {
      await open()
      await phone.page.goto(world.url)
      await phone.page.getByRole('button', { name: '手机 2' }).click()
      expect(await phone.page.locator('iframe:visible').getAttribute('title')).toBe('手机 2')
    })
  })
})
