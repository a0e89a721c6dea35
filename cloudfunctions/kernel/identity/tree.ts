import type { Department } from '#contract/directory'
import type { AuditRow } from '../audit'

/** The organisation's tree: one document, so that a change of it is one write that nobody can come between. */
export interface TreeDocument {
  _id: 'tree'
  version: number
  lastKey: string
  /** In the order in which they are shown, each after the one it belongs to. */
  departments: Department[]
  /** Departments whose members are still found under an old name. */
  renamed: string[]
  audit?: AuditRow[]
}

export const TREE_ID = 'tree'

type Departments = readonly Department[]

/** The department and all below it. */
export function descendants(departments: Departments, id: string): Set<string> {
  const inside = new Set([id])
  // Each stands after the one it belongs to, so one pass sees them all.
  for (const department of departments) if (inside.has(department.parent)) inside.add(department.id)
  return inside
}

/** The department and all above it, lowest first; empty for an id that is not in the tree. */
export function ancestors(departments: Departments, id: string): string[] {
  const byId = new Map(departments.map(department => [department.id, department]))
  const path: string[] = []
  for (let at = byId.get(id); at; at = byId.get(at.parent)) path.push(at.id)
  return path
}

/** The names on the way down, as in `计算机学院/软件工程系`; the top itself is left out. */
export function pathOf(departments: Departments, id: string): string {
  const names = new Map(departments.map(({ id: one, name }) => [one, name]))
  const ids = ancestors(departments, id)
  return (ids.length > 1 ? ids.slice(0, -1) : ids)
    .reverse()
    .map(one => names.get(one))
    .join('/')
}
