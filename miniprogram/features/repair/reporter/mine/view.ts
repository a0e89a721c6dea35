import type { TicketRow } from '../../../../contract/repair'
import { isOpen } from '../../tickets/view'
import { ticketCard } from '../view'

const GROUPS = [
  { id: 'rate', title: '等你评价' },
  { id: 'waiting', title: '正在处理' },
  { id: 'past', title: '以前的' },
] as const

const groupOf = ({ state, actions }: TicketRow): (typeof GROUPS)[number]['id'] =>
  actions.includes('rate') ? 'rate' : isOpen(state) ? 'waiting' : 'past'

/** L-28: groups the tickets: to rate, waiting, past. Empty groups are left out. */
export const arrange = (all: TicketRow[], now: number) =>
  GROUPS.map(group => ({
    ...group,
    tickets: all
      .filter(ticket => groupOf(ticket) === group.id)
      .map(ticket => ({ id: ticket.id, card: ticketCard(ticket, now) })),
  })).filter(({ tickets }) => tickets.length)
