import { repair, type TicketRow, type TicketView } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { dial } from '../../../../services/phone'
import { autoRefresh } from '../../../../ui/auto-refresh'
import { toastFailure } from '../../../../ui/latest-result'
import { listPage } from '../../../../ui/list-page'
import type { RecordCard } from '../../../../ui/record-card/card'
import { ticketActions } from '../../tickets/ticket-actions'
import { workCard } from '../../tickets/view'

const repairs = client(repair)
const list = listPage<TicketRow, { done: boolean }>(
  (page, { done }) => repairs.tasks({ done, page }),
  items => ({ cards: items.map(item => ({ id: item.id, card: workCard(item, Date.now()) })) }),
)

/** The tickets that a worker has to do, and those that they have done. */
Page({
  ...list,
  ...autoRefresh,
  ...ticketActions,
  data: {
    ...list.data,
    ...ticketActions.data,
    cards: [] as { id: string; card: RecordCard }[],
    done: false,
  },

  async pickList(event: WechatMiniprogram.TouchEvent) {
    const done = event.currentTarget.dataset.done as boolean
    if (done === this.data.done || this.data.phase === 'loading') return
    this.setData({ done, phase: 'loading' })
    await this.load()
  },

  async call(event: WechatMiniprogram.TouchEvent) {
    const { reporter } = (await this.loadTicket(event)) ?? {}
    if (reporter?.phone) await dial(reporter.phone)
    else if (reporter) await wx.showToast({ title: '报修人没有留电话', icon: 'none' })
  },

  async navigate(event: WechatMiniprogram.TouchEvent) {
    const ticket = await this.loadTicket(event)
    if (ticket?.location) await wx.openLocation({ ...ticket.location, name: ticket.place })
    else if (ticket) await wx.showToast({ title: `没有定位，请到${ticket.place}`, icon: 'none' })
  },

  /** Numbers and positions are not in lists: they are asked for when they are needed. */
  async loadTicket(event: WechatMiniprogram.TouchEvent): Promise<TicketView | undefined> {
    try {
      return await repairs.get({ id: event.currentTarget.dataset.id as string })
    } catch (error) {
      toastFailure(error)
      return undefined
    }
  },
})
