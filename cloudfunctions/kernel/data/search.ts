import { _ } from './cloud'
import type { Fields } from './table'

/** Sorts behind every string with a given prefix when appended to the prefix. */
export const PREFIX_END = '\u{10ffff}'

/**
 * Conditions that every word of the query is a prefix of one of the document's `terms`, which an index must serve.
 * @param longest number of letters compared: `TEXT_TERM` if the terms come from free text
 */
export function matches(query: string, longest = Number.POSITIVE_INFINITY): Fields[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return [...new Set(words.map(word => [...word].slice(0, longest).join('')))].map(word => ({
    // One term must satisfy both bounds; they are written literally, because `table` refuses `_.and` here.
    terms: _.elemMatch({ $gte: word, $lt: word + PREFIX_END }),
  }))
}
