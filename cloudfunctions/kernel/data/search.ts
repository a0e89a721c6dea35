import { _ } from './cloud'
import type { Fields } from './table'

/** Behind every string that begins with a word. */
export const PREFIX_END = '\u{10ffff}'

/**
 * Conditions under which every word of a search begins one of the document's `terms`, which an index serves.
 * @param longest letters of a word that are compared: `TEXT_TERM` where terms come from free text
 */
export function matches(query: string, longest = Number.POSITIVE_INFINITY): Fields[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return [...new Set(words.map(word => [...word].slice(0, longest).join('')))].map(word => ({
    // Both ends must be met by one and the same term; written literally, see `table`.
    terms: _.elemMatch({ $gte: word, $lt: word + PREFIX_END }),
  }))
}
