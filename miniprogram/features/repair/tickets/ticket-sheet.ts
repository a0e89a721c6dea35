import { Refusal } from '../../../contract/kernel/errors'
import type { TicketView } from '../../../contract/repair'
import { explain, type Phase } from '../../../ui/phase'
import { sending } from '../../../ui/sheet'

interface TicketSheet {
  data: { phase: Phase; problem: string }
  setData(change: object): void
  triggerEvent(name: string, detail?: unknown): void
}

/**
 * The methods of a sheet that sends an action on a ticket. Triggers `close`, and `done` with the TicketView: after a lost
 * race, too, as the refusal brings the ticket along.
 */
export const ticketSheet = <Input>(
  send: (input: Input, options: { key: string }) => Promise<TicketView>,
) => ({
  ...sending(send),

  fail(this: TicketSheet, error: unknown) {
    const { message } = explain(error)
    const details = error instanceof Refusal ? error.info.details : undefined
    const { ticket } = (details ?? {}) as { ticket?: TicketView }
    this.setData({ phase: 'ready', problem: ticket ? '' : message })
    if (!ticket) return
    this.triggerEvent('done', ticket)
    void wx.showToast({ title: message, icon: 'none' })
  },
})
