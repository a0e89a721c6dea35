import type { TicketRow } from '../../../contract/repair'
import { dayWords } from '../../../ui/date-words'
import type { CardLine, RecordCard } from '../../../ui/record-card/card'
import { expectedWords, stateTag, wordsOf } from '../tickets/view'

export const reportedWords = ({ at, number, hotline }: TicketRow, now: number): string =>
  wordsOf(`${dayWords(Date.parse(at), now)} 报修`, number, hotline && '电话')

/** A ticket's card for its reporter, at the moment `now`. */
export function ticketCard(ticket: TicketRow, now: number): RecordCard {
  const { summary, place, category, worker, overdue } = ticket
  const lines: (CardLine | false)[] = [
    { icon: 'location', text: wordsOf(place, category) },
    worker !== undefined && { icon: 'user', text: `${worker} 师傅` },
    { text: reportedWords(ticket, now), tone: 'muted' },
    ticket.expectedBy !== undefined && { icon: 'time', text: expectedWords(ticket, now), tone: 'muted' },
    overdue > 0 && { text: `超时，已催办 ${overdue} 次`, tone: 'problem' },
  ]
  return {
    title: summary,
    tag: stateTag(ticket),
    lines: lines.filter(line => line !== false),
    notes: [],
    buttons: [],
  }
}
