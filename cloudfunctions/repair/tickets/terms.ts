import { searchTerms } from '../../kernel/search/terms'
import type { Ticket } from '../model'

type Named = Pick<Ticket, 'number' | 'place' | 'summary' | 'reporter' | 'worker'>

/** Every word a search finds the ticket by: number, place, reporter, worker, and any part of the summary. */
export const ticketTerms = ({ number, place, summary, reporter, worker }: Named): string[] =>
  searchTerms({
    numbers: [number, number.replace('-', ''), worker?.number ?? ''],
    words: [place.building, place.room, place.building + place.room],
    names: [reporter.name, worker?.name ?? ''],
    text: summary,
  })

/** The worker is among the search terms. */
export const withTerms = (before: Ticket, after: Ticket): Ticket =>
  before.worker === after.worker ? after : { ...after, terms: ticketTerms(after) }
