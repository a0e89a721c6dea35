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

/** A second tap removes a choice; a single choice is replaced by the next. */
export function toggle(chosen: readonly string[], id: string, multiple: boolean): string[] {
  if (chosen.includes(id)) return chosen.filter(one => one !== id)
  return multiple ? [...chosen, id] : [id]
}

/** `软件工程系、文学院`, by the names of the tree. */
export const namesOf = (all: readonly Node[], ids: readonly string[]): string =>
  ids.map(id => all.find(one => one.id === id)?.name ?? id).join('、')
