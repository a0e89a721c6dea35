import type { Me } from '../../contract/account'
import { me, refreshMe } from '../../services/session'
import { explain, type Failure, type Phase } from '../../ui/phase'
import { asksConsent, type Profile, profile } from './view'

Page({
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
    profile: null as Profile | null,
    state: 'stranger' as Me['state'],
    member: false,
    asksConsent: false,
    version: '',
  },

  async onShow() {
    this.setData({ version: wx.getAccountInfoSync().miniProgram.version || '开发版' })
    await this.load(me)
  },

  async onPullDownRefresh() {
    await this.load(refreshMe)
    wx.stopPullDownRefresh()
  },

  async retry() {
    this.setData({ phase: 'loading' })
    await this.load(refreshMe)
  },

  async load(who: typeof me) {
    try {
      const person = await who()
      this.setData({ profile: profile(person), state: person.state, phase: 'ready' })
      const member = person.state === 'active' && person.kind !== 'outside'
      this.setData({ member, asksConsent: asksConsent(person) })
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },
})
