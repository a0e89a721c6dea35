import type { Department } from '#contract/directory'
import { nameKey } from '#contract/kernel/canonical-text'
import { descendants } from '../../kernel/identity/tree'
import type { Places } from './departments'
import type { Entry, Known } from './model'

/** An entry with the member it stands for. */
export interface Match {
  entry: Entry
  member?: Known
}

/** A department that paths name and the tree does not have. */
interface Newcomer {
  parent: string
  name: string
  people: Set<Known>
}

/** Share of the people of both departments who must be the same. */
const SAME = 2 / 3

/**
 * Recognises departments under a new name: the same people in the same place, where the old name is gone. People who leave
 * do not count. Each one found may show others below it.
 */
export function recogniseRenames(
  matches: readonly Match[],
  places: Places,
  known: readonly Known[],
  leaves: (one: Known) => boolean,
): void {
  // One pass for each level of the tree at most.
  for (let found = true; found; ) {
    const { newcomers, named } = newcomersOf(matches, places)
    const pairs = newcomers.flatMap(newcomer =>
      places.known
        .filter(old => old.parent === newcomer.parent && !named.has(old.id) && places.mayHold(old.parent))
        .filter(old => !places.renamed.some(({ id }) => id === old.id))
        .filter(old => isSame(old, newcomer, places.known, known, leaves))
        .map(old => ({ old, newcomer })),
    )
    const sure = pairs.filter(
      ({ old, newcomer }) =>
        pairs.filter(other => other.old === old || other.newcomer === newcomer).length === 1,
    )
    for (const { old, newcomer } of sure) places.rename(old, newcomer.name)
    found = sure.length > 0
  }
}

function newcomersOf(matches: readonly Match[], places: Places) {
  const newcomers = new Map<string, Newcomer>()
  const named = new Set<string>()
  for (const { entry, member } of matches)
    for (const path of entry.departments) {
      const { way, missing } = places.follow(path)
      for (const id of way) named.add(id)
      const [name] = missing
      if (name === undefined) continue
      const parent = way.at(-1)!
      const key = `${parent}/${nameKey(name)}`
      const newcomer = newcomers.get(key) ?? { parent, name, people: new Set() }
      if (member && member.state !== 'left') newcomer.people.add(member)
      newcomers.set(key, newcomer)
    }
  return { newcomers: [...newcomers.values()].filter(({ people }) => people.size), named }
}

function isSame(
  old: Department,
  { people }: Newcomer,
  departments: readonly Department[],
  known: readonly Known[],
  leaves: (one: Known) => boolean,
): boolean {
  const inside = descendants(departments, old.id)
  const before = known.filter(
    one => one.state !== 'left' && one.departments.some(id => inside.has(id)) && !leaves(one),
  )
  const stayed = before.filter(one => people.has(one))
  return before.length > 0 && stayed.length === before.length && stayed.length >= people.size * SAME
}
