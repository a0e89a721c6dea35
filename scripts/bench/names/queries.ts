import { LATIN_LAST } from './characters'
import { type Person, toTraditional } from './people'
import type { Random } from './random'

export interface Query {
  text: string
  kind: string
  /** Name of the person that somebody looks for. */
  target: string
}

/** A way to type a name; undefined where the name has no such form. */
type Typing = (person: Person, random: Random) => string | undefined

const isHan = ({ kind }: Person): boolean => kind !== 'latin'
const isSurnamed = ({ surname }: Person): boolean => surname > 0
/** ü stands as v in the table of readings, and in what most people type. */
const hasUmlaut = ({ spoken }: Person): boolean => spoken.flat().some(syllable => /^[ln]v/.test(syllable))

const written = (person: Person): string =>
  person.parts
    .flat()
    .map(unit => unit.written)
    .join('')
const syllables = ({ spoken }: Person): string[] => spoken.flat()
const given = ({ spoken, surname }: Person): string[] => spoken.flat().slice(surname)
const initials = (spelt: string[]): string => spelt.map(syllable => syllable[0]).join('')
const wide = (text: string): string =>
  text.replace(/[a-z]/g, letter => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0))

/** Each syllable in full or by its first letter, both at least once where there are two. */
function mixed(spelt: string[], random: Random): string | undefined {
  if (spelt.length < 2 || spelt.length > 4) return undefined
  const turn = random.below(spelt.length - 1) + 1
  const isFirstFull = random.below(2) === 0
  return spelt.map((syllable, i) => (i < turn === isFirstFull ? syllable : syllable[0])).join('')
}

/** The written beginning, and the rest in letters. */
function halfWritten(person: Person, random: Random): string | undefined {
  const letters = syllables(person)
  if (!isSurnamed(person)) return undefined
  const rest = letters.slice(person.surname)
  const head = written(person).slice(0, person.surname)
  return head + (random.below(2) ? initials(rest) : rest.join(''))
}

/** The surname in letters, and the given name written. */
function halfSpelt(person: Person, random: Random): string | undefined {
  if (person.surname !== 1) return undefined
  const [surname = ''] = syllables(person)
  return (random.below(2) ? surname : surname[0]) + written(person).slice(1)
}

const otherScript = ({ name }: Person): string | undefined =>
  toTraditional(name) === name ? undefined : toTraditional(name)

const TYPINGS: Record<string, Typing> = {
  'whole name': person => (isHan(person) ? person.name : undefined),
  'beginning of the name': person => (isHan(person) ? written(person).slice(0, 2) : undefined),
  'last character': person => (isHan(person) ? written(person).slice(-1) : undefined),
  'given name': person => (isSurnamed(person) ? written(person).slice(person.surname) : undefined),
  'given name in pinyin': person => (isSurnamed(person) ? given(person).join('') : undefined),
  'initials of the given name': person =>
    isSurnamed(person) && given(person).length > 1 ? initials(given(person)) : undefined,
  'given name behind a double surname': person =>
    person.kind === 'double' ? given(person).join('') : undefined,
  'the other split of a double surname': person =>
    person.kind === 'double' ? syllables(person).slice(1).join('') : undefined,
  pinyin: person => (isHan(person) ? syllables(person).join('') : undefined),
  'pinyin that is being typed': (person, random) => {
    const whole = syllables(person).join('')
    return isHan(person) ? whole.slice(0, Math.max(3, whole.length - 1 - random.below(3))) : undefined
  },
  initials: person => (isHan(person) ? initials(syllables(person)) : undefined),
  'syllables and initials': (person, random) =>
    isHan(person) ? mixed(syllables(person), random) : undefined,
  'written surname, letters': halfWritten,
  'letters, written given name': halfSpelt,
  'syllables with blanks': person => (isSurnamed(person) ? syllables(person).join(' ') : undefined),
  'syllables with U+2006': person => (isSurnamed(person) ? syllables(person).join('\u2006') : undefined),
  'syllables with apostrophes': person => (isSurnamed(person) ? syllables(person).join("'") : undefined),
  'characters with blanks': person => (isSurnamed(person) ? [...written(person)].join(' ') : undefined),
  'wide letters': person => (isSurnamed(person) ? wide(initials(syllables(person))) : undefined),
  'capitals and wide pinyin': person =>
    isSurnamed(person) ? wide(syllables(person).join('')).toUpperCase() : undefined,
  'the other script': person =>
    person.kind === 'traditional' ? written(person) : person.surname ? otherScript(person) : undefined,
  'a part behind a dot': ({ kind, parts }, random) =>
    kind === 'transliterated'
      ? random
          .pick(parts)
          .map(unit => unit.written)
          .join('')
      : undefined,
  'a part in pinyin': ({ kind, spoken }, random) =>
    kind === 'transliterated' ? random.pick(spoken).join('') : undefined,
  'parts without their dot': person => (person.kind === 'transliterated' ? written(person) : undefined),
  'parts with another dot': ({ kind, name }, random) =>
    kind === 'transliterated' ? name.replace('·', random.pick(['.', ' ', '•', '・', '-'])) : undefined,
  'Latin name without accents': ({ kind, spoken }) =>
    kind === 'latin' ? spoken.flat().join(' ') : undefined,
  'Latin name as it is written': ({ kind, name }) => (kind === 'latin' ? name : undefined),
  'Latin surname': ({ kind, name, spoken }) =>
    kind === 'latin' ? (LATIN_LAST.find(last => name.endsWith(last)) ?? spoken[1]!.join('')) : undefined,
  'Latin name, surname first': ({ kind, spoken }) =>
    kind === 'latin' ? [...spoken].reverse().flat().join(' ') : undefined,
  'ü as v': person => (hasUmlaut(person) ? syllables(person).join('') : undefined),
  'ü as yu': person => (hasUmlaut(person) ? umlautAs('yu', person) : undefined),
  ü: person => (hasUmlaut(person) ? umlautAs('ü', person) : undefined),
}

const umlautAs = (letters: string, person: Person): string =>
  syllables(person)
    .map(syllable => syllable.replace(/^([ln])v/, `$1${letters}`))
    .join('')

/** How many people are tried for a kind before it is the next one's turn: some kinds fit few names. */
const TRIES = 40

/** Distinct queries, as evenly of each kind as there are names for. */
export function makeQueries(people: readonly Person[], count: number, random: Random): Query[] {
  const queries = new Map<string, Query>()
  const kinds = Object.entries(TYPINGS)
  for (let turn = 0; queries.size < count; turn++) {
    const [kind, type] = kinds[turn % kinds.length]!
    for (let left = TRIES, size = queries.size; left && queries.size === size; left--) {
      const person = random.pick(people)
      const text = type(person, random)
      if (text && text.length <= 30) queries.set(`${kind} ${text}`, { text, kind, target: person.name })
    }
  }
  return [...queries.values()]
}
