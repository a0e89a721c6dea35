import { roomPages } from '../../../../contract/features/room'
import { type ReservationView, room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { listPage, replaceItem } from '../../../../ui/list-page'
import { pendingAction } from '../../../../ui/pending-action'
import type { PendingAction } from '../reservation-actions/view'
import { arrange } from './view'

const rooms = client(room)
const list = listPage<ReservationView>(
  page => rooms.mine({ page }),
  items => arrange(items, Date.now()),
)
const actions = pendingAction<PendingAction>()

Page({
  ...list,
  ...actions,
  data: {
    ...list.data,
    ...actions.data,
    upcoming: [] as ReservationView[],
    past: [] as ReservationView[],
  },

  onDone(event: WechatMiniprogram.CustomEvent<ReservationView>) {
    this.endAction()
    this.show(replaceItem(this.data.items, event.detail))
  },

  async openFind() {
    await wx.navigateTo({ url: roomPages.find })
  },
})
