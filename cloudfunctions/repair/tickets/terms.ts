import { termsOf } from '../../kernel/roster'
import type { Ticket } from '../model'

/** How much of a word a search compares: a whole number of a ticket. */
const LONGEST = 12

type Named = Pick<Ticket, 'number' | 'place' | 'summary' | 'reporter' | 'worker'>

/** Every word a search finds the ticket by: number, place, reporter, worker, and any part of the summary. */
export function termsFor({ number, place, summary, reporter, worker }: Named): string[] {
  const places = [place.building, place.room, place.building + place.room].flatMap(word => termsOf(word))
  const people = [reporter.name, worker?.name].flatMap(name => (name ? termsOf(name, 'head') : []))
  const letters = [...summary.toLowerCase()]
  const parts = letters.map((_, i) => letters.slice(i, i + LONGEST).join(''))
  const numbers = [number, number.replace('-', ''), worker?.number ?? '']
  return [...new Set([...numbers, ...places, ...people, ...parts])].filter(term => term.trim() !== '')
}

/** The words of a search as terms begin. */
export const searched = (text: string): string[] => [
  ...new Set(
    text
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .map(word => [...word].slice(0, LONGEST).join('')),
  ),
]
