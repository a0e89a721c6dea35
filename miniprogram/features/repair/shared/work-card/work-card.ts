import type { TicketAction, TicketRow } from '../../../../contract/repair'
import { type WorkCard, workCard } from './view'

/** A ticket with what may be done with it now. A tap opens it; triggers `act` with the Task. */
Component({
  options: { multipleSlots: true },
  properties: {
    ticket: { type: Object, value: null as unknown as TicketRow },
    /** Buttons for a thumb, with a slot `more` above them. */
    large: { type: Boolean, value: false },
  },
  data: { card: null as WorkCard | null },
  observers: {
    ticket(ticket: TicketRow | null) {
      if (ticket) this.setData({ card: workCard(ticket, Date.now()) })
    },
  },
  methods: {
    async open() {
      await wx.navigateTo({
        url: `/features/repair/reporter/ticket/ticket?id=${(this.data.ticket as TicketRow).id}`,
      })
    },
    act(event: WechatMiniprogram.TouchEvent) {
      const action = event.currentTarget.dataset.action as TicketAction
      this.triggerEvent('act', { action, ticket: this.data.ticket })
    },
  },
})
