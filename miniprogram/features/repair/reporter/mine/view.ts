import type { TicketRow, TicketState } from '../../../../contract/repair'

export const GROUPS = [
  { id: 'rate', title: '等你评价' },
  { id: 'waiting', title: '正在处理' },
  { id: 'past', title: '以前的' },
] as const
export type Group = (typeof GROUPS)[number]['id']

const OPEN: TicketState[] = ['submitted', 'accepted', 'dispatched', 'started']

const groupOf = ({ state, actions }: TicketRow): Group =>
  actions.includes('rate') ? 'rate' : OPEN.includes(state) ? 'waiting' : 'past'

/** L-28: what waits, the wish to rate first, then what is past; groups without tickets are left out. */
export const arranged = (all: TicketRow[]) =>
  GROUPS.map(group => ({ ...group, tickets: all.filter(ticket => groupOf(ticket) === group.id) })).filter(
    ({ tickets }) => tickets.length,
  )
