import { repair, type TicketAction, type TicketView } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { autoRefresh } from '../../../../ui/auto-refresh'
import { loadPage } from '../../../../ui/load-page'
import { isReply, type Task } from '../reporter-actions/view'
import { type TicketWords, ticketWords } from './view'

const repairs = client(repair)
interface Asked {
  id: string
  ticket: TicketView | null
}
const asked = loadPage<Asked>(
  async ({ id }) => shown(await repairs.get({ id })),
  // A ticket that is as it was is not drawn again: its pictures would load anew.
  async ({ id, ticket }) => {
    const fresh = await repairs.get({ id })
    return fresh.version === ticket?.version ? {} : shown(fresh)
  },
)
const shown = (ticket: TicketView) => ({ ticket, words: ticketWords(ticket, Date.now()) })

Page({
  ...asked,
  ...autoRefresh,
  data: {
    ...asked.data,
    id: '',
    ticket: null as TicketView | null,
    words: null as TicketWords | null,
    /** What the reporter is about to do, or who mends. */
    reply: null as Task | null,
    task: null as Task | null,
  },

  onLoad({ id = '' }: Record<string, string | undefined>) {
    this.setData({ id })
  },

  act(event: WechatMiniprogram.TouchEvent) {
    const { ticket } = this.data
    const action = event.currentTarget.dataset.action as TicketAction
    if (ticket) this.setData({ [isReply(action) ? 'reply' : 'task']: { action, ticket } })
  },

  closeTask() {
    this.setData({ reply: null, task: null })
  },

  acted(event: WechatMiniprogram.CustomEvent<TicketView>) {
    this.closeTask()
    this.setData({ phase: 'ready', ...shown(event.detail) })
  },

  async call(event: WechatMiniprogram.TouchEvent) {
    // Who changes their mind in the phone's own dialogue makes it fail: nothing to report.
    await wx
      .makePhoneCall({ phoneNumber: event.currentTarget.dataset.phone as string })
      .catch(() => undefined)
  },

  async openPhoto(event: WechatMiniprogram.TouchEvent) {
    const current = event.currentTarget.dataset.current as string
    const { photos = [], report } = this.data.ticket ?? {}
    await wx.previewImage({ current, urls: photos.includes(current) ? photos : (report?.photos ?? []) })
  },

  async openMap() {
    const { location, place } = this.data.ticket ?? {}
    if (location) await wx.openLocation({ ...location, name: place })
  },
})
