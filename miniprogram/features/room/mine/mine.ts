import { type ReservationView, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { listPage } from '../../../ui/list-page'
import type { Task } from '../act/view'
import { arranged, replaced } from './view'

const rooms = client(room)
const list = listPage<ReservationView>(
  async page => {
    const found = await rooms.mine({ page })
    // The past begins on a page of its own: who has nothing ahead sees it at once.
    return found.items.length || !found.next ? found : rooms.mine({ page: { after: found.next } })
  },
  items => arranged(items, Date.now()),
)

Page({
  ...list,
  data: {
    ...list.data,
    upcoming: [] as ReservationView[],
    past: [] as ReservationView[],
    task: null as Task | null,
  },

  act(event: WechatMiniprogram.CustomEvent<Task>) {
    this.setData({ task: event.detail })
  },

  closeTask() {
    this.setData({ task: null })
  },

  acted(event: WechatMiniprogram.CustomEvent<ReservationView>) {
    this.setData({ task: null })
    this.show(replaced(this.data.items, event.detail))
  },

  async find() {
    await wx.navigateTo({ url: '/features/room/find/find' })
  },
})
