import { repairPages } from '../../../../contract/features/repair'
import { repair, type TicketAction, type TicketView } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { dial } from '../../../../services/phone'
import { readMessagesOf } from '../../../../services/unread'
import { autoRefresh } from '../../../../ui/auto-refresh'
import { loadPage } from '../../../../ui/load-page'
import { pendingAction } from '../../../../ui/pending-action'
import { beginAction } from '../../tickets/ticket-actions'
import type { MORE, PendingAction } from '../../tickets/view'
import { type TicketWords, ticketWords } from './view'

const repairs = client(repair)
const dataOf = (ticket: TicketView) => ({ ticket, words: ticketWords(ticket, Date.now()) })
const page = loadPage<{ id: string; ticket: TicketView | null }>(
  async ({ id }) => dataOf(await repairs.get({ id })),
  // A ticket that is as it was is not drawn again: its pictures would load anew.
  async ({ id, ticket }) => {
    const fresh = await repairs.get({ id })
    return fresh.version === ticket?.version ? {} : dataOf(fresh)
  },
)
const actions = pendingAction<PendingAction>()

Page({
  ...page,
  ...autoRefresh,
  ...actions,
  data: {
    ...page.data,
    ...actions.data,
    id: '',
    ticket: null as TicketView | null,
    words: null as TicketWords | null,
    /** The report was sent a moment ago. */
    sent: false,
    templates: ['repairProgress'],
  },

  onLoad({ id = '', sent }: Record<string, string | undefined>) {
    this.setData({ id, sent: sent === '1' })
    void readMessagesOf(repairPages.ticket(id))
  },

  async onAction(event: WechatMiniprogram.TouchEvent) {
    const { ticket } = this.data
    const action = event.currentTarget.dataset.action as TicketAction | typeof MORE
    if (ticket) await beginAction(this, action, ticket, after => this.setData(dataOf(after)))
  },

  onStars(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
    const { ticket } = this.data
    if (ticket) this.setData({ pending: { action: 'rate', ticket, stars: event.detail.value } })
  },

  onDone(event: WechatMiniprogram.CustomEvent<TicketView>) {
    this.endAction()
    this.setData({ phase: 'ready', ...dataOf(event.detail), sent: false })
  },

  async call(event: WechatMiniprogram.TouchEvent) {
    await dial(event.currentTarget.dataset.phone as string)
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
