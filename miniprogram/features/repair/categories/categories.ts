import { repair, type SharedSettings } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { loadPage } from '../../../ui/load-page'
import { type Card, cardOf } from './view'

const repairs = client(repair)
const asked = loadPage(async () => {
  const { categories, ...common } = await repairs.settings({})
  return { cards: categories.map(cardOf), ...common }
})

/** What can be reported, who is told by mail, and what holds for every category. */
Page({
  ...asked,
  data: {
    ...asked.data,
    cards: [] as Card[],
    holidays: [] as string[],
    workdays: [] as string[],
    mails: [] as string[],
  },

  /** Coming back from the form, a category may be new or gone. */
  async onShow() {
    await this.load()
  },

  saved(event: WechatMiniprogram.CustomEvent<SharedSettings>) {
    this.setData(event.detail)
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    const id = event.currentTarget.dataset.id as string | undefined
    await wx.navigateTo({ url: `/features/repair/category-edit/category-edit${id ? `?id=${id}` : ''}` })
  },
})
