import { repair } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { explain, type Failure, type Phase } from '../../../ui/phase'
import { type Card, cardOf } from './view'

const repairs = client(repair)

/** What can be reported, who is told by mail, and what holds for every category. */
Page({
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
    cards: [] as Card[],
    holidays: [] as string[],
    mails: [] as string[],
  },

  /** Coming back from the form, a category may be new or gone. */
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
      const { categories, holidays, mails } = await repairs.settings({})
      this.setData({ phase: 'ready', cards: categories.map(cardOf), holidays, mails })
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  saved(event: WechatMiniprogram.CustomEvent<{ holidays: string[]; mails: string[] }>) {
    this.setData(event.detail)
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    const id = event.currentTarget.dataset.id as string | undefined
    await wx.navigateTo({ url: `/features/repair/category-edit/category-edit${id ? `?id=${id}` : ''}` })
  },
})
