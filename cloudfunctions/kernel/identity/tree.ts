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
  /** People in each department and below it, and when they were counted. */
  heads?: { id: string; count: number }[]
  headsAt?: Date
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
export const ancestors = (departments: Departments, id: string): string[] =>
  lineOf(departments, id).map(department => department.id)

function lineOf(departments: Departments, id: string): Department[] {
  const byId = indexOf(departments)
  const line: Department[] = []
  for (let at = byId.get(id); at; at = byId.get(at.parent)) line.push(at)
  return line
}

/** One index for each list: rights are asked for every person of a page, and every line of a sheet. */
const indexes = new WeakMap<Departments, Map<string, Department>>()

function indexOf(departments: Departments): Map<string, Department> {
  const known = indexes.get(departments)
  if (known) return known
  const index = new Map(departments.map(department => [department.id, department]))
  indexes.set(departments, index)
  return index
}

/** The number of levels down to the department, counted as paths are written: a single top is left out of them. */
export const levelsTo = (departments: Departments, id: string): number =>
  lineOf(departments, id).length - (departments.filter(({ parent }) => !parent).length === 1 ? 1 : 0)

/** Names from the top down, without the top itself: `计算机学院/软件工程系`. */
export function pathOf(departments: Departments, id: string): string {
  const line = lineOf(departments, id)
  return (line.length > 1 ? line.slice(0, -1) : line)
    .reverse()
    .map(({ name }) => name)
    .join('/')
}
