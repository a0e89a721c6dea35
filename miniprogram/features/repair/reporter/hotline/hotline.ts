import { repairPages } from '../../../../contract/features/repair'
import { type CategoryView, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { addPhoneContact, dial } from '../../../../services/phone'
import { loadPage } from '../../../../ui/load-page'

const repairs = client(repair)
type Hotline = CategoryView & { hotline: string }

const page = loadPage(() => repairs.hotlines({}))

Page({
  ...page,
  data: {
    ...page.data,
    items: [] as Hotline[],
    /** The category that was called last: one tap makes a ticket of it. */
    called: '',
  },

  async onLoad() {
    await this.load()
  },

  hotlineOf(event: WechatMiniprogram.TouchEvent): Hotline {
    return this.data.items[Number(event.currentTarget.dataset.index)]!
  },

  async call(event: WechatMiniprogram.TouchEvent) {
    const { id, hotline } = this.hotlineOf(event)
    if (await dial(hotline)) this.setData({ called: id })
  },

  async saveContact(event: WechatMiniprogram.TouchEvent) {
    const { name, hotline } = this.hotlineOf(event)
    await addPhoneContact({ firstName: `${name}报修热线`, mobilePhoneNumber: hotline })
  },

  async report(event: WechatMiniprogram.TouchEvent) {
    const { id } = this.hotlineOf(event)
    await wx.navigateTo({ url: `${repairPages.report}?categoryId=${id}&hotline=1` })
  },
})
