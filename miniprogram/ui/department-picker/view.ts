/** A department as the picker needs it: the top has an empty `parent`. */
export interface Node {
  id: string
  name: string
  parent: string
}

export interface Line extends Node {
  chosen: boolean
  /** The number of departments below it. */
  below: number
}

/** The departments down to one, the top first; empty for the list of tops. */
export function trailOf(all: readonly Node[], at: string): Node[] {
  const trail: Node[] = []
  for (let id = at; id; ) {
    const node = all.find(one => one.id === id)
    if (!node) break
    trail.unshift(node)
    id = node.parent
  }
  return trail
}

/** The departments directly below `at`. Of a part of the tree, those without a parent in it stand at the top. */
export function linesOf(all: readonly Node[], at: string, chosen: readonly string[]): Line[] {
  const known = new Set(all.map(({ id }) => id))
  return all
    .filter(({ parent }) => (at ? parent === at : !known.has(parent)))
    .map(node => ({
      ...node,
      chosen: chosen.includes(node.id),
      below: all.filter(({ parent }) => parent === node.id).length,
    }))
}

/** At most so many are shown of a search: with more one types on. */
const MOST_FOUND = 30

/** The departments whose names have the text, wherever they stand, each with the names above it. */
export function foundLines(
  all: readonly Node[],
  text: string,
  chosen: readonly string[],
): (Line & { path: string })[] {
  const wanted = text.trim().toLowerCase()
  return all
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .slice(0, MOST_FOUND)
    .map(node => ({
      ...node,
      chosen: chosen.includes(node.id),
      below: 0,
      path: trailOf(all, node.parent)
        .map(({ name }) => name)
        .join(' / '),
    }))
}

/** The level to begin at: below the only top, since everything is there. */
export function firstLevel(all: readonly Node[]): string {
  const tops = linesOf(all, '', [])
  return tops.length === 1 && tops[0]!.below ? tops[0]!.id : ''
}

/** How many people are in a department, or how many departments below it where nobody has counted. */
export function sizeWords(people: number | undefined, below: number): string {
  if (people !== undefined) return `${people} 人`
  return below ? `下级 ${below}` : ''
}

/** A second tap removes a choice; a single choice is replaced by the next. */
export function toggle(chosen: readonly string[], id: string, multiple: boolean): string[] {
  if (chosen.includes(id)) return chosen.filter(one => one !== id)
  return multiple ? [...chosen, id] : [id]
}

/** `软件工程系、文学院`, by the names of the tree. */
export const namesOf = (all: readonly Node[], ids: readonly string[]): string =>
  ids.map(id => all.find(one => one.id === id)?.name ?? id).join('、')
