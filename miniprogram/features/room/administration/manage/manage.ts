import { roomPages } from '../../../../contract/features/room'
import { dateOf } from '../../../../contract/kernel/time'
import { type RoomAction, type RoomView, room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { listPage, replaceItem } from '../../../../ui/list-page'
import type { RecordCard } from '../../../../ui/record-card/card'
import { sendOnce } from '../../../../ui/send'
import { type Closing, firstClosing } from '../close-sheet/view'
import { roomCard } from './view'

const rooms = client(room)
const list = listPage<RoomView>(
  page => rooms.list({ page }),
  items => ({ cards: items.map(item => ({ id: item.id, card: roomCard(item, Date.now()) })) }),
)

Page({
  ...list,
  data: {
    ...list.data,
    cards: [] as { id: string; card: RecordCard }[],
    closing: null as Closing | null,
  },

  async create() {
    await wx.navigateTo({ url: roomPages.newRoom })
  },

  async onAction(event: WechatMiniprogram.CustomEvent<{ action: RoomAction }>) {
    const { id } = event.currentTarget.dataset as { id: string }
    switch (event.detail.action) {
      case 'close':
        return this.close(this.data.items.find(item => item.id === id)!)
      case 'open':
        return this.reopen(this.data.items.find(item => item.id === id)!)
      case 'update':
        return wx.navigateTo({ url: roomPages.room(id) })
      default:
        return wx.navigateTo({ url: roomPages.day(id, dateOf(Date.now())) })
    }
  },

  async reopen({ id: roomId, version }: RoomView) {
    await sendOnce(this, {
      op: 'open',
      input: { roomId, version },
      send: rooms.open,
      confirm: {
        title: '恢复使用',
        content: '停用安排会全部撤销，大家马上又能预订。',
        confirmText: '恢复使用',
      },
      done: item => this.update(item),
      changed: item => this.update(item),
    })
  },

  close(item: RoomView) {
    this.setData({ closing: firstClosing(item, Date.now()) })
  },

  endClosing() {
    this.setData({ closing: null })
  },

  onDone(event: WechatMiniprogram.CustomEvent<RoomView>) {
    this.endClosing()
    this.update(event.detail)
  },

  update(item: RoomView) {
    this.show(replaceItem(this.data.items, item))
  },
})
