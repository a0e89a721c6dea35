import type { TicketRow } from '../../../../contract/repair'
import { type CardWords, cardWords } from './view'

/** A ticket in a list; a tap opens its page. */
Component({
  properties: {
    ticket: { type: Object, value: null as unknown as TicketRow },
  },
  data: { words: null as CardWords | null, nudge: false },
  observers: {
    ticket(ticket: TicketRow | null) {
      if (!ticket) return
      this.setData({ words: cardWords(ticket, Date.now()), nudge: ticket.actions.includes('rate') })
    },
  },
  methods: {
    async open() {
      const { id } = this.data.ticket as TicketRow
      await wx.navigateTo({ url: `/features/repair/reporter/ticket/ticket?id=${id}` })
    },
  },
})
