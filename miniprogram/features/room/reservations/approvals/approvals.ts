import { type ReservationView, room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { autoRefresh } from '../../../../ui/auto-refresh'
import { listPage } from '../../../../ui/list-page'
import { pendingAction } from '../../../../ui/pending-action'
import type { PendingAction } from '../reservation-actions/view'

const rooms = client(room)
const list = listPage(page => rooms.pending({ page }))
const actions = pendingAction<PendingAction>()

Page({
  ...list,
  ...autoRefresh,
  ...actions,
  data: { ...list.data, ...actions.data },

  /** A reservation that was decided no longer waits. */
  onDone(event: WechatMiniprogram.CustomEvent<ReservationView>) {
    const { id, status } = event.detail
    const items = this.data.items.filter(item => item.id !== id)
    this.endAction()
    this.show(status === 'pending' ? this.data.items : items)
  },
})
