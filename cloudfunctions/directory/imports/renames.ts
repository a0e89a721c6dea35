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
    const parents = new Set(newcomers.map(({ parent }) => parent))
    const gone = goneDepartments(places, { parents, named }, known, leaves)
    const pairs = newcomers.flatMap(newcomer => {
      const rivals = gone.filter(
        ({ department, people }) =>
          department.parent === newcomer.parent && people.some(one => newcomer.people.has(one)),
      )
      // The people of two departments in a third are a merger.
      return rivals.length === 1 && isSame(rivals[0]!.people, newcomer.people)
        ? [{ department: rivals[0]!.department, name: newcomer.name }]
        : []
    })
    const once = pairs.filter(
      ({ department }) => pairs.filter(other => other.department === department).length === 1,
    )
    for (const { department, name } of once) places.rename(department, name)
    found = once.length > 0
  }
}

/** Departments below these parents that no path names any more, with the people in and below them who do not leave. */
function goneDepartments(
  places: Places,
  { parents, named }: { parents: ReadonlySet<string>; named: ReadonlySet<string> },
  known: readonly Known[],
  leaves: (one: Known) => boolean,
): { department: Department; people: Known[] }[] {
  const renamed = new Set(places.renamed.map(({ id }) => id))
  const there = known.filter(one => one.state !== 'left' && !leaves(one))
  return places.known
    .filter(({ parent }) => parents.has(parent) && places.mayHold(parent))
    .filter(({ id }) => !named.has(id) && !renamed.has(id))
    .map(department => {
      const inside = descendants(places.known, department.id)
      return { department, people: there.filter(one => one.departments.some(id => inside.has(id))) }
    })
}

/** True if all people of the one are in the other, and most of the other come from there. */
const isSame = (people: readonly Known[], newcomers: ReadonlySet<Known>): boolean =>
  people.every(one => newcomers.has(one)) && people.length >= newcomers.size * SAME

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
