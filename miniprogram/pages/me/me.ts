import { me, refreshMe } from '../../services/session'
import { explain, type Failure, type Phase } from '../../ui/phase'
import { type Profile, profile } from './view'

const PRIVACY =
  '微办公用微信身份认出你是哪位成员，不收集密码。预订会议室时，其他成员能看到会议名称和你的姓名；电话只对有权查看的人显示。'

Page({
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
    profile: null as Profile | null,
    member: false,
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
      this.setData({ profile: profile(person), member: person.state === 'active', phase: 'ready' })
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  async openMine() {
    await wx.navigateTo({ url: '/features/room/mine/mine' })
  },

  async showPrivacy() {
    await wx.showModal({ title: '隐私说明', content: PRIVACY, showCancel: false, confirmText: '知道了' })
  },
})
