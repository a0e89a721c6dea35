import { fold } from './fold'
import { nameForms } from './names'
import { spell } from './pinyin'

/** Length of the terms of free text; longer words of a search are compared up to this length. */
export const TEXT_TERM = 12

/** Searchable texts of a document, by the way in which people search for them. */
export interface SearchSource {
  /** Names of people, also found by the given name alone and by any reading of their characters. */
  names?: readonly string[]
  /** Words, also found by pinyin and by initials. */
  words?: readonly string[]
  /** Numbers, found as written. */
  numbers?: readonly string[]
  /** Free text, found from any letter on. */
  text?: string
}

/** Distinct folded terms of a document; a search matches a prefix of any of them. */
export function searchTerms({ names = [], words = [], numbers = [], text = '' }: SearchSource): string[] {
  // A ligature may fold to many letters; a text has no more terms than letters all the same.
  const letters = [...fold(text)].slice(0, text.length)
  const terms = [
    ...names.flatMap(nameForms),
    ...words.flatMap(wordForms),
    ...numbers.map(fold),
    ...letters.map((_letter, i) => letters.slice(i, i + TEXT_TERM).join('')),
  ]
  return [...new Set(terms)].filter(term => term.trim() !== '')
}

/** The first term of a word: it is written as one, without blanks. */
export const termOf = (word: string): string => fold(word).replace(/\s+/g, '')

/** Forms of a word: written, pinyin, initials (`明德楼`, `mingdelou`, `mdl`). */
function wordForms(word: string): string[] {
  const written = termOf(word)
  const spelt = spell(written, 'word')
  return [written, spelt.join(''), spelt.map(syllable => [...syllable][0]).join('')]
}
