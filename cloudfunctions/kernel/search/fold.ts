import { simplify } from './simplified'

/** Signs that keyboards put between syllables while somebody composes, and apostrophes of names. */
const SYLLABLE_SIGNS = /[\u2006'’‘ʼ＇`´]/gu
/** Characters without a glyph, such as zero-width blanks and direction marks. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Cf}/gu
/** Dots between the parts of a foreign name. */
const MIDDLE_DOTS = /[·•・‧∙⋅]/gu
const DASHES = /[\u2010-\u2015\u2212]/gu
const ACCENTS = /[\u0300-\u036f]/gu
/** The letter ü, taken apart into u and its dots; after j, q, x and y pinyin leaves the dots out. */
const UMLAUT = /(?<![jqxy])u\u0308/gu

/** Letters whose stroke or ligature Unicode does not take apart. */
const PLAIN: Record<string, string> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
}
const STROKED = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu')

/**
 * The text as terms and queries are compared: small letters of one width without accents, simplified characters, no
 * apostrophes or invisible characters, one kind of dash, blanks for middle dots, and `v` for ü as pinyin keyboards write
 * it. Folding twice changes nothing more.
 */
export function fold(text: string): string {
  const letters = text
    .replace(SYLLABLE_SIGNS, '')
    .normalize('NFKC')
    .replace(SYLLABLE_SIGNS, '')
    .replace(INVISIBLE, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(UMLAUT, 'v')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(STROKED, letter => PLAIN[letter]!)
    .replace(MIDDLE_DOTS, ' ')
    .replace(DASHES, '-')
  return simplify(letters)
}

/** The text with ü as u, which people type who look for a Latin name without its accents. */
export const withoutUmlauts = (text: string): string => text.normalize('NFC').replace(/[üǖǘǚǜ]/giu, 'u')
