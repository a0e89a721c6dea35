import { repairPages } from '../../../../contract/features/repair'
import { RESOLUTION, type Resolution, repair, type TicketRow } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { listPage } from '../../../../ui/list-page'
import { pendingAction } from '../../../../ui/pending-action'
import { openTicket } from '../../tickets/ticket-actions'
import type { PendingAction } from '../../tickets/view'
import { arrange } from './view'

const repairs = client(repair)
const FILTERS = [{ id: '', text: '全部' }, ...Object.entries(RESOLUTION).map(([id, text]) => ({ id, text }))]
const list = listPage<TicketRow, { resolution: Resolution | '' }>(
  (page, { resolution }) => repairs.mine({ page, ...(resolution && { resolution }) }),
  items => ({ groups: arrange(items, Date.now()) }),
)
const actions = pendingAction<PendingAction>()

Page({
  ...list,
  ...actions,
  openTicket,
  data: {
    ...list.data,
    ...actions.data,
    groups: [] as ReturnType<typeof arrange>,
    filters: FILTERS,
    resolution: '' as Resolution | '',
  },

  async onFilter(event: WechatMiniprogram.CustomEvent<{ value: Resolution | '' }>) {
    this.setData({ resolution: event.detail.value })
    await this.retry()
  },

  onStars(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
    const ticket = this.data.items.find(({ id }) => id === event.currentTarget.dataset.id)
    if (ticket) this.setData({ pending: { action: 'rate', ticket, stars: event.detail.value } })
  },

  async report() {
    await wx.navigateTo({ url: repairPages.report })
  },
})
