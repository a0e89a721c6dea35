import { me, refreshMe } from '../../../services/session'
import { explain, type Failure, type Phase } from '../../../ui/phase'
import { entriesFor } from './view'

Page({
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
    groups: [] as ReturnType<typeof entriesFor>,
  },

  async onLoad() {
    await this.load(me)
  },

  /** Duties may have been given or taken meanwhile. */
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
      this.setData({ groups: entriesFor(await who()), phase: 'ready' })
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },
})
