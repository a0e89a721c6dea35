import { repairPages } from '../../../../contract/features/repair'
import { repair, type TicketRow } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { listPage } from '../../../../ui/list-page'
import { openTicket } from '../../tickets/ticket-actions'
import { arrange } from './view'

const repairs = client(repair)
const list = listPage<TicketRow>(
  page => repairs.mine({ page }),
  items => ({ groups: arrange(items, Date.now()) }),
)

Page({
  ...list,
  openTicket,
  data: { ...list.data, groups: [] as ReturnType<typeof arrange> },

  async report() {
    await wx.navigateTo({ url: repairPages.report })
  },
})
