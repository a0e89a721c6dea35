/** Length of the terms of free text; longer words of a search are compared up to this length. */
export const TEXT_TERM = 12

/** Searchable texts of a document, by the way in which people search for them. */
export interface SearchSource {
  /** Names of people, also found by the given name alone. */
  names?: readonly string[]
  /** Words, also found by pinyin and by initials. */
  words?: readonly string[]
  /** Numbers, found as written. */
  numbers?: readonly string[]
  /** Free text, found from any letter on. */
  text?: string
}

/** Distinct lower-case terms of a document; a search matches a prefix of any of them. */
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

/** Reading of a text: in a name, surnames are read as surnames, so that 单 is shàn. */
type Reading = 'name' | 'word'

/** Loaded on first use, because most calls need no pinyin and the dictionary is large. */
const library = (): typeof import('pinyin-pro') => require('pinyin-pro')

/** Lower-case pinyin syllables without tones; a run of other letters is one syllable. */
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

/** Forms of a word: written, pinyin, initials (`林知微`, `linzhiwei`, `lzw`); of a name, the given name as well. */
export function wordForms(word: string, reading: Reading = 'word'): string[] {
  const spelt = syllables(word, reading)
  const written = word.toLowerCase()
  const forms = [written, spelt.join(''), spelt.map(syllable => syllable[0]).join('')]
  if (reading === 'name' && word.length > 1) forms.push(written.slice(1), spelt.slice(1).join(''))
  return forms.filter(Boolean)
}
