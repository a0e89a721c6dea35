import { dateOf } from '../../../contract/kernel/time'
import { type RoomAction, type RoomView, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { RequestKey } from '../../../services/idempotency'
import { listPage } from '../../../ui/list-page'
import { explain } from '../../../ui/phase'
import { type RoomCard, roomCard } from './view'

const rooms = client(room)
const requestKey = new RequestKey()
const list = listPage<RoomView>(
  page => rooms.list({ page }),
  items => ({ cards: items.map(one => roomCard(one, Date.now())) }),
)

Page({
  ...list,
  data: { ...list.data, cards: [] as RoomCard[], closing: null as RoomView | null },

  async create() {
    await wx.navigateTo({ url: '/features/room/edit/edit' })
  },

  async act(event: WechatMiniprogram.TouchEvent) {
    const { action, id } = event.currentTarget.dataset as { action: RoomAction; id: string }
    if (action === 'close') this.setData({ closing: this.data.items.find(one => one.id === id) ?? null })
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
      this.changed(await rooms.open({ roomId }, { key: requestKey.keyFor('open', roomId) }))
      requestKey.complete()
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
    this.show(this.data.items.map(other => (other.id === one.id ? one : other)))
  },
})
