import { profilePage } from '../../../../ui/profile-page'
import { entriesFor } from './view'

/** Duties may have been given or taken meanwhile: who pulls the page down sees. */
const asked = profilePage(person => ({ groups: entriesFor(person) }))

Page({
  ...asked,
  data: { ...asked.data, groups: [] as ReturnType<typeof entriesFor> },

  async onLoad() {
    await this.load()
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },
})
