import { dateOf } from '../../../contract/kernel/time'
import { type RoomAction, type RoomView, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { Press } from '../../../services/press'
import { explain, type Failure, type Phase } from '../../../ui/phase'
import { type RoomCard, roomCard } from './view'

const rooms = client(room)
const press = new Press()

Page({
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
    all: [] as RoomView[],
    cards: [] as RoomCard[],
    next: '',
    closing: null as RoomView | null,
  },

  /** Coming back from the form, a room may be new or have another name. */
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
      const { items, next } = await rooms.list({})
      this.show(items, next)
      this.setData({ phase: 'ready' })
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  show(all: RoomView[], next = '') {
    const now = Date.now()
    this.setData({ all, next, cards: all.map(one => roomCard(one, now)) })
  },

  async onReachBottom() {
    if (this.data.phase !== 'ready' || !this.data.next) return
    this.setData({ phase: 'sending' })
    try {
      const { items, next } = await rooms.list({ page: { after: this.data.next } })
      this.show([...this.data.all, ...items], next)
    } catch (error) {
      await wx.showToast({ title: explain(error).message, icon: 'none' })
    }
    this.setData({ phase: 'ready' })
  },

  async create() {
    await wx.navigateTo({ url: '/features/room/edit/edit' })
  },

  async act(event: WechatMiniprogram.TouchEvent) {
    const { action, id } = event.currentTarget.dataset as { action: RoomAction; id: string }
    if (action === 'close') this.setData({ closing: this.data.all.find(one => one.id === id) ?? null })
    else if (action === 'open') await this.reopen(id)
    else if (action === 'update') await wx.navigateTo({ url: `/features/room/edit/edit?roomId=${id}` })
    else await wx.navigateTo({ url: `/features/room/day/day?roomId=${id}&date=${dateOf(Date.now())}` })
  },

  async reopen(roomId: string) {
    const { confirm } = await wx.showModal({
      title: '恢复使用',
      content: '停用安排会全部撤销，大家马上又能预订。',
      confirmText: '恢复使用',
    })
    if (!confirm || this.data.phase !== 'ready') return
    this.setData({ phase: 'sending' })
    try {
      this.changed(await rooms.open({ roomId }, { key: press.keyFor('open', roomId) }))
      press.done()
    } catch (error) {
      await wx.showToast({ title: explain(error).message, icon: 'none' })
    }
    this.setData({ phase: 'ready' })
  },

  closed(event: WechatMiniprogram.CustomEvent<RoomView>) {
    this.setData({ closing: null })
    this.changed(event.detail)
  },

  endClosing() {
    this.setData({ closing: null })
  },

  changed(one: RoomView) {
    this.show(
      this.data.all.map(other => (other.id === one.id ? one : other)),
      this.data.next,
    )
  },
})
