import { roomPages } from '../../../../contract/features/room'
import { type ReservationView, room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { listPage, replaceItem } from '../../../../ui/list-page'
import { pendingAction } from '../../../../ui/pending-action'
import { forgetOwn } from '../own'
import type { PendingAction } from '../reservation-actions/view'
import { arrange, type Sections } from './view'

const rooms = client(room)
/** The order in sight: a booking that was changed stays under the finger until the page is opened again. */
let shown: Sections | undefined

const list = listPage<ReservationView>(
  page => rooms.mine({ page }),
  items => {
    shown = arrange(items, Date.now(), shown)
    return shown
  },
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

  onLoad() {
    shown = undefined
  },

  async onPullDownRefresh() {
    shown = undefined
    await list.onPullDownRefresh.call(this)
  },

  onDone(event: WechatMiniprogram.CustomEvent<ReservationView>) {
    this.endAction()
    forgetOwn()
    this.show(replaceItem(this.data.items, event.detail))
  },

  async openFind() {
    await wx.navigateTo({ url: roomPages.find })
  },
})
