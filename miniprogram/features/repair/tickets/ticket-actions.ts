import { repairPages } from '../../../contract/features/repair'
import type { TicketAction, TicketRow } from '../../../contract/repair'
import { pendingAction } from '../../../ui/pending-action'
import type { PendingAction } from './view'

interface TicketPage {
  data: { items: TicketRow[] }
  setData(change: { pending: PendingAction }): void
}

/** Opens the page of the ticket that `data-id` names. */
export async function openTicket(event: WechatMiniprogram.BaseEvent) {
  await wx.navigateTo({ url: repairPages.ticket(event.currentTarget.dataset.id as string) })
}

/**
 * The actions of a list of tickets: `Page({ ...list, ...ticketActions, … })`, after the list. A tap on a card opens the
 * ticket, a tap on a button opens the sheet of its action.
 */
export const ticketActions = {
  ...pendingAction<PendingAction>(),
  openTicket,

  onAction(this: TicketPage, event: WechatMiniprogram.CustomEvent<{ action: TicketAction }>) {
    const { id } = event.currentTarget.dataset as { id: string }
    const ticket = this.data.items.find(item => item.id === id)
    if (ticket) this.setData({ pending: { action: event.detail.action, ticket } })
  },
}
