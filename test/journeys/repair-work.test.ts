import { seen } from '../make/seen'
import { reported } from '../make/tickets'
import type { Phone } from './browser'
import { journey, withPhones } from './phones'

journey('those who mend', () => {
  const { world, openPhone } = withPhones()

  const phoneOf = (as: string, page: string, theme: 'light' | 'dark' = 'light') =>
    openPhone(as, {
      theme,
      path: `features/repair/${page}/${page.split('/').pop()}`,
    })
  const fill = (phone: Phone, id: string, words: string) =>
    phone.byId(id).locator('input, textarea').fill(words)
  const press = (phone: Phone, words: string) =>
    phone.page.getByRole('dialog').getByRole('button', { name: words, exact: true }).click()
  /** Chooses from what is behind ⋯ of a ticket in a list. */
  async function more(phone: Phone, id: string, words: string): Promise<void> {
    await phone.byId(`more-${id}`).click()
    await phone.page.getByRole('button', { name: words, exact: true }).click()
  }
  const gone = (phone: Phone, id: string) => phone.byId(id).waitFor({ state: 'detached' })

  test('L-16, L-19, L-37, L-38, L-44, L-45, L-46: a tap is accepted, sent, handed its part, given up, sent again and mended', async () => {
    const { id } = await reported(world)
    const boss = await phoneOf('d-logistics', 'dispatch/board')
    await boss.byId(`dispatch-${id}`).click()
    await boss.byId('worker-w-zhao').getByText('建议 1').waitFor()
    await boss.byId('ask-materials').click()
    await fill(boss, 'shelf-text', '水龙头')
    await boss.byId('shelf-x-tube').waitFor({ state: 'detached' })
    await boss.byId('shelf-x-tap').click()
    await boss.byId('wanted-x-tap').waitFor()
    await boss.shot('repair-accept')
    await boss.byId('worker-filter-skill').click()
    await gone(boss, 'worker-w-qian')
    await boss.byId('worker-w-zhao').click()
    await boss.shot('repair-dispatch')
    await boss.byId('act-confirm').click()
    await gone(boss, `ticket-${id}`)

    const keeper = await phoneOf('k-store', 'stock/handouts', 'dark')
    await keeper.shot('repair-issue-dark')
    await keeper.byId(`prepare-${id}`).locator('[data-testid="issue-x-tap"]').click()
    await gone(keeper, `prepare-${id}`)
    await keeper.close()

    const zhao = await phoneOf('w-zhao', 'worker/tasks')
    await more(zhao, id, '放弃')
    await zhao.byId('act-confirm').click()
    await zhao.byId('act-problem').getByText('请写明原因').waitFor()
    await fill(zhao, 'act-words', '需要登高作业')
    await zhao.byId('act-confirm').click()
    await gone(zhao, `ticket-${id}`)
    await zhao.shot('repair-tasks')
    await zhao.close()

    await boss.byId('list-waitingDispatch').click()
    await boss.byId(`dispatch-${id}`).click()
    await boss.byId('gave-up').getByText('需要登高作业').waitFor()
    const gaveUp = boss.byId('worker-w-zhao').getByText('放弃过这一单')
    // Once the sheet stands still: a press that is forced does not wait for that.
    await gaveUp.hover()
    await gaveUp.click({ force: true })
    await boss.shot('repair-dispatch-again')
    await boss.byId('worker-w-qian').click()
    await boss.byId('act-confirm').click()
    await gone(boss, `ticket-${id}`)

    const qian = await phoneOf('w-qian', 'worker/tasks', 'dark')
    await qian.byId(`start-${id}`).click()
    await qian.byId(`finish-${id}`).click()
    await fill(qian, 'act-words', '换了阀芯')
    await fill(qian, 'act-used', '生料带一卷')
    await qian.shot('repair-finish-dark')
    await qian.byId('act-confirm').click()
    await gone(qian, `ticket-${id}`)
    await qian.byId('tasks-done').click()
    await qian.byId(`ticket-${id}`).getByText('已修好').waitFor()
    await qian.close()

    await boss.byId('list-done').click()
    await boss.byId(`ticket-${id}`).getByText('已修好').waitFor()
    await boss.shot('repair-board')
    await boss.close()
    const { timeline, report, materials } = await world.as('t-lin').repair.get({ id })
    expect(timeline.map(({ action }) => action)).toEqual([
      'create',
      'dispatch',
      'issue',
      'abandon',
      'dispatch',
      'start',
      'finish',
    ])
    expect(report).toMatchObject({ words: '换了阀芯', used: '生料带一卷' })
    expect(materials).toMatchObject([{ materialId: 'x-tap', asked: 1, issued: 1 }])
  }, 120_000)

  test('L-40: a dispatcher who refuses what a colleague has just accepted is told, and sees what has become of it', async () => {
    const { id } = await reported(world, 't-su')
    const boss = await phoneOf('d-logistics', 'dispatch/board', 'dark')
    await more(boss, id, '不受理')
    await fill(boss, 'act-words', '不归我们修')
    await world.as('a-repair').repair.accept({ id, ...seen(world, id) })
    await boss.byId('act-confirm').click()
    await boss.byId(`ticket-${id}`).getByText('待派工').waitFor()
    await boss.shot('repair-board-dark')
    expect((await world.as('t-su').repair.get({ id })).state).toBe('accepted')
    await boss.close()
  }, 60_000)

  test('L-42: a worker calls the reporter and finds the way from the list', async () => {
    const location = { latitude: 30.53, longitude: 114.36 }
    const { id } = await reported(world, 't-lin', { phone: '19900000099', location })
    await world.as('d-logistics').repair.accept({ id, ...seen(world, id) })
    await world.as('d-logistics').repair.dispatch({ id, ...seen(world, id), workerId: 'w-zhao' })
    const zhao = await phoneOf('w-zhao', 'worker/tasks', 'dark')
    await zhao.byId(`call-${id}`).click()
    await zhao.page.getByRole('dialog').getByText('拨打 19900000099').waitFor()
    await press(zhao, '取消')
    await zhao.byId(`navigate-${id}`).click()
    await zhao.page.getByRole('dialog').getByText('30.53, 114.36').waitFor()
    await press(zhao, '关闭')
    await zhao.shot('repair-tasks-dark')
    await zhao.close()
  }, 60_000)

  test('L-41: the storekeeper sees what runs short, puts more on the shelf, and counts', async () => {
    const keeper = await phoneOf('k-store', 'stock/stock')
    await keeper.byId('stock-low-x-fan').waitFor()
    await keeper.byId('stock-restock-x-fan').click()
    await fill(keeper, 'restock-count', '5')
    await fill(keeper, 'restock-reason', '九月采购')
    await keeper.byId('restock-confirm').click()
    await gone(keeper, 'stock-low-x-fan')
    await keeper.byId('stock-restock-x-fan').click()
    await keeper.byId('restock-counted').click()
    await fill(keeper, 'restock-count', '4')
    await fill(keeper, 'restock-reason', '月末盘点')
    await keeper.byId('restock-confirm').click()
    await keeper.byId('stock-open-x-fan').click()
    await keeper.byId('movements').getByText('盘点 -2').waitFor()
    await keeper.shot('repair-stock')
    await keeper.close()
  }, 60_000)

  test('T-08, T-09: the administrator says who gets the mails of a category, and sees who will', async () => {
    const boss = await phoneOf('a-repair', 'settings/categories')
    await fill(boss, 'rules-mails', 'houqin@example.edu')
    await boss.byId('rules-unsaved').waitFor()
    await boss.shot('repair-categories-unsaved')
    await boss.byId('category-c-air').click()
    await fill(boss, 'category-mails', 'kongtiao@example.edu\nbanzhang@example.edu')
    await boss.byId('category-save').click()
    await boss.byId('category-c-air').getByText('kongtiao@example.edu、banzhang@example.edu').waitFor()
    await boss.byId('rules-unsaved').waitFor()
    await boss.byId('rules-save').click()
    await gone(boss, 'rules-save')
    await boss.shot('repair-categories')
    await boss.byId('category-c-air').click()
    await boss.byId('category-preview').click()
    await boss.byId('preview-list').getByText('banzhang@example.edu').waitFor()
    await boss.byId('preview-list').getByText('houqin@example.edu').waitFor()
    await boss.shot('repair-category')
    await boss.close()
  }, 60_000)

  test('L-39: the administrator enters who mends, and prints the codes of new places', async () => {
    const boss = await phoneOf('a-repair', 'worker/workers')
    await boss.byId('worker-add').click()
    await fill(boss, 'worker-add-text', '苏青禾')
    await boss.byId('worker-add-t-su').click()
    await boss.byId('skill-空调').click()
    await fill(boss, 'worker-campuses', '东校区、西校区')
    await boss.shot('repair-worker')
    await boss.byId('worker-confirm').click()
    await boss.byId('worker-t-su').getByText('空调 · 东校区、西校区').waitFor()
    await boss.shot('repair-workers')
    await boss.close()

    const printer = await phoneOf('a-repair', 'settings/places', 'dark')
    await printer.byId('place-create').click()
    await fill(printer, 'place-campus', '东校区')
    await fill(printer, 'place-building', '一号实验楼')
    await fill(printer, 'place-room', '208')
    await printer.byId('place-confirm').click()
    await fill(printer, 'places-text', '一号实验楼')
    await printer.byId('place-p-md-101').waitFor({ state: 'detached' })
    await printer.byId('places-all').click()
    await printer.shot('repair-places-dark')
    await printer.byId('places-print').click()
    const code = printer.top.locator('[data-testid^="code-"]', { hasText: '一号实验楼 208' })
    await code.waitFor()
    await code.locator('img').first().evaluate('picture => picture.decode()')
    await printer.shot('repair-codes-dark')
    await printer.close()
  }, 90_000)

  test('the statistics are read at a glance, and taken along as a sheet', async () => {
    await world.cloud.invoke('repair', {}, { source: 'wx_trigger' })
    const boss = await phoneOf('d-logistics', 'statistics/stats', 'dark')
    await boss.byId('bar-c-water').waitFor()
    await boss.shot('repair-stats-dark')
    await boss.byId('stats-month').click()
    await gone(boss, 'bar-c-water')
    const [sheet] = await Promise.all([boss.page.waitForEvent('download'), boss.byId('export-xlsx').click()])
    expect(sheet.suggestedFilename()).toMatch(/\.xlsx$/)
    await boss.close()
  }, 60_000)
})
