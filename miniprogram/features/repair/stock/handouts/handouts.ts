import { type PreparationView, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { autoRefresh } from '../../../../ui/auto-refresh'
import { listPage } from '../../../../ui/list-page'
import { chooseAction } from '../../../../ui/more-actions'
import { pendingAction } from '../../../../ui/pending-action'
import { sendOnce } from '../../../../ui/send'
import { DONE, type PendingStaffAction } from '../../tickets/staff-actions/view'
import { openTicket } from '../../tickets/ticket-actions'
import { type Card, issueOf, pendingOf, toCard } from './view'

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
    this.setData({ out })
    await this.retry()
  },

  /** Hands out all that is owed: what was too much comes back as easily. */
  async issue(event: WechatMiniprogram.TouchEvent) {
    const { index, material } = event.currentTarget.dataset as { index: number; material: string }
    await sendOnce(this, {
      op: 'issue',
      input: issueOf(this.data.items[index]!, material),
      send: repairs.issue,
      done: () => this.load(),
      toast: DONE.issue,
    })
  },

  takeBack(event: WechatMiniprogram.TouchEvent) {
    const { index, material } = event.currentTarget.dataset as { index: number; material: string }
    this.setData({ pending: pendingOf('return', this.data.items[index]!, material) })
  },

  async more(event: WechatMiniprogram.TouchEvent) {
    const { index, material } = event.currentTarget.dataset as { index: number; material: string }
    const item = this.data.items[index]!
    const line = item.card.lines.find(({ materialId }) => materialId === material)!
    const chosen = await chooseAction(line.others)
    if (chosen) this.setData({ pending: pendingOf(chosen.action, item, material) })
  },
})
