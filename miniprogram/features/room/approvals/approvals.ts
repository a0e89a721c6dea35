import { type ReservationView, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { autoRefresh } from '../../../ui/auto-refresh'
import { listPage } from '../../../ui/list-page'
import type { Task } from '../act/view'

const rooms = client(room)
const list = listPage(page => rooms.pending({ page }))

Page({
  ...list,
  ...autoRefresh,
  data: { ...list.data, task: null as Task | null },

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
    this.closeTask()
    this.show(status === 'pending' ? [...items, event.detail] : items)
    await wx.showToast({ title: '已处理', icon: 'success' })
  },
})
