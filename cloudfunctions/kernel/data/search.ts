import { readQuery } from '../search/query'
import { _ } from './cloud'
import type { Fields } from './table'

/** Sorts behind every string with a given prefix when appended to the prefix. */
export const PREFIX_END = '\u{10ffff}'

/**
 * Alternative lists of conditions, for each way to read the query: each of its words begins one of the document's
 * `terms`, which an index must serve. The longest word comes first, because it matches the fewest and the index may serve
 * the first condition alone. An empty query is one alternative without conditions.
 * @param longest number of letters compared: `TEXT_TERM` if the terms come from free text
 */
export const matches = (query: string, longest = Number.POSITIVE_INFINITY): Fields[][] =>
  readQuery(query).map(words =>
    [...new Set(words.map(word => [...word].slice(0, longest).join('')))]
      .sort((one, other) => other.length - one.length)
      .map(hasTerm),
  )

/** One term must satisfy both bounds; they are written literally, because `table` refuses `_.and` here. */
const hasTerm = (word: string): Fields => ({
  terms: _.elemMatch({ $gte: word, $lt: word + PREFIX_END }),
})
