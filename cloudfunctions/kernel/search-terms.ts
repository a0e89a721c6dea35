/** Letters of free text that a term holds: longer words of a search are compared up to here. */
export const TEXT_TERM = 12

/** Searchable texts of a document, by the way in which people look for them. */
export interface SearchSource {
  /** Of people: also by the given name alone. */
  names?: readonly string[]
  /** Also by how they are spelt, and by their initials. */
  words?: readonly string[]
  /** As they are written. */
  numbers?: readonly string[]
  /** Free text, found from any letter on. */
  text?: string
}

/** The terms of a document, lower case, each once; a search finds it by the beginning of any of them. */
export function searchTerms({ names = [], words = [], numbers = [], text = '' }: SearchSource): string[] {
  const letters = [...text.toLowerCase()]
  const terms = [
    ...names.flatMap(name => wordForms(name, 'name')),
    ...words.flatMap(word => wordForms(word)),
    ...numbers.map(number => number.toLowerCase()),
    ...letters.map((_letter, i) => letters.slice(i, i + TEXT_TERM).join('')),
  ]
  return [...new Set(terms)].filter(term => term.trim() !== '')
}

/** How a text is read: surnames are read as surnames in a name, 单 is shàn. */
type Reading = 'name' | 'word'

/** Loaded when first used: most calls of a function spell nothing, and the dictionary is large. */
const library = (): typeof import('pinyin-pro') => require('pinyin-pro')

/** The syllables of a text without tones, lower case; what is not Chinese stays together. */
export const syllables = (text: string, reading: Reading): string[] =>
  library()
    .pinyin(text, {
      toneType: 'none',
      type: 'array',
      v: true,
      surname: reading === 'name' ? 'head' : 'off',
      nonZh: 'consecutive',
    })
    .map(syllable => syllable.toLowerCase())

/** A word as it is written, as it is spelt, and its initials: `林知微`, `linzhiwei`, `lzw`; of a name, the given name, too. */
export function wordForms(word: string, reading: Reading = 'word'): string[] {
  const spelt = syllables(word, reading)
  const written = word.toLowerCase()
  const forms = [written, spelt.join(''), spelt.map(syllable => syllable[0]).join('')]
  if (reading === 'name' && word.length > 1) forms.push(written.slice(1), spelt.slice(1).join(''))
  return forms.filter(Boolean)
}
