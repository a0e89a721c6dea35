import { repairPages } from '../../../contract/features/repair'
import { repair, type TicketAction, type TicketRow, type TicketView } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { replaceItem } from '../../../ui/list-page'
import { chooseAction } from '../../../ui/more-actions'
import { pendingAction } from '../../../ui/pending-action'
import { type SendingPage, sendOnce } from '../../../ui/send'
import { MORE, moreActions, type PendingAction } from './view'

const repairs = client(repair)

/** Actions that need no question, because they ask for nothing and harm nothing. */
const AT_ONCE = {
  start: { send: repairs.start, toast: '已开始维修' },
  urge: { send: repairs.urge, toast: '已催促' },
} as const satisfies Partial<Record<TicketAction, unknown>>

const isAtOnce = (action: string): action is keyof typeof AT_ONCE => action in AT_ONCE

type ActingPage = SendingPage & { setData(change: { pending: PendingAction }): void }

/**
 * Begins an action of a ticket: opens its sheet, offers those behind ⋯, or does what needs no question.
 * @param show takes the ticket as it is afterwards
 */
export async function beginAction(
  page: ActingPage,
  action: TicketAction | typeof MORE,
  ticket: TicketRow,
  show: (ticket: TicketView) => unknown,
): Promise<void> {
  if (action === MORE) {
    const chosen = await chooseAction(moreActions(ticket))
    if (chosen) page.setData({ pending: { action: chosen.action, ticket } })
  } else if (isAtOnce(action)) {
    const { send, toast } = AT_ONCE[action]
    await sendOnce(page, { op: action, input: { id: ticket.id }, send, done: show, changed: show, toast })
  } else page.setData({ pending: { action, ticket } })
}

interface TicketsPage {
  data: { items: TicketRow[]; phase: SendingPage['data']['phase'] }
  setData(change: object): void
  show(items: TicketRow[]): void
}

/** Opens the page of the ticket that `data-id` names. */
export async function openTicket(event: WechatMiniprogram.BaseEvent) {
  await wx.navigateTo({ url: repairPages.ticket(event.currentTarget.dataset.id as string) })
}

/**
 * The actions of a list of tickets: `Page({ ...list, ...ticketActions, … })`, after the list. A tap on a card opens the
 * ticket, a tap on a button begins its action.
 */
export const ticketActions = {
  ...pendingAction<PendingAction>(),
  openTicket,

  async onAction(
    this: TicketsPage,
    event: WechatMiniprogram.CustomEvent<{ action: TicketAction | typeof MORE }>,
  ) {
    const { id } = event.currentTarget.dataset as { id: string }
    const ticket = this.data.items.find(item => item.id === id)
    if (!ticket) return
    await beginAction(this, event.detail.action, ticket, after =>
      this.show(replaceItem(this.data.items, after)),
    )
  },
}
