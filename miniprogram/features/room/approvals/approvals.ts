import { type ReservationView, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { explain, type Failure, type Phase } from '../../../ui/phase'
import type { Task } from '../act/view'

const rooms = client(room)

Page({
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
    items: [] as ReservationView[],
    next: '',
    task: null as Task | null,
  },

  async onShow() {
    await this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async retry() {
    this.setData({ phase: 'loading' })
    await this.load()
  },

  async load() {
    try {
      const { items, next = '' } = await rooms.pending({})
      this.setData({ items, next, phase: 'ready' })
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  async onReachBottom() {
    if (this.data.phase !== 'ready' || !this.data.next) return
    this.setData({ phase: 'sending' })
    try {
      const { items, next = '' } = await rooms.pending({ page: { after: this.data.next } })
      this.setData({ items: [...this.data.items, ...items], next })
    } catch (error) {
      await wx.showToast({ title: explain(error).message, icon: 'none' })
    }
    this.setData({ phase: 'ready' })
  },

  act(event: WechatMiniprogram.CustomEvent<Task>) {
    this.setData({ task: event.detail })
  },

  closeTask() {
    this.setData({ task: null })
  },

  /** What has been decided no longer waits. */
  async acted(event: WechatMiniprogram.CustomEvent<ReservationView>) {
    const { id, status } = event.detail
    const items = this.data.items.filter(item => item.id !== id)
    this.setData({ task: null, items: status === 'pending' ? [...items, event.detail] : items })
    await wx.showToast({ title: '已处理', icon: 'success' })
  },
})
