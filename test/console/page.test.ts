import type { Browser } from 'playwright-core'
import { CONSOLE_DIR } from '../../scripts/console/build'
import { findBrowser, openBrowser } from '../journeys/browser'
import { aWorld } from '../make/world'
import { type ConsolePage, openConsole, type PageOptions } from './console-page'

if (!findBrowser())
  console.warn('No Chromium browser was found: the tests of the console’s page are skipped.')
const inBrowser = findBrowser() ? describe : describe.skip

inBrowser('the console in a browser', () => {
  const world = aWorld({ console: CONSOLE_DIR })
  let browser: Browser
  let opened: ConsolePage
  // A collection without rules, whatever those of the product are.
  beforeAll(() => world.cloud.database.createCollection('notes'))
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())
  afterEach(() => opened?.close())

  const open = async (place = '', options: PageOptions = {}) => {
    opened = await openConsole(browser, world.cloud.url, { place, ...options })
    return opened.page
  }
  const dump = (collection: string) => [...world.cloud.database.dump(collection)]

  test('the overview follows what happens in the cloud', async () => {
    const page = await open()
    await page.getByRole('heading', { name: '云函数' }).waitFor()
    await world.raw('t-lin', 'room', { op: 'list', input: {} })
    await world.cloud.database.find({ collection: 'rooms', filter: { picture: 'studio' } })
    const alarming = page.locator('.card.alarming', { hasText: '没走索引的查询' })
    await alarming.waitFor()
    await page.locator('.queries').getByText('{picture: ?}').first().waitFor()
    await opened.shot('overview')
    await page.route('**/local/**', route => route.abort())
    await page.getByRole('status').getByText('连不上本地云').waitFor()
    await opened.expectFault('Failed to load')
  })

  test('on a phone the navigation is below, in the dark the page is dark', async () => {
    const page = await open('', { narrow: true, theme: 'dark' })
    await page.getByRole('heading', { name: '云函数' }).waitFor()
    const box = await page.getByRole('navigation', { name: '控制台' }).boundingBox()
    expect(box!.y + box!.height).toBeGreaterThan(800)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
    await opened.shot('overview-phone-dark')
    await page.getByRole('link', { name: '数据库' }).first().click()
    await page.getByRole('heading', { name: '集合' }).waitFor()
    await opened.shot('database-phone-dark')
  })

  test('the members are listed by columns', async () => {
    const page = await open('database/members')
    const row = page.getByRole('button', { name: /t-lin/ })
    await row.getByText('林知微').waitFor()
    await row.getByText('10001').waitFor()
    await page.locator('.document.heads').getByText('account').waitFor()
    await opened.shot('members')
  })

  test('the functions begin with the calls that failed', async () => {
    world.cloud.faults.add({ action: 'database.*', nth: 2, kind: 'error' })
    const { reply } = await world.raw('t-lin', 'room', { op: 'list', input: {} })
    expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL' } })
    const page = await open('functions')
    const first = page.locator('main section').first()
    await first.getByRole('heading', { name: '失败的调用' }).waitFor()
    await first.getByRole('link', { name: 'room' }).waitFor()
    await first.getByText('INTERNAL', { exact: true }).waitFor()
    await opened.shot('functions')
  })

  test('another page begins at its top, with the header in sight', async () => {
    const page = await open('database/members')
    await page.getByRole('button', { name: /t-lin/ }).waitFor()
    await page.evaluate('scrollTo(0, 400)')
    await page.getByRole('link', { name: '云函数' }).first().click()
    await page.getByRole('heading', { name: '配置' }).waitFor()
    expect(await page.evaluate('scrollY')).toBe(0)
    await page.evaluate('scrollTo(0, 200)')
    expect((await page.locator('#clock').boundingBox())!.y).toBeGreaterThanOrEqual(0)
  })

  test('a document is found by its text, edited and saved with the keyboard', async () => {
    await world.cloud.database.insert({
      collection: 'notes',
      documents: [{ _id: 'd-page', name: '待改名的部门' }, { _id: 'd-rest' }],
    })
    const page = await open('database/notes')
    const second = page.locator('.documents li').nth(1)
    await second.waitFor()
    await page.getByRole('searchbox').fill('待改名')
    await page.keyboard.press('Enter')
    const found = page.getByRole('button', { name: /d-page/ })
    // Until the answer comes the list is still the whole one, with the document in it.
    await second.waitFor({ state: 'detached' })
    await found.waitFor()
    await found.press('Enter')
    const editor = page.getByRole('textbox', { name: '文档' })
    await editor.fill('{"_id":"d-page","name":')
    await page.getByText('不是有效的 JSON').waitFor()
    await page.locator('[aria-invalid="true"]').waitFor()
    await opened.shot('editor')
    await editor.fill('{"_id":"d-page","name":"改好的部门"}')
    await page.getByRole('button', { name: '保存' }).press('Enter')
    await page.getByRole('status').getByText('已保存').waitFor()
    expect(dump('notes').find(({ _id }) => _id === 'd-page')).toEqual({
      _id: 'd-page',
      name: '改好的部门',
    })
  })

  test('deleting asks first, and Escape means no', async () => {
    await world.cloud.database.insert({ collection: 'notes', documents: [{ _id: 'd-away' }] })
    const there = () => dump('notes').some(({ _id }) => _id === 'd-away')
    const page = await open('database/notes?by=id&value=d-away')
    await page.getByRole('button', { name: /d-away/ }).click()
    const question = page.getByRole('alertdialog')
    await page.getByRole('button', { name: '删除' }).click()
    await question.waitFor()
    await page.keyboard.press('Escape')
    await question.waitFor({ state: 'detached' })
    expect(there()).toBe(true)
    await page.getByRole('button', { name: '删除' }).click()
    await question.getByRole('button', { name: '删除' }).click()
    await page.getByText('没有找到符合的文档').waitFor()
    expect(there()).toBe(false)
  })

  test('an import names the bad line and writes nothing until all are good', async () => {
    const page = await open('database/room_history')
    await page.getByText('这个集合还没有文档').waitFor()
    await page.getByRole('button', { name: '导入' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('{"_id":"h-1","title":"例会"}\n{"_id":"h-2"')
    await dialog.getByRole('button', { name: '导入' }).click()
    await dialog.getByText('第 2 行').waitFor()
    await opened.expectFault('400')
    expect(dump('room_history')).toEqual([])
    await opened.shot('import')
    await dialog.getByRole('textbox').fill('{"_id":"h-1","title":"例会"}\n{"_id":"h-2"}')
    await dialog.getByRole('button', { name: '导入' }).click()
    await page.getByRole('status').getByText('导入了 2 个文档').waitFor()
    expect(dump('room_history')).toHaveLength(2)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('room_history.jsonl')
  })

  test('a function runs with a ready-made event as somebody who may, and its log shows the call', async () => {
    const page = await open('functions/room')
    await page.getByRole('combobox', { name: '事件' }).selectOption({ label: 'pending' })
    expect(await page.getByRole('combobox', { name: '调用者' }).inputValue()).toBe('a-room')
    await page.getByRole('button', { name: '运行' }).click()
    await page.locator('.result').getByText('成功').waitFor()
    await page.locator('.log').getByText('pending').first().waitFor()
    await opened.shot('function')
    await page.getByRole('combobox', { name: '事件' }).selectOption({ label: '控制台默认事件' })
    await page.getByRole('button', { name: '运行' }).click()
    await page.locator('.result').getByText('被拒绝').waitFor()
  })

  test('the timer is fired and the clock is moved and put back', async () => {
    const page = await open('functions/room', { theme: 'dark' })
    await page.getByRole('button', { name: '触发定时器' }).click()
    await page.getByRole('status').getByText('定时器执行完了').waitFor()
    await page.getByRole('button', { name: /云端时间/ }).click()
    await page.getByRole('button', { name: '快进 1 天' }).click()
    await page.locator('#clock').getByText('快 1 天').waitFor()
    expect(Math.round(world.cloud.clock.ahead / 3_600_000)).toBe(24)
    await opened.shot('clock-dark')
    await page.getByRole('button', { name: '回到真实时间' }).click()
    await page.locator('#clock b').waitFor({ state: 'detached' })
    expect(Math.round(world.cloud.clock.ahead / 1000)).toBe(0)
  })

  test('messages are shown as people read them, and can be told apart by kind', async () => {
    const parameters = { code: '482913' }
    const sms = { kind: 'sms', to: '19900000001', parameters, text: '您的验证码是 482913。' } as const
    world.cloud.outbox.add(sms, { plan: 'ok' })
    const news = { kind: 'subscribe', to: 'o-t-lin', parameters: {}, text: '您的报修已派单' } as const
    world.cloud.outbox.add(news, { plan: 'fail', code: 43101 })
    const page = await open('outbox')
    await page.getByText('您的验证码是 482913。').waitFor()
    const failed = page.locator('.message', { hasText: '已派单' })
    expect(await failed.innerText()).toMatch(/林知微[\s\S]*发送失败 43101/)
    await opened.shot('outbox')
    await page.getByRole('link', { name: '短信' }).click()
    await failed.waitFor({ state: 'detached' })
    await page.getByText('您的验证码是 482913。').waitFor()
    expect(await page.locator('.message').count()).toBe(1)
    await page.getByRole('combobox', { name: '从现在起' }).selectOption('down')
    await page.getByRole('button', { name: '应用' }).click()
    await page.getByRole('status').getByText('没有回应').waitFor()
    expect(world.cloud.outbox.current('sms')).toEqual({ plan: 'down' })
  })

  test('a file is listed, saved and, after a question, deleted', async () => {
    const photo = { bytes: Buffer.alloc(2048), type: 'image/jpeg', modified: Date.UTC(2026, 2, 1) }
    await world.cloud.files.put('incoming/o-t-lin/水管 1.jpg', photo)
    const page = await open('files', { narrow: true })
    await page.getByText('2026年3月1日 08:00:00').waitFor()
    expect(await page.locator('.item').innerText()).toContain('2 KB')
    await opened.shot('files-phone')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('水管 1.jpg')
    await page.getByRole('button', { name: '删除' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: '删除' }).click()
    await page.getByText('还没有文件').waitFor()
    expect(await world.cloud.files.list()).toEqual([])
  })

  test('a fault is planned and called off', async () => {
    const page = await open('faults')
    await page.getByRole('spinbutton').fill('3')
    await page.getByRole('combobox', { name: '发生什么' }).selectOption({ label: '函数进程被杀掉' })
    await page.getByRole('button', { name: '安排', exact: true }).click()
    await page.getByText('还差 3 次').waitFor()
    const planned = { action: 'database.modifyDocument', nth: 3, kind: 'kill', when: 'before' }
    expect(world.cloud.faults.list()).toEqual([expect.objectContaining(planned)])
    await opened.shot('faults')
    await page.getByRole('button', { name: '全部取消' }).click()
    await page.getByText('没有安排故障').waitFor()
    expect(world.cloud.faults.list()).toEqual([])
  })

  test('a collection that is not there is said, with a way to try again', async () => {
    const page = await open('database/nothing')
    await page.getByRole('alert').getByText('没有集合 nothing').waitFor()
    await opened.expectFault('404')
    await world.cloud.database.createCollection('nothing')
    await page.getByRole('button', { name: '再试一次' }).click()
    await page.getByText('这个集合还没有文档').waitFor()
  })
})
