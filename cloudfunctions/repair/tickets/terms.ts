import { wordForms } from '../../kernel/identity/member-index'
import type { Ticket } from '../model'

/** How much of a word a search compares: a whole number of a ticket. */
const MAX_TERM = 12

type Named = Pick<Ticket, 'number' | 'place' | 'summary' | 'reporter' | 'worker'>

/** Every word a search finds the ticket by: number, place, reporter, worker, and any part of the summary. */
export function ticketTerms({ number, place, summary, reporter, worker }: Named): string[] {
  const places = [place.building, place.room, place.building + place.room].flatMap(word => wordForms(word))
  const people = [reporter.name, worker?.name].flatMap(name => (name ? wordForms(name, 'head') : []))
  const letters = [...summary.toLowerCase()]
  const parts = letters.map((_, i) => letters.slice(i, i + MAX_TERM).join(''))
  const numbers = [number, number.replace('-', ''), worker?.number ?? '']
  return [...new Set([...numbers, ...places, ...people, ...parts])].filter(term => term.trim() !== '')
}

/** The words of a search as terms begin. */
export const searchWords = (text: string): string[] => [
  ...new Set(
    text
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .map(word => [...word].slice(0, MAX_TERM).join('')),
  ),
]
