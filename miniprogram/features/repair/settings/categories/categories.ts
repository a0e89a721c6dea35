import { repairPages } from '../../../../contract/features/repair'
import { repair, type SharedSettings } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { loadPage } from '../../../../ui/load-page'
import { type Form, formOf } from '../shared-settings/view'
import { type Card, toCard } from './view'

const repairs = client(repair)
const page = loadPage(async () => {
  const { categories, ...settings } = await repairs.settings({})
  return { cards: categories.map(toCard), settings: formOf(settings) }
})

/** The page of the categories, their mail addresses, and the settings for all categories. */
Page({
  ...page,
  data: {
    ...page.data,
    cards: [] as Card[],
    settings: null as Form | null,
  },

  /** Coming back from the form, a category may be new or gone. */
  async onShow() {
    await this.appear()
  },

  onDone(event: WechatMiniprogram.CustomEvent<SharedSettings>) {
    this.setData({ settings: formOf(event.detail) })
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    const id = event.currentTarget.dataset.id as string | undefined
    await wx.navigateTo({ url: `${repairPages.category}${id ? `?id=${id}` : ''}` })
  },
})
