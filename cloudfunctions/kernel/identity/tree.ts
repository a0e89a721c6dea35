import type { Department } from '#contract/directory'
import type { AuditRow } from '../audit'

/** The department tree in one document, so that every change of it is one compare-and-set. */
export interface TreeDocument {
  _id: 'tree'
  version: number
  lastKey: string
  /** In display order, each after its parent. */
  departments: Department[]
  /** Departments whose members have search terms with an old name, until the timer has reindexed them. */
  renamed: string[]
  audit?: AuditRow[]
}

export const TREE_ID = 'tree'

type Departments = readonly Department[]

/** Ids of the department and all its descendants. */
export function descendants(departments: Departments, id: string): Set<string> {
  const inside = new Set([id])
  // A department comes after its parent, so one pass is enough.
  for (const department of departments) if (inside.has(department.parent)) inside.add(department.id)
  return inside
}

/** Ids of the department and its ancestors, lowest first; empty for an id that is not in the tree. */
export function ancestors(departments: Departments, id: string): string[] {
  const byId = new Map(departments.map(department => [department.id, department]))
  const path: string[] = []
  for (let at = byId.get(id); at; at = byId.get(at.parent)) path.push(at.id)
  return path
}

/** Names from the top down, without the top itself: `计算机学院/软件工程系`. */
export function pathOf(departments: Departments, id: string): string {
  const names = new Map(departments.map(({ id: one, name }) => [one, name]))
  const ids = ancestors(departments, id)
  return (ids.length > 1 ? ids.slice(0, -1) : ids)
    .reverse()
    .map(one => names.get(one))
    .join('/')
}
