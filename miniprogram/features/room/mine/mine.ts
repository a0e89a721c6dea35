import { type ReservationView, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { explain, type Failure, type Phase } from '../../../ui/phase'
import type { Task } from '../act/view'
import { arranged, replaced } from './view'

const rooms = client(room)

Page({
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
    all: [] as ReservationView[],
    upcoming: [] as ReservationView[],
    past: [] as ReservationView[],
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
      const { items, next } = await rooms.mine({})
      this.show(items, next)
      // The past begins on a page of its own: who has nothing ahead sees it at once.
      if (!items.length && next) await this.more()
      this.setData({ phase: 'ready' })
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  show(all: ReservationView[], next?: string) {
    this.setData({ all, next: next ?? '', ...arranged(all, Date.now()) })
  },

  async more() {
    const { items, next } = await rooms.mine({ page: { after: this.data.next } })
    this.show([...this.data.all, ...items], next)
  },

  async onReachBottom() {
    if (this.data.phase !== 'ready' || !this.data.next) return
    this.setData({ phase: 'sending' })
    try {
      await this.more()
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

  acted(event: WechatMiniprogram.CustomEvent<ReservationView>) {
    this.setData({ task: null })
    this.show(replaced(this.data.all, event.detail), this.data.next)
  },

  async find() {
    await wx.navigateTo({ url: '/features/room/find/find' })
  },
})
