import { type PendingView, type ReservationView, room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { autoRefresh } from '../../../../ui/auto-refresh'
import { listPage } from '../../../../ui/list-page'
import { pendingAction } from '../../../../ui/pending-action'
import { sendOnce } from '../../../../ui/send'
import { doneWords, type PendingAction } from '../reservation-actions/view'
import { besideLines } from './view'

const rooms = client(room)
const list = listPage<PendingView>(
  page => rooms.pending({ page }),
  items => ({ rows: items.map(item => ({ id: item.id, item, beside: besideLines(item) })) }),
)
const actions = pendingAction<PendingAction>()

Page({
  ...list,
  ...autoRefresh,
  ...actions,
  data: {
    ...list.data,
    ...actions.data,
    rows: [] as { id: string; item: PendingView; beside: string[] }[],
  },

  /** All that the decision needs is in sight, so a yes needs no second question. */
  async onAction(event: WechatMiniprogram.CustomEvent<PendingAction>) {
    const { action, reservation } = event.detail
    if (action !== 'approve') return this.setData({ pending: event.detail })
    await sendOnce(this, {
      op: 'approve',
      input: { reservationId: reservation.id, version: reservation.version },
      send: rooms.approve,
      toast: doneWords('approve', reservation),
      done: reply => this.settled(reply),
      changed: reply => this.settled(reply),
    })
  },

  /** A reservation that was decided no longer waits. */
  onDone(event: WechatMiniprogram.CustomEvent<ReservationView>) {
    this.endAction()
    this.settled(event.detail)
  },

  settled({ id, status }: ReservationView) {
    if (status !== 'pending') this.show(this.data.items.filter(item => item.id !== id))
  },
})
