import { _ } from './cloud'
import type { Fields } from './table'

/** Behind every string that begins with a word. */
export const PREFIX_END = '\u{10ffff}'

/**
 * Conditions under which every word of a search begins one of the document's `terms`. Both ends must be met by one and
 * the same term; written literally, see `table`.
 */
export const prefixMatch = (text: string): Fields[] =>
  [...new Set(text.toLowerCase().split(/\s+/))].map(word => ({
    terms: _.elemMatch({ $gte: word, $lt: word + PREFIX_END }),
  }))
