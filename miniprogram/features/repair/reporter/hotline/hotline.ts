import { type CategoryView, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { loadPage } from '../../../../ui/load-page'

const repairs = client(repair)
type Hotline = CategoryView & { hotline: string }

const asked = loadPage(() => repairs.hotlines({}))

Page({
  ...asked,
  data: {
    ...asked.data,
    items: [] as Hotline[],
    /** The category that was called last: one tap makes a ticket of it. */
    called: '',
  },

  async onLoad() {
    await this.load()
  },

  touched(event: WechatMiniprogram.TouchEvent): Hotline {
    return this.data.items[Number(event.currentTarget.dataset.index)]!
  },

  async call(event: WechatMiniprogram.TouchEvent) {
    const { id, hotline } = this.touched(event)
    try {
      await wx.makePhoneCall({ phoneNumber: hotline })
      this.setData({ called: id })
    } catch {
      // Who changes their mind in the phone's own dialogue makes it fail: nothing to report.
    }
  },

  async keep(event: WechatMiniprogram.TouchEvent) {
    const { name, hotline } = this.touched(event)
    const contact = { firstName: `${name}报修热线`, mobilePhoneNumber: hotline }
    // Likewise: the phone asks by itself, and who cancels knows it.
    await wx.addPhoneContact(contact).catch(() => undefined)
  },

  async report(event: WechatMiniprogram.TouchEvent) {
    const { id } = this.touched(event)
    await wx.navigateTo({ url: `/features/repair/reporter/report/report?categoryId=${id}&hotline=1` })
  },
})
