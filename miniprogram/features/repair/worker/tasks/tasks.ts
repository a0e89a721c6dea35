import { repair, type TicketRow, type TicketView } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { autoRefresh } from '../../../../ui/auto-refresh'
import { listPage } from '../../../../ui/list-page'
import { explain } from '../../../../ui/phase'
import type { Task } from '../../shared/staff-actions/view'

const repairs = client(repair)
const list = listPage<TicketRow, { done: boolean }>((page, { done }) => repairs.tasks({ done, page }))

/** What the worker has to do, and what they have mended. */
Page({
  ...list,
  ...autoRefresh,
  data: { ...list.data, done: false, task: null as Task | null },

  async pick(event: WechatMiniprogram.TouchEvent) {
    const done = event.currentTarget.dataset.done as boolean
    if (done === this.data.done || this.data.phase === 'loading') return
    this.setData({ done, phase: 'loading' })
    await this.load()
  },

  async call(event: WechatMiniprogram.TouchEvent) {
    const { reporter } = (await this.look(event)) ?? {}
    if (reporter?.phone) await wx.makePhoneCall({ phoneNumber: reporter.phone }).catch(cancelled)
    else if (reporter) await wx.showToast({ title: '报修人没有留电话', icon: 'none' })
  },

  async navigate(event: WechatMiniprogram.TouchEvent) {
    const ticket = await this.look(event)
    if (ticket?.location) await wx.openLocation({ ...ticket.location, name: ticket.place })
    else if (ticket) await wx.showToast({ title: `没有定位，请到${ticket.place}`, icon: 'none' })
  },

  /** Numbers and positions are not in lists: they are asked for when they are needed. */
  async look(event: WechatMiniprogram.TouchEvent): Promise<TicketView | undefined> {
    try {
      return await repairs.get({ id: event.currentTarget.dataset.id as string })
    } catch (error) {
      await wx.showToast({ title: explain(error).message, icon: 'none' })
      return undefined
    }
  },

  act(event: WechatMiniprogram.CustomEvent<Task>) {
    this.setData({ task: event.detail })
  },

  endAct() {
    this.setData({ task: null })
  },

  async finished() {
    this.endAct()
    await this.load()
  },
})

/** Who does not call after all has done nothing wrong. */
function cancelled(error: { errMsg: string }): void {
  if (!error.errMsg.includes('cancel')) throw error
}
