import { EMPTY, type Form } from '../../miniprogram/features/repair/reporter/report/view'
import { fakeWechat, miniProgramPage } from '../make/wechat'

/** The report with the draft that was left unsent the last time. */
async function restored() {
  const wechat = fakeWechat()
  const draft: Form = { ...EMPTY, summary: '水龙头漏水', phone: '19900008001' }
  Object.assign(wx, { getStorageSync: () => draft })
  const page = miniProgramPage('features/repair/reporter/report/report', ({ op }) => {
    const replies: Record<string, unknown> = { categories: { items: [] }, me: {}, templates: {} }
    return { ok: true, data: replies[op] } as never
  })
  await page.onLoad({})
  return { page, wechat }
}

test('a draft is cleared after a yes alone, and keeps the number', async () => {
  const { page, wechat } = await restored()
  wechat.answer = false
  await page.startAgain()
  expect(page.data).toMatchObject({ restored: true, form: { summary: '水龙头漏水' } })
  wechat.answer = true
  await page.startAgain()
  expect(page.data).toMatchObject({ restored: false, form: { summary: '', phone: '19900008001' } })
  expect(wechat.told).toEqual(['modal 清空上次的内容', 'modal 清空上次的内容'])
})
