import type { Department, Tree } from '../../../../contract/directory'
import { type Line, linesOf, trailOf } from '../../../../ui/department-picker/view'

/** One level of the tree, as its administrator sees it. */
export interface Level {
  /** The department whose children are shown; empty at the top. */
  at: string
  way: { id: string; name: string }[]
  lines: (Line & { mine: boolean })[]
  /** Whether a department can be added here. */
  canAdd: boolean
}

/** @param at the department to look into; empty for the top, which is skipped where there is only one */
export function levelOf({ departments, administered }: Tree, wanted: string): Level {
  const tops = departments.filter(({ parent }) => !parent)
  const known = departments.some(({ id }) => id === wanted)
  const at = known ? wanted : (tops[0]?.id ?? '')
  const mine = new Set(administered)
  return {
    at,
    way: trailOf(departments, at),
    lines: linesOf(departments, at, []).map(line => ({ ...line, mine: mine.has(line.id) })),
    canAdd: at ? mine.has(at) : !departments.length,
  }
}

/** Where a department can move: what is administered, but not itself or below itself. */
export function targetsOf({ departments, administered }: Tree, id: string): Department[] {
  const inside = (one: Department) => trailOf(departments, one.id).some(above => above.id === id)
  return departments.filter(one => administered.includes(one.id) && !inside(one))
}

/** The sibling that stands just before; none for the first. */
export function before({ departments }: Tree, id: string): Department | undefined {
  const parent = departments.find(one => one.id === id)?.parent
  const siblings = departments.filter(one => one.parent === parent)
  return siblings[siblings.findIndex(one => one.id === id) - 1]
}

export const ACTS = ['改名', '移到别处', '上移一位', '删除'] as const
