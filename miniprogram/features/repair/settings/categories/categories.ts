import { repairPages } from '../../../../contract/features/repair'
import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { loadPage } from '../../../../ui/load-page'
import { type Card, toCard } from './view'

const repairs = client(repair)
const page = loadPage(async () => {
  const { categories, holidays, mails } = await repairs.settings({})
  return { cards: categories.map(toCard), holidays, mails }
})

/** The categories that can be reported, who is told by mail, and what holds for every category. */
Page({
  ...page,
  data: {
    ...page.data,
    cards: [] as Card[],
    holidays: [] as string[],
    mails: [] as string[],
  },

  /** Coming back from the form, a category may be new or gone. */
  async onShow() {
    await this.load()
  },

  onDone(event: WechatMiniprogram.CustomEvent<{ holidays: string[]; mails: string[] }>) {
    this.setData(event.detail)
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    const id = event.currentTarget.dataset.id as string | undefined
    await wx.navigateTo({ url: `${repairPages.category}${id ? `?id=${id}` : ''}` })
  },
})
