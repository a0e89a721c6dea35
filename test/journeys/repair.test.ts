import path from 'node:path'
import type { Browser } from 'playwright-core'
import { tick } from '../make/messages'
import { aWorld } from '../make/world'
import { choose } from '../preview/cloud-world'
import { aPicture } from '../preview/picture'
import { findBrowser, openBrowser, openPhone, type Phone } from './browser'

const journey = findBrowser() ? describe : describe.skip
const PAGES = 'features/repair'

journey('from a broken tap to five stars', () => {
  const world = aWorld({ pages: path.join(__dirname, '..', '..', 'dist', 'preview') })
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  const phoneOf = (as: string, page = '', theme: 'light' | 'dark' = 'light') =>
    openPhone(browser, { url: world.cloud.url, as, theme, path: page, sharpness: 2 })
  const press = (phone: Phone, words: string) =>
    phone.page.getByRole('dialog').getByRole('button', { name: words, exact: true }).click()
  const fill = (phone: Phone, id: string, words: string) =>
    phone.byId(id).locator('input, textarea').fill(words)
  const state = (phone: Phone, words: string) => phone.byId('ticket-state').getByText(words).waitFor()
  /** The ticket's page on another phone. */
  const opened = (as: string, id: string, theme: 'light' | 'dark' = 'light') =>
    phoneOf(as, `${PAGES}/ticket/ticket?id=${id}`, theme)
  async function act(phone: Phone, action: string, words = ''): Promise<void> {
    await phone.byId(`action-${action}`).click()
    await phone.byId('act-sheet').waitFor()
    if (words) await fill(phone, 'act-words', words)
    await phone.byId('act-confirm').click()
  }

  /** What a mini program code of the place says, held before the camera. */
  async function scanPlace(phone: Phone, placeId: string): Promise<void> {
    await phone.byId('place-scan').click()
    await phone.page.getByPlaceholder('粘贴二维码内容').fill(`${PAGES}/report/report?scene=p%3D${placeId}`)
    await press(phone, '识别文字')
  }

  test('L-02, L-34: a student scans the place code, sees what is reported there, and reports with photo and voice', async () => {
    const chen = await phoneOf('s-chen')
    await chen.byId('feature-report').click()
    await chen.byId('report-send').click()
    await chen.byId('report-problem').getByText('类别').waitFor()
    await scanPlace(chen, 'p-nan3-411')
    await chen.byId('place-words').getByText('西校区 南苑3号楼 411').waitFor()
    await chen.byId('place-reported').getByText('这里已有 2 单').waitFor()
    await chen.shot('repair-report-place')
    await chen.byId('category-c-water').click()
    await fill(chen, 'report-summary', '洗手池水龙头关不紧')
    await choose(chen, () => chen.byId('photos-add').click(), [aPicture('tap.png', 400, 300)])
    await chen.byId('photo-sending-0').waitFor({ state: 'detached' })
    await chen.byId('voice-record').click()
    await press(chen, '允许')
    await chen.byId('voice-seconds').getByText('1″').waitFor()
    await chen.byId('voice-record').click()
    await chen.byId('voice').waitFor()
    await chen.byId('voice-sending').waitFor({ state: 'detached' })
    await chen.byId('report-locate').click()
    await press(chen, '允许')
    await chen.byId('report-located').waitFor()
    await fill(chen, 'report-time', '今天下午都在')
    await chen.shot('repair-report')
    await chen.byId('report-send').click()
    await state(chen, '待受理')
    await chen.byId('ticket-photo-0').waitFor()
    await chen.byId('sound').waitFor()
    await chen.shot('repair-ticket')
    const [made] = (await world.as('s-chen').repair.mine({})).items
    const ticket = await world.as('s-chen').repair.get({ id: made!.id })
    expect(ticket).toMatchObject({ place: '西校区 南苑3号楼 411', freeTime: '今天下午都在', hotline: false })
    expect([ticket.photos.length, ticket.voice?.seconds, ticket.location?.latitude]).toEqual([1, 1, 30.53])
    await chen.close()
  }, 90_000)
})
