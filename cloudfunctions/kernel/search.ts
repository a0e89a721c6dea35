import { _ } from './cloud'
import type { Fields } from './table'

/** Behind every string that begins with a word. */
export const BEYOND = '\u{10ffff}'

/**
 * Conditions under which every word of a search begins one of the document's `terms`. Both ends must be met by one and
 * the same term; written literally, see `table`.
 */
export const beginning = (text: string): Fields[] =>
  [...new Set(text.toLowerCase().split(/\s+/))].map(word => ({
    terms: _.elemMatch({ $gte: word, $lt: word + BEYOND }),
  }))
