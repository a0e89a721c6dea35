import { combine, type Option } from './combine'
import { fold, withoutUmlauts } from './fold'
import { hasDoubleSurname } from './name-readings'
import { isHan, lettersOf, spell, syllablesOf } from './pinyin'

/** A character or a run of other letters, and the syllables it is typed by. */
interface Unit {
  written: string
  syllables: Option[]
}

/** The most terms of a name, so that documents and index stay small; most names have ten. */
export const MOST_FORMS = 100
/** The most spellings of a name, and of each part of it. */
const MOST_SPELLINGS = 32
/** Longer names are typed in full or by their initials, not by a mixture. */
const LONGEST_MIXED = 4
/** Longer names are no Chinese ones, and have no surname in front. */
const LONGEST_CHINESE = 4

/**
 * The terms of a name: the whole, the given name, and each part of a foreign name, as written and in letters: each
 * character by any of its syllables or by its initial. A term that another one begins with is left out.
 */
export function nameForms(name: string): string[] {
  const variants = new Set([fold(name), fold(withoutUmlauts(name))])
  const forms = [...variants].flatMap(variant => startsOf(partsOf(variant)).flatMap(formsOf))
  return withoutPrefixes(forms.slice(0, MOST_FORMS))
}

/** The likeliest pinyin of a name, syllable by syllable: what lists are sorted by. */
export const spellName = (name: string): string[] =>
  fold(name)
    .split(SEPARATORS)
    .flatMap(part => spell(part, 'name'))
    .filter(syllable => syllable !== '')

const SEPARATORS = /[\s.-]+/u

const partsOf = (folded: string): Unit[][] =>
  folded
    .split(SEPARATORS)
    .filter(part => part !== '')
    .map(unitsOf)

function unitsOf(part: string): Unit[] {
  const spelt = spell(part, 'name')
  return lettersOf(part).map((written, i): Unit => ({ written, syllables: syllablesOf(written, spelt[i]) }))
}

/**
 * Where people begin to type: at each part of a foreign name, in front of the surname and behind it. Four characters are
 * split behind one and behind two, because they may have a double surname that no list knows.
 */
function startsOf(parts: Unit[][]): Unit[][] {
  const whole = parts.flat()
  if (parts.length !== 1) return [...parts.map((_part, i) => parts.slice(i).flat()), ...parts]
  const name = whole.map(({ written }) => written).join('')
  const isDouble = hasDoubleSurname(name)
  const isChinese = isHan(whole[0]!.written) && (whole.length <= LONGEST_CHINESE || isDouble)
  if (!isChinese) return [whole]
  const isSplitAtTwo = isDouble || whole.length === LONGEST_CHINESE
  return [whole, whole.slice(1), ...(isSplitAtTwo ? [whole.slice(2)] : [])].filter(units => units.length)
}

const formsOf = (units: Unit[]): string[] => [
  units.map(({ written }) => written).join(''),
  ...(units.length > LONGEST_MIXED ? spellLong(units) : combine(units.map(mixedOptions), MOST_SPELLINGS)),
]

/** In full with any reading, or by initials; the last syllable is in full, because its initial begins it. */
function spellLong(units: Unit[]): string[] {
  const initials = units.slice(0, -1).map(({ syllables }) => initialsOf(syllables).slice(0, 1))
  const last = units.at(-1)!.syllables
  return [
    ...combine(
      units.map(({ syllables }) => syllables),
      MOST_SPELLINGS / 4,
    ),
    ...combine([...initials, last], MOST_SPELLINGS / 4),
  ]
}

function mixedOptions({ syllables }: Unit, i: number, { length }: readonly unknown[]): Option[] {
  if (i === length - 1) return syllables
  return [...syllables, ...initialsOf(syllables)]
}

/** Initials of one letter and, for zh, ch and sh, of two; each once. */
function initialsOf(syllables: Option[]): Option[] {
  const initials = syllables.flatMap(({ text, cost }): Option[] => [
    { text: [...text][0]!, cost },
    ...(/^[zcs]h/.exec(text) ?? []).map(pair => ({ text: pair, cost: cost + 1 })),
  ])
  return initials.filter(({ text }, i) => initials.findIndex(other => other.text === text) === i)
}

/** In order; each term stands right behind the ones that begin it. */
const withoutPrefixes = (terms: string[]): string[] => {
  const ordered = [...new Set(terms)].sort()
  return ordered.filter((term, i) => term !== '' && !ordered[i + 1]?.startsWith(term))
}
