import { RESOLUTION, TICKET_STATE, type TicketRow } from '../../../../contract/repair'
import { dayWords } from '../../../../ui/date-words'

export interface CardWords {
  /** The three words of T-10. */
  resolution: string
  theme: 'warning' | 'primary' | 'success' | 'default'
  /** Who mends it; empty while that is not known. */
  worker: string
  place: string
  about: string
  /** That it waits too long. */
  overdue: string
}

const THEMES = { waiting: 'warning', working: 'primary', solved: 'success' } as const
/** States of which the three words say nothing: nobody waits any more. */
const OFF = ['refused', 'cancelled']

/** What a ticket's line in a list says at the moment `now`. */
export function cardWords(ticket: TicketRow, now: number): CardWords {
  const { state, resolution, worker, place, category, at, number, overdue, hotline } = ticket
  const off = OFF.includes(state)
  return {
    resolution: off ? TICKET_STATE[state] : RESOLUTION[resolution],
    theme: off ? 'default' : THEMES[resolution],
    worker: worker ? `${worker} 师傅` : '',
    place: `${place} · ${category}`,
    about: [`${dayWords(Date.parse(at), now)} 报修`, number, hotline && '电话'].filter(Boolean).join(' · '),
    overdue: overdue ? `超时，已催办 ${overdue} 次` : '',
  }
}
