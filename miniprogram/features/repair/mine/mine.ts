import { repair, type TicketRow } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { explain, type Failure, type Phase } from '../../../ui/phase'
import { arranged } from './view'

const repairs = client(repair)

Page({
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
    all: [] as TicketRow[],
    groups: [] as ReturnType<typeof arranged>,
    next: '',
  },

  async onShow() {
    await this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async retry() {
    this.setData({ phase: 'loading' })
    await this.load()
  },

  async load() {
    try {
      const { items, next } = await repairs.mine({})
      this.show(items, next)
      this.setData({ phase: 'ready' })
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  show(all: TicketRow[], next = '') {
    this.setData({ all, next, groups: arranged(all) })
  },

  async onReachBottom() {
    if (this.data.phase !== 'ready' || !this.data.next) return
    this.setData({ phase: 'sending' })
    try {
      const { items, next } = await repairs.mine({ page: { after: this.data.next } })
      this.show([...this.data.all, ...items], next)
    } catch (error) {
      await wx.showToast({ title: explain(error).message, icon: 'none' })
    }
    this.setData({ phase: 'ready' })
  },

  async report() {
    await wx.navigateTo({ url: '/features/repair/report/report' })
  },
})
