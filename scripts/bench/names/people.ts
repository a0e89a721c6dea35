import {
  DOUBLE_SURNAMES,
  GIVEN,
  LATIN_FIRST,
  LATIN_LAST,
  PLAIN,
  SURNAMES,
  TRADITIONAL,
  TRANSLITERATED,
  TRANSLITERATED_UNITS,
  type Unit,
} from './characters'
import type { Random } from './random'

/** An invented person of the labelled list. */
export interface Person {
  name: string
  /** The name's units, part by part: a Chinese name has one part, `José García` has two. */
  parts: Unit[][]
  /** Units of the surname that stands in front; 0 where none does. */
  surname: number
  /** The reading that the bearer uses: one for each unit, part by part. */
  spoken: string[][]
  kind: 'single' | 'double' | 'traditional' | 'transliterated' | 'latin'
}

const NUMBERS: Record<Person['kind'], number> = {
  single: 330,
  double: 50,
  traditional: 60,
  transliterated: 30,
  latin: 30,
}

/** 500 people with distinct names. */
export function makePeople(random: Random): Person[] {
  const people = new Map<string, Person>()
  for (const [kind, count] of Object.entries(NUMBERS) as [Person['kind'], number][]) {
    const wanted = people.size + count
    while (people.size < wanted) {
      const person = MAKERS[kind](random)
      people.set(person.name, person)
    }
  }
  return [...people.values()]
}

const MAKERS: Record<Person['kind'], (random: Random) => Person> = {
  single: random => chinese('single', [random.pick(SURNAMES)], random),
  double: random => chinese('double', random.pick(DOUBLE_SURNAMES), random),
  traditional: random => {
    const person = chinese('traditional', [random.pick(SURNAMES.filter(isTraditional))], random)
    return { ...person, name: toTraditional(person.name) }
  },
  transliterated: random => {
    const parts = [random.pick(TRANSLITERATED), random.pick(TRANSLITERATED)]
    const units = parts.map(part =>
      [...part].map(written => TRANSLITERATED_UNITS.find(unit => unit.written === written)!),
    )
    return spoken({ name: parts.join('·'), parts: units, surname: 0, kind: 'transliterated' }, random)
  },
  latin: random => {
    const words = [random.pick(LATIN_FIRST), random.pick(LATIN_LAST)]
    const parts = words.map(written => [{ written, readings: [PLAIN[written] ?? written.toLowerCase()] }])
    return spoken({ name: words.join(' '), parts, surname: 0, kind: 'latin' }, random)
  },
}

function chinese(kind: Person['kind'], surname: Unit[], random: Random): Person {
  const given = Array.from({ length: random.below(4) ? 2 : 1 }, () => random.pick(GIVEN))
  const units = [...surname, ...given]
  const name = units.map(({ written }) => written).join('')
  return spoken({ name, parts: [units], surname: surname.length, kind }, random)
}

/** Most people use the commonest reading of a character. */
const spoken = (person: Omit<Person, 'spoken'>, random: Random): Person => ({
  ...person,
  spoken: person.parts.map(units =>
    units.map(({ readings }) => (random.below(3) ? readings[0]! : random.pick(readings))),
  ),
})

const isTraditional = ({ written }: Unit): boolean => TRADITIONAL.has(written)

export const toTraditional = (text: string): string =>
  [...text].map(letter => TRADITIONAL.get(letter) ?? letter).join('')
