import type { FrameLocator, Page } from 'playwright-core'
import { toBuffer } from 'qrcode'
import { unlimitedCode } from '../../scripts/local-cloud/wechat/code'
import { findBrowser, type Phone } from '../journeys/browser'
import { answer, CHEN, choose, inCloudWorld, tapToAsk } from './cloud-world'

const inBrowser = findBrowser() ? describe : describe.skip

/** The code that a function gets from WeChat for a page and a scene. */
async function miniProgramCode(page: string, scene: string): Promise<Buffer> {
  const { buffer } = (await unlimitedCode({ page, scene, check_path: false })) as { buffer: Buffer }
  return buffer
}

inBrowser('the desk', () => {
  const world = inCloudWorld()
  let window: Phone
  const said = { kind: 'sms', to: '19900000001', parameters: {} } as const

  /** The desk in a window of its own; closed with the phone that it replaces. */
  async function openDesk(width: number, hash = ''): Promise<Page> {
    window = await world.open('')
    const { page } = window
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`${world.cloud.url}/index.html${hash}`)
    return page
  }

  const phoneOn = (page: Page, place: number): FrameLocator => page.frameLocator('iframe').nth(place)
  const drawer = (page: Page) => page.getByRole('complementary', { name: '已发送的消息' })

  describe('outbox', () => {
    beforeEach(() => world.cloud.outbox.clear())

    test('a sent message appears in the drawer by itself, newest first, beside the phones', async () => {
      const page = await openDesk(1440)
      await page.getByRole('button', { name: '发件箱' }).click()
      await drawer(page).getByText('还没有发出任何消息').waitFor()
      world.cloud.outbox.add({ ...said, text: '验证码 135790，5 分钟内有效' }, { plan: 'ok' })
      await drawer(page).getByText('135790', { exact: true }).waitFor()
      world.cloud.outbox.add({ ...said, text: '您的报修单261118-0479已维修完成' }, { plan: 'ok' })
      await drawer(page).getByText('报修单261118-0479').waitFor()
      expect(await drawer(page).locator('.message p b').allInnerTexts()).toEqual(['135790'])
      world.cloud.outbox.add(
        { ...said, kind: 'subscribe', to: CHEN.openid, text: '通知提醒\n通知标题：停水' },
        { plan: 'fail', code: 43101 },
      )
      const items = drawer(page).getByRole('listitem')
      await items.nth(2).waitFor()
      const [newest, , oldest] = await items.allInnerTexts()
      expect(newest).toMatch(
        /订阅消息\s+陈小满\s+发送失败 43101\s+\d\d-\d\d \d\d:\d\d:\d\d\s+通知提醒\n通知标题：停水/,
      )
      expect(oldest).toMatch(/短信\s+19900000001\s.*验证码/s)
      const [phone, beside] = [
        await page.locator('iframe').nth(0).boundingBox(),
        await drawer(page).boundingBox(),
      ]
      expect(beside!.x + beside!.width).toBeLessThanOrEqual(phone!.x)
    })

    test('unseen messages are counted until the drawer is opened', async () => {
      world.cloud.outbox.add({ ...said, text: '从前' }, { plan: 'ok' })
      const page = await openDesk(1440)
      await page.locator('.message').waitFor({ state: 'attached' })
      world.cloud.outbox.add({ ...said, text: '刚刚' }, { plan: 'ok' })
      await page.getByRole('button', { name: '发件箱，1 条未读' }).click()
      await drawer(page).getByText('刚刚').waitFor()
      await page.getByRole('button', { name: '关闭发件箱' }).click()
      await page.getByRole('button', { name: '发件箱', exact: true }).waitFor()
      expect(await drawer(page).count()).toBe(0)
    })

    test('in a narrow window it lies over the phone and can be closed again', async () => {
      const page = await openDesk(390)
      await page.getByRole('button', { name: '发件箱' }).click()
      await drawer(page).getByText('还没有发出任何消息').waitFor()
      expect((await drawer(page).boundingBox())!.width).toBeLessThanOrEqual(390)
      await page.keyboard.press('Escape')
      await drawer(page).waitFor({ state: 'hidden' })
      await page.getByRole('button', { name: '发件箱' }).click()
      await page.getByRole('button', { name: '关闭发件箱' }).click()
      await drawer(page).waitFor({ state: 'hidden' })
    })

    test('a local cloud that is gone is said to be gone, until it is back', async () => {
      const page = await openDesk(1440)
      await page.route('**/local/outbox', route => route.fulfill({ status: 502, body: '' }))
      await page.getByRole('button', { name: '发件箱' }).click()
      await drawer(page).getByText('连不上本地云').waitFor()
      await page.unroute('**/local/outbox')
      await drawer(page).getByText('还没有发出任何消息').waitFor()
      expect(window.takeFaults().join()).toContain('502')
    })
  })

  describe('scanning', () => {
    /** Runs code inside one of the two phones. */
    async function inside(page: Page, place: number, code: string): Promise<void> {
      const frame = await (await page.locator('iframe').nth(place).elementHandle())!.contentFrame()
      await frame!.evaluate(code)
    }

    const show = (page: Page, place: number, data: object) =>
      inside(page, place, `getCurrentPages()[0].setData(${JSON.stringify(data)})`)

    test('one phone scans the mini program code that the other shows', async () => {
      const page = await openDesk(1440, '#/pages/ask/ask')
      const code = await miniProgramCode('pages/ask/ask', 'room=a&day=1')
      await phoneOn(page, 0).locator('[data-testid="ask"]').waitFor()
      await phoneOn(page, 1).locator('[data-testid="title"]').waitFor()
      await inside(page, 1, `location.hash = '#/pages/ask/ask'`)
      await phoneOn(page, 1).locator('[data-testid="ask"]').waitFor()
      await show(page, 0, { name: 'scanCode', options: { onlyFromCamera: true } })
      await phoneOn(page, 0).locator('[data-testid="ask"]').click()
      await phoneOn(page, 0).getByRole('button', { name: '扫另一部手机' }).click()
      await phoneOn(page, 0).getByText('没有找到二维码').waitFor()
      await show(page, 1, { picture: `data:image/png;base64,${code.toString('base64')}` })
      await phoneOn(page, 1).locator('[data-testid="natural"]').getByText('x').waitFor()
      expect(await phoneOn(page, 0).getByRole('button', { name: '选择图片' }).count()).toBe(0)
      await phoneOn(page, 0).getByRole('button', { name: '扫另一部手机' }).click()
      const result = phoneOn(page, 0).locator('[data-testid="said"]').filter({ hasText: 'errMsg' })
      await result.waitFor()
      expect(JSON.parse(await result.innerText())).toMatchObject({
        scanType: 'WX_CODE',
        path: 'pages/ask/ask?scene=room%3Da%26day%3D1',
        result: '',
      })
    })

    test('a picture of a code is scanned, and text can be typed in its place', async () => {
      const phone = await world.open('pages/ask/ask')
      await tapToAsk(phone, 'scanCode')
      const buffer = await toBuffer('签到 42')
      await choose(phone, () => phone.page.getByRole('button', { name: '选择图片' }).click(), [
        { name: 'code.png', mimeType: 'image/png', buffer },
      ])
      expect(await answer(phone)).toMatchObject({ scanType: 'QR_CODE', result: '签到 42', path: '' })
      await tapToAsk(phone, 'scanCode')
      await phone.page.getByLabel('内容').fill('AB-7')
      await phone.page.getByRole('button', { name: '识别文字' }).click()
      expect(await answer(phone)).toMatchObject({ result: 'AB-7' })
      await tapToAsk(phone, 'scanCode')
      await phone.page.getByRole('button', { name: '取消' }).click()
      expect((await answer(phone)).errMsg).toBe('scanCode:fail cancel')
    })

    test('a mini program code opens its page, which decodes the scene itself', async () => {
      const hash = '#/pages/ask/ask?scene=room%3Da%26day%3D1'
      const page = await openDesk(1440, hash)
      const scene = phoneOn(page, 0).locator('[data-testid="scene"]')
      await scene.getByText('room%3Da%26day%3D1', { exact: true }).waitFor()
      await page.reload()
      await scene.getByText('room%3Da%26day%3D1', { exact: true }).waitFor()
      const launched = await phoneOn(page, 0).locator('body').evaluate('wx.getLaunchOptionsSync()')
      expect(launched).toMatchObject({ scene: 1047, path: 'pages/ask/ask' })
    })
  })
})
