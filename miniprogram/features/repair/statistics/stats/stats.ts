import { dateOf } from '../../../../contract/kernel/time'
import { repair, type StatsBy } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { download } from '../../../../services/download'
import { toastFailure } from '../../../../ui/latest-result'
import { loadPage } from '../../../../ui/load-page'
import { type Bar, barsOf, CHOICES, daysOf, halfYear, type Period, totalWords } from './view'

const repairs = client(repair)
const page = loadPage(async ({ by, period }: { by: StatsBy; period: Period }) => {
  const stats = await repairs.stats({ ...daysOf(period), by })
  return { bars: barsOf(stats), total: totalWords(stats, by) }
})

/** The numbers of tickets, how fast and how well they were mended; and the tickets themselves as a sheet. */
Page({
  ...page,
  data: {
    ...page.data,
    choices: CHOICES,
    by: 'category' as StatsBy,
    period: halfYear(dateOf(Date.now())) as Period,
    bars: [] as Bar[],
    total: '',
    exporting: '' as '' | 'xlsx' | 'csv',
  },

  async onShow() {
    await this.appear()
  },

  async onBy(event: WechatMiniprogram.CustomEvent<{ value: StatsBy }>) {
    this.setData({ by: event.detail.value })
    await this.retry()
  },

  async onMonth(event: WechatMiniprogram.PickerChange) {
    const { field } = event.currentTarget.dataset as { field: keyof Period }
    const month = event.detail.value as string
    const period = { ...this.data.period, [field]: month }
    // A period that would end before it begins becomes that one month.
    this.setData({ period: period.from > period.to ? { from: month, to: month } : period })
    await this.retry()
  },

  async exportAs(event: WechatMiniprogram.TouchEvent) {
    const { format } = event.currentTarget.dataset as { format: 'xlsx' | 'csv' }
    if (this.data.exporting) return
    this.setData({ exporting: format })
    try {
      const { url, rows } = await repairs.export({ ...daysOf(this.data.period), format })
      await (format === 'xlsx' ? open(url) : wx.setClipboardData({ data: url }))
      const done = format === 'xlsx' ? `已导出 ${rows} 单` : `${rows} 单，下载地址已复制`
      await wx.showToast({ title: done, icon: 'none' })
    } catch (error) {
      toastFailure(error)
    }
    this.setData({ exporting: '' })
  },
})

/** Downloads a sheet and shows it, with WeChat's own menu to send or keep it. */
async function open(url: string): Promise<void> {
  await wx.openDocument({ filePath: await download(url), fileType: 'xlsx', showMenu: true })
}
