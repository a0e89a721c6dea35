import { type PreparationView, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { autoRefresh } from '../../../../ui/auto-refresh'
import { listPage } from '../../../../ui/list-page'
import { pendingAction } from '../../../../ui/pending-action'
import type { Movement, PendingStaffAction } from '../../tickets/staff-actions/view'
import { openTicket } from '../../tickets/ticket-actions'
import { type Card, pendingOf, toCard } from './view'

const repairs = client(repair)
const list = listPage<PreparationView & { card: Card }, { out: boolean }>(async (page, { out }) => {
  const { items, next } = await repairs.prepare({ out, page })
  return { items: items.map(item => ({ ...item, card: toCard(item, out) })), next }
})
const actions = pendingAction<PendingStaffAction>()

/** The materials that the storekeeper gets ready, the ticket that waits longest first; and those that may come back. */
Page({
  ...list,
  ...autoRefresh,
  ...actions,
  openTicket,
  data: { ...list.data, ...actions.data, out: false },

  async pickList(event: WechatMiniprogram.TouchEvent) {
    const out = event.currentTarget.dataset.out as boolean
    if (out === this.data.out || this.data.phase === 'loading') return
    this.setData({ out, phase: 'loading' })
    await this.load()
  },

  move(event: WechatMiniprogram.TouchEvent) {
    const { index, action, material } = event.currentTarget.dataset as {
      index: number
      action: Movement
      material: string
    }
    this.setData({ pending: pendingOf(action, this.data.items[index]!, material) })
  },
})
