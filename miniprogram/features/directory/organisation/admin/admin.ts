import { profilePage } from '../../../../ui/profile-page'
import { entriesFor } from './view'

/** Duties may have been given or withdrawn meanwhile: pulling the page down shows what is left. */
const page = profilePage(person => ({ groups: entriesFor(person) }))

Page({
  ...page,
  data: { ...page.data, groups: [] as ReturnType<typeof entriesFor> },

  async onShow() {
    await this.appear()
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },
})
