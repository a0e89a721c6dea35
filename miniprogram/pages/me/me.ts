import type { Me } from '../../contract/account'
import { accountPages } from '../../contract/features/account'
import { repairPages } from '../../contract/features/repair'
import { roomPages } from '../../contract/features/room'
import { profilePage } from '../../ui/profile-page'
import { asksConsent, type Profile, profile } from './view'

const page = profilePage(person => ({
  profile: profile(person),
  state: person.state,
  asksConsent: asksConsent(person),
  member: person.state === 'active' && person.kind !== 'outside',
}))

Page({
  ...page,
  data: {
    ...page.data,
    profile: null as Profile | null,
    state: 'stranger' as Me['state'],
    member: false,
    asksConsent: false,
    version: '',
    pages: {
      reservations: roomPages.mine,
      tickets: repairPages.mine,
      profile: accountPages.profile,
      join: accountPages.join,
      privacy: accountPages.privacy,
    },
  },

  async onShow() {
    this.setData({ version: wx.getAccountInfoSync().miniProgram.version || '开发版' })
    await this.appear()
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },
})
