import { PLAIN, TRADITIONAL, type Unit } from './characters'
import type { Person } from './people'

/** Signs between the words of a query. */
const SEPARATORS = /[\s.•・·-]+/u
/** Signs that a keyboard puts between syllables. */
const SYLLABLE_SIGNS = /['\u2006]/gu

/**
 * The label of a query and a person: whether people who type this may mean them. It follows the name’s syllables: each is
 * typed as its character, in letters by one of its readings, or by its initial. The whole name, the given name and each
 * part of a foreign name may be begun; the end may be left out. Words are either one name, or each begins one of these.
 */
export function isMeant(text: string, person: Person): boolean {
  const words = plain(text)
    .split(SEPARATORS)
    .filter(word => word !== '')
  const starts = startsOf(person)
  if (starts.some(units => begins(words.join(' '), units))) return true
  return words.every(word => starts.some(units => begins(word, units)))
}

/** Small letters of one width without accents, simplified characters. */
function plain(text: string): string {
  let letters = text.replace(SYLLABLE_SIGNS, '').normalize('NFKC')
  for (const [accented, bare] of Object.entries(PLAIN))
    letters = letters.replaceAll(accented.replace("'", ''), bare)
  letters = letters.toLowerCase().replaceAll('ü', 'v')
  return [...letters].map(letter => SIMPLIFIED.get(letter) ?? letter).join('')
}

const SIMPLIFIED = new Map([...TRADITIONAL].map(([simple, traditional]) => [traditional, simple]))

function startsOf({ parts, surname }: Person): Unit[][] {
  const whole = parts.flat()
  if (!surname) return [whole, ...parts]
  return [whole, ...Array.from({ length: surname }, (_, i) => whole.slice(i + 1))]
}

/** Whether the letters are a beginning of the units; a blank stands between units only. */
function begins(letters: string, [unit, ...rest]: Unit[]): boolean {
  const typed = letters.trimStart()
  if (typed === '') return true
  if (!unit) return false
  const ends = spellingsOf(unit).some(spelling => spelling.startsWith(typed))
  return ends || formsOf(unit).some(form => typed.startsWith(form) && begins(typed.slice(form.length), rest))
}

/** The character, the readings, and their initials with one letter or, for zh, ch and sh, with two. */
function formsOf(unit: Unit): string[] {
  const initials = unit.readings.flatMap(reading => [reading[0]!, ...(/^[zcs]h/.exec(reading) ?? [])])
  return [unit.written.toLowerCase(), ...spellingsOf(unit), ...initials]
}

/** ü is typed as v or, as in passports, as yu. */
const spellingsOf = ({ readings }: Unit): string[] =>
  readings.flatMap(reading => [reading, ...(/^[ln]v/.test(reading) ? [reading.replace('v', 'yu')] : [])])
