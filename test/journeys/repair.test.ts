import { tick } from '../make/messages'
import { seen } from '../make/seen'
import { choose } from '../preview/cloud-world'
import { aPicture } from '../preview/picture'
import type { Phone } from './browser'
import { journey, withPhones } from './phones'

const PAGES = 'features/repair/reporter'

journey('from a broken tap to five stars', () => {
  const { world, openPhone } = withPhones()

  const phoneOf = (as: string, page = '', theme: 'light' | 'dark' = 'light') =>
    openPhone(as, { path: page, theme })
  const press = (phone: Phone, words: string) =>
    phone.page.getByRole('dialog').getByRole('button', { name: words, exact: true }).click()
  const fill = (phone: Phone, id: string, words: string) =>
    phone.byId(id).locator('input, textarea').fill(words)
  /** Sends the report; who is asked then wants to be told in WeChat. */
  async function report(phone: Phone): Promise<void> {
    await phone.byId('report-send').click()
    await press(phone, '允许')
  }
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

  async function send(phone: Phone, workerId: string): Promise<void> {
    await phone.byId('action-dispatch').click()
    await phone.byId(`worker-${workerId}`).click()
    await phone.byId('act-confirm').click()
    await state(phone, '待上门')
  }
  /** Chooses from what is behind ⋯. */
  async function more(phone: Phone, words: string): Promise<void> {
    await phone.byId('action-more').click()
    await phone.page.getByRole('button', { name: words, exact: true }).click()
  }
  const pull = (phone: Phone) => phone.page.evaluate('wx.startPullDownRefresh()')

  /** The text of a place's mini program code, held before the camera. */
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
    await report(chen)
    await chen.byId('ticket-sent').getByText('已提交').waitFor()
    await state(chen, '待受理')
    await chen.byId('ticket-photo-0').waitFor()
    await chen.byId('audio').click()
    await chen.byId('audio').getByText('正在播放').waitFor()
    await chen.shot('repair-ticket')
    await chen.byId('ticket-photo-0').click()
    await chen.page.locator('.wx-image-viewer').click()
    const [made] = (await world.as('s-chen').repair.mine({})).items
    const ticket = await world.as('s-chen').repair.get({ id: made!.id })
    expect(ticket).toMatchObject({ place: '西校区 南苑3号楼 411', freeTime: '今天下午都在', hotline: false })
    expect([ticket.photos.length, ticket.location?.latitude]).toEqual([1, 30.53])
    expect(ticket.voice?.seconds).toBeGreaterThanOrEqual(1)
    await chen.close()
  }, 90_000)

  test('L-23, L-24, L-40, L-44, L-48, L-49: accepted, given up by one worker, mended by another, told by SMS, and rated', async () => {
    const { id } = await world.as('s-chen').repair.create({
      placeId: 'p-md-203',
      categoryId: 'c-water',
      summary: '灯管闪个不停',
      freeTime: '晚上',
    })
    const dispatcher = await opened('d-logistics', id)
    await more(dispatcher, '只受理，先不派工')
    await fill(dispatcher, 'shelf-text', '灯管')
    await dispatcher.byId('shelf-x-tube').click()
    await dispatcher.byId('wanted-x-tube').waitFor()
    await dispatcher.byId('act-confirm').click()
    await state(dispatcher, '待派工')
    await send(dispatcher, 'w-zhao')

    const keeper = await opened('k-store', id, 'dark')
    await act(keeper, 'issue')
    await keeper.byId('ticket-materials').getByText('已领 1 根').waitFor()
    await keeper.close()

    const zhao = await opened('w-zhao', id)
    await more(zhao, '放弃')
    await fill(zhao, 'act-words', '今天在西校区抢修')
    await zhao.byId('act-confirm').click()
    await zhao.byId('ticket-timeline').getByText('赵长庚 放弃').waitFor()
    await zhao.close()

    await pull(dispatcher)
    await state(dispatcher, '待派工')
    await dispatcher.byId('action-dispatch').click()
    await dispatcher.byId('gave-up').getByText('今天在西校区抢修').waitFor()
    await dispatcher.byId('act-back').click()
    await send(dispatcher, 'w-qian')
    await dispatcher.close()

    const qian = await opened('w-qian', id, 'dark')
    await qian.byId('call-reporter').waitFor()
    await qian.byId('action-start').click()
    await state(qian, '维修中')
    await qian.byId('action-finish').click()
    await fill(qian, 'act-words', '换了灯管和镇流器')
    await choose(qian, () => qian.byId('photos-add').click(), [aPicture('done.png', 300, 300)])
    await qian.byId('photo-sending-0').waitFor({ state: 'detached' })
    await qian.byId('act-confirm').click()
    await state(qian, '已修好')
    await qian.shot('repair-ticket-worker-dark')
    await qian.close()

    await tick(world.cloud)
    const sms = world.cloud.outbox.list('sms').filter(({ to }) => to.endsWith('19900000003'))
    const { number } = await world.as('s-chen').repair.get({ id })
    expect(sms.map(({ parameters }) => parameters)).toEqual([
      { workerNumber: '10007', workerName: '赵长庚', workerContact: '19900000007' },
      { workerNumber: '10008', workerName: '钱木生', workerContact: '19900000008' },
      { ticketNumber: number },
    ])
    expect(sms.slice(0, 2).map(({ template }) => template)).toEqual(['215094', '215094'])

    const chen = await phoneOf('s-chen', `${PAGES}/mine/mine`)
    await chen.byId(`rate-${id}-5`).waitFor()
    await chen.shot('repair-mine')
    await chen.byId(`ticket-${id}`).click()
    await chen.byId('ticket-worker').getByText('钱').first().waitFor()
    await chen.byId('report-photo-0').waitFor()
    await chen.byId('rate-5').click()
    await chen.byId('star-result-words').getByText('非常满意').waitFor()
    await chen.byId('star-efficiency-4').click()
    await chen.byId('star-efficiency-words').getByText('满意', { exact: true }).waitFor()
    await fill(chen, 'reply-words', '态度很好')
    await chen.shot('repair-rate')
    await chen.byId('reply-confirm').click()
    await state(chen, '已评价')
    await chen.byId('ticket-rating').getByText('★★★★☆').waitFor()
    await chen.shot('repair-rated')
    await chen.close()
    expect((await world.as('s-chen').repair.get({ id })).rating).toEqual({
      result: 5,
      efficiency: 4,
      words: '态度很好',
    })
  }, 180_000)

  test('L-31, L-32, L-33: a member calls the hotline, saves it, and makes a ticket of the call with one tap', async () => {
    const lin = await phoneOf('t-lin', '', 'dark')
    await lin.byId('feature-hotline').click()
    await lin.byId('keep-c-wood').click()
    await lin.page.getByRole('dialog').getByText('木工报修热线').waitFor()
    await press(lin, '存储')
    await lin.byId('call-c-wood').click()
    await press(lin, '呼叫')
    await lin.byId('called-c-wood').waitFor()
    await lin.shot('repair-hotline-dark')
    await lin.byId('report-c-wood').click()
    await lin.byId('report-hotline').waitFor()
    await lin.byId('place').click()
    await fill(lin, 'place-text', '后山凉亭')
    await lin.byId('place-write').getByText('后山凉亭').waitFor()
    await lin.shot('repair-place-dark')
    await lin.byId('place-write').click()
    await fill(lin, 'report-summary', '长椅的木条断了')
    await lin.shot('repair-report-dark')
    await report(lin)
    await state(lin, '待受理')
    await lin.shot('repair-ticket-dark')
    const [made] = (await world.as('t-lin').repair.mine({})).items
    expect(made).toMatchObject({ category: '木工', place: '后山凉亭', hotline: true })
    await more(lin, '撤销')
    await fill(lin, 'reply-words', '已经有人来修了')
    await lin.shot('repair-cancel-dark')
    await lin.byId('reply-confirm').click()
    await state(lin, '已撤销')
    await lin.byId('ticket-timeline').getByText('已经有人来修了').waitFor()
    await lin.close()
  }, 90_000)

  test('L-01: a draft stays on the phone when one leaves, a lost photo and a lost reply cost nothing', async () => {
    const su = await phoneOf('t-su')
    await su.byId('feature-report').click()
    await su.byId('category-c-air').click()
    await fill(su, 'report-summary', '空调一直响')
    await su.page.route('**/local/upload?**', route => route.abort())
    await choose(su, () => su.byId('photos-add').click(), [aPicture('air.png', 300, 300)])
    await su.byId('photo-failed-0').waitFor()
    await su.byId('report-send').click()
    await su.byId('report-problem').waitFor()
    su.takeFaults()
    await su.page.unroute('**/local/upload?**')
    await su.byId('photo-open-0').click()
    await su.byId('photo-failed-0').waitFor({ state: 'detached' })
    await su.byId('photo-sending-0').waitFor({ state: 'detached' })
    await su.page.evaluate('wx.navigateBack()')
    await su.byId('feature-report').click()
    await su.byId('report-restored').waitFor()
    await su.byId('photo-0').waitFor()
    await su.shot('repair-restored')
    await su.byId('place').click()
    await fill(su, 'place-text', '图书馆')
    await su.byId('place-p-lib').click()

    await su.page.route('**/local/call/repair', async route => {
      await route.fetch()
      await route.abort()
    })
    await report(su)
    await su.byId('report-problem').getByText('网络不通').waitFor()
    su.takeFaults()
    await su.page.unroute('**/local/call/repair')
    await report(su)
    await state(su, '待受理')
    const same = (await world.as('t-su').repair.mine({})).items.filter(
      ({ summary }) => summary === '空调一直响',
    )
    expect(same).toHaveLength(1)
    await su.page.evaluate(`wx.redirectTo({ url: '/${PAGES}/report/report' })`)
    await su.byId('report-summary').waitFor()
    expect(await su.byId('report-restored').count()).toBe(0)
    await su.close()
  }, 90_000)

  test('T-10, L-30: a person says that it is not mended, and the ticket goes back to be dispatched', async () => {
    const lin = await phoneOf('t-lin', `${PAGES}/mine/mine`, 'dark')
    await lin.byId('state-seed-ticket-10').getByText('已修好').waitFor()
    await lin.byId('mine-filter-waiting').click()
    await lin.byId('state-seed-ticket-10').waitFor({ state: 'detached' })
    await lin.byId('mine-filter-solved').click()
    await lin.shot('repair-mine-dark')
    await lin.byId('ticket-seed-ticket-10').click()
    await lin.byId('rate-3').click()
    await lin.byId('star-result-words').getByText('一般').waitFor()
    await lin.shot('repair-rate-dark')
    await lin.byId('reply-back').click()
    await lin.byId('action-reopen').click()
    await lin.byId('reply-confirm').click()
    await lin.byId('reply-problem').waitFor()
    await fill(lin, 'reply-words', '门锁又转不动了')
    await lin.byId('reply-confirm').click()
    await state(lin, '待派工')
    await lin.page.evaluate('wx.navigateBack()')
    await lin.byId('mine-filter-').click()
    await lin.byId('state-seed-ticket-10').getByText('待派工').waitFor()
    await lin.close()
  }, 60_000)

  test('L-36: a person from outside finds repairs on the workbench, and no more', async () => {
    const guest = [...world.cloud.database.dump('members')].find(({ _id }) => _id === 't-su')!
    await world.cloud.database.put({
      collection: 'members',
      documents: [{ ...guest, kind: 'outside' }] as never,
      insert: false,
    })
    const phone = await phoneOf('t-su')
    await phone.byId('feature-report').waitFor()
    await phone.byId('feature-tickets').waitFor()
    await phone.byId('home-join').waitFor()
    expect(await phone.byId('feature-find').count()).toBe(0)
    await phone.shot('home-outside')
    await phone.byId('feature-hotline').click()
    await phone.byId('hotline-c-water').waitFor()
    await phone.shot('repair-hotline')
    await phone.page.evaluate('wx.navigateBack()')
    await phone.byId('feature-tickets').click()
    await phone.byId('ticket-seed-ticket-03').waitFor()
    await phone.close()
  }, 60_000)

  test('L-02: a place code in front of WeChat’s own camera opens the report with the place filled in', async () => {
    const lin = await phoneOf('t-lin', `${PAGES}/report/report?scene=p%3Dp-bx-305`)
    await lin.byId('place-words').getByText('东校区 博学楼 305').waitFor()
    await lin.byId('place-reported').getByText('空调不制冷').waitFor()
    await lin.close()
  }, 60_000)

  test('L-01: a stranger who scans a place code is shown the way in', async () => {
    const phone = await phoneOf('stranger', `${PAGES}/report/report?scene=p%3Dp-md-101`)
    await phone.top.locator('[data-testid="state-failed"][data-code="NOT_MEMBER"]').waitFor()
    await phone.byId('state-join').click()
    await phone.byId('code-address').waitFor()
    await phone.close()
  }, 60_000)

  test('a reporter who cancels too late is told, and sees who is coming', async () => {
    const { id } = await world.as('t-lin').repair.create({
      placeId: 'p-md-102',
      categoryId: 'c-water',
      summary: '走廊灯不亮',
    })
    const lin = await opened('t-lin', id)
    await more(lin, '撤销')
    await lin.byId('reply-sheet').waitFor()
    const desk = world.as('d-logistics').repair
    await desk.accept({ id, ...seen(world, id) })
    await desk.dispatch({ id, ...seen(world, id), workerId: 'w-zhao' })
    await lin.byId('reply-confirm').click()
    await lin.page.getByText('工单当前的状态不支持该操作').waitFor()
    await state(lin, '待上门')
    await lin.byId('ticket-worker').getByText('赵长庚').waitFor()
    expect(await lin.byId('action-more').count()).toBe(0)
    await lin.close()
  }, 60_000)

  test.each([
    ['mine', ''],
    ['hotline', ''],
    ['report', ''],
    ['ticket', '?id=seed-ticket-01'],
  ])(
    'the page %s says that the network is gone, and goes on when it is back',
    async (page, query) => {
      const phone = await phoneOf('t-lin', 'pages/messages/messages')
      await phone.page.route('**/local/call/repair', route => route.abort())
      await phone.page.evaluate(`wx.navigateTo({ url: '/${PAGES}/${page}/${page}${query}' })`)
      await phone.byId('state-failed').waitFor()
      phone.takeFaults()
      await phone.page.unroute('**/local/call/repair')
      await phone.byId('state-retry').click()
      await phone.byId('state-failed').waitFor({ state: 'detached' })
      await phone.close()
    },
    30_000,
  )
})
