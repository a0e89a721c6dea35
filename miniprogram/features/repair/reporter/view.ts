import { RESOLUTION, TICKET_STATE, type TicketRow } from '../../../contract/repair'
import { dayWords } from '../../../ui/date-words'
import type { CardLine, RecordCard } from '../../../ui/record-card/card'
import { wordsOf } from '../tickets/view'

const THEMES = { waiting: 'warning', working: 'primary', solved: 'success' } as const
/** States without a next step, which none of the three words fits. */
const DROPPED = ['refused', 'cancelled']

/** The three words of T-10. */
export function resolutionTag({ id, state, resolution }: TicketRow): NonNullable<RecordCard['tag']> {
  const name = `resolution-${id}`
  if (DROPPED.includes(state)) return { text: TICKET_STATE[state], theme: 'default', name }
  return { text: RESOLUTION[resolution], theme: THEMES[resolution], name }
}

export const reportedWords = ({ at, number, hotline }: TicketRow, now: number): string =>
  wordsOf(`${dayWords(Date.parse(at), now)} 报修`, number, hotline && '电话')

/** A ticket's card for its reporter, at the moment `now`. */
export function ticketCard(ticket: TicketRow, now: number): RecordCard {
  const { summary, place, category, worker, overdue } = ticket
  const lines: (CardLine | false)[] = [
    { icon: 'location', text: wordsOf(place, category) },
    worker !== undefined && { icon: 'user', text: `${worker} 师傅` },
    { text: reportedWords(ticket, now), tone: 'muted' },
    overdue > 0 && { text: `超时，已催办 ${overdue} 次`, tone: 'problem' },
  ]
  return {
    title: summary,
    tag: resolutionTag(ticket),
    lines: lines.filter(line => line !== false),
    notes: [],
    buttons: [],
  }
}
