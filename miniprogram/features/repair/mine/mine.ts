import { repair, type TicketRow } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { paged } from '../../../ui/paged'
import { arranged } from './view'

const repairs = client(repair)
const list = paged<TicketRow>(
  page => repairs.mine({ page }),
  items => ({ groups: arranged(items) }),
)

Page({
  ...list,
  data: { ...list.data, groups: [] as ReturnType<typeof arranged> },

  async report() {
    await wx.navigateTo({ url: '/features/repair/report/report' })
  },
})
