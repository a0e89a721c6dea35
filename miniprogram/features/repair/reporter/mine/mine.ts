import { repair, type TicketRow } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { listPage } from '../../../../ui/list-page'
import { arranged } from './view'

const repairs = client(repair)
const list = listPage<TicketRow>(
  page => repairs.mine({ page }),
  items => ({ groups: arranged(items) }),
)

Page({
  ...list,
  data: { ...list.data, groups: [] as ReturnType<typeof arranged> },

  async report() {
    await wx.navigateTo({ url: '/features/repair/reporter/report/report' })
  },
})
