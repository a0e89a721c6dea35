/**
 * The canonical form of text: texts that look alike and mean the same are the same. Fields store text in it, and names
 * and accounts are compared in the form of `nameKey` and `accountKey`. All functions here are idempotent.
 */

/** Characters without a shape: format characters, fillers, variation selectors, and the blank of Braille. */
const HIDDEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** An emoji, whose parts hidden characters join, or a hidden character outside of one. */
const EMOJI_OR_HIDDEN =
  /(\p{Extended_Pictographic}(?:[\ufe0f\u{1f3fb}-\u{1f3ff}]|\u200d\p{Extended_Pictographic})*)|[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** Format characters that turn the order of the letters round. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Blanks and line breaks of every kind. */
const BLANKS = /[\s\u0085]+/g

const LINE_BREAK = /\r\n?|[\u0085\u2028\u2029]/g

/**
 * Runs of letters and digits in a second shape: radicals, compatibility ideographs, ligatures, full and half width,
 * mathematical letters. Punctuation is not among them: full width is its shape in Chinese.
 */
const SECOND_SHAPES =
  /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f\uffa1-\uffdc\u{1d400}-\u{1d7ff}\u{2f800}-\u{2fa1f}]+/gu

/** A Chinese character or full-width punctuation, beside which a blank says nothing. */
const WIDE = '[\\p{Script=Han}\\u3001-\\u303f\\uff01-\\uff60·—]'
const BLANK_BEFORE_WIDE = new RegExp(` (?=${WIDE})`, 'gu')
const BLANK_BEHIND_WIDE = new RegExp(`(${WIDE}) `, 'gu')

/** Dots that separate the parts of a name, such as 买买提·艾力. */
const NAME_DOTS = /[\u2022\u2027\u2219\u22c5\u30fb\uff65]/g

const DASHES = /[\u2010-\u2015\u2212]/g

const withOneShape = (text: string): string =>
  text.replace(SECOND_SHAPES, run => run.normalize('NFKC')).normalize('NFC')

const withSingleBlanks = (text: string): string => text.replace(BLANKS, ' ').trim()

/** Free text of several lines: line breaks are `\n`, and nothing turns the order of the letters round. */
export const toFreeText = (text: string): string =>
  text.replace(BIDI, '').replace(LINE_BREAK, '\n').normalize('NFC').trim()

/** The text within a letter of one fact a line: its own further lines are indented, so that they pose as no other fact. */
export const indented = (text: string): string => text.replace(/\r\n?|[\n\v\f\u0085\u2028\u2029]/g, '\n    ')

/** Text of one line, such as a title: single blanks, and hidden characters only inside an emoji. */
export const toLine = (text: string): string =>
  withSingleBlanks(withOneShape(text.replace(EMOJI_OR_HIDDEN, (_hidden, emoji = '') => emoji)))

/** Name of a person, a department or a post: without blanks beside Chinese, and with one kind of dot. */
export const toName = (text: string): string =>
  withSingleBlanks(withOneShape(text.replace(HIDDEN, '').replace(NAME_DOTS, '·')))
    .replace(BLANK_BEFORE_WIDE, '')
    .replace(BLANK_BEHIND_WIDE, '$1')

/** The form in which names are compared: also without case, and with one shape for punctuation. */
export const nameKey = (name: string): string => toName(toName(name).normalize('NFKC')).toLowerCase()

/** Text made of ASCII characters, such as an account or a mail address, as ASCII. */
export const toAscii = (text: string): string =>
  withSingleBlanks(text.replace(HIDDEN, '').normalize('NFKC').replace(DASHES, '-'))

/** Figures as a cell shows them, without the marks by which a spreadsheet keeps them as text: `'199`, `="199"`. */
export const toFigures = (text: string): string => toAscii(text).replace(/^[='"‘’“” ]+|['"‘’“” ]+$/g, '')

/** Mobile number without blanks, signs and the country code of China. */
export const toPhone = (text: string): string =>
  toFigures(text)
    .replace(/[\s().-]/g, '')
    .replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')

/** The form in which accounts are compared and unique; they are stored as given. */
export const accountKey = (account: string): string => account.toLowerCase()

export const hasLetterOrDigit = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

/** True for text with characters that cannot be seen. */
export const hasHidden = (text: string): boolean => text.replace(HIDDEN, '').replace(/\u0085/g, '') !== text

/** True for text that shows something. */
export const isVisible = (text: string): boolean => text.replace(HIDDEN, '').trim() !== ''

/** Offices of the product as parts of a name, and as whole names. */
const OFFICE_PARTS = /管理[员員]|系[统統]管理|微[办辦]公|客服|控制台|weoffice/
const OFFICE_NAMES = new Set([
  '系统',
  '系統',
  '官方',
  '工作人员',
  '校外人员',
  '已注销',
  'admin',
  'administrator',
  'system',
  'root',
  'support',
])

/** True for a name by which a person would pass for the product or its administrators. */
export function isOfficeName(name: string): boolean {
  const letters = nameKey(name).replace(/[^\p{L}\p{N}]/gu, '')
  return OFFICE_PARTS.test(letters) || OFFICE_NAMES.has(letters)
}
