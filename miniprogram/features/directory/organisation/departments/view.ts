import type { Department, Tree } from '../../../../contract/directory'
import { type Line, linesOf, sizeWords, trailOf } from '../../../../ui/department-picker/view'
import type { ModalWords } from '../../../../ui/send'

/** One level of the tree, as its administrator sees it. */
export interface Level {
  /** The department whose children are shown; empty at the top. */
  at: string
  trail: { id: string; name: string }[]
  lines: (Line & { administered: boolean; size: string })[]
  /** Whether a department can be added here. */
  canAdd: boolean
}

/** @param at the department to look into; empty for the top, which is skipped where there is only one */
export function levelOf({ departments, administered, heads }: Tree, wanted: string): Level {
  const tops = departments.filter(({ parent }) => !parent)
  const known = departments.some(({ id }) => id === wanted)
  const at = known ? wanted : (tops[0]?.id ?? '')
  const own = new Set(administered)
  return {
    at,
    trail: trailOf(departments, at),
    lines: linesOf(departments, at, []).map(line => ({
      ...line,
      administered: own.has(line.id),
      size: sizeWords(heads[line.id], line.below),
    })),
    canAdd: at ? own.has(at) : !departments.length,
  }
}

/** The departments that one can move to: those administered, but neither itself nor any below itself. */
export function targetsOf({ departments, administered }: Tree, id: string): Department[] {
  const isInside = (target: Department) => trailOf(departments, target.id).some(above => above.id === id)
  return departments.filter(target => administered.includes(target.id) && !isInside(target))
}

/** The sibling that stands just before; none for the first. */
export function before({ departments }: Tree, id: string): Department | undefined {
  const parent = departments.find(department => department.id === id)?.parent
  const siblings = departments.filter(department => department.parent === parent)
  return siblings[siblings.findIndex(sibling => sibling.id === id) - 1]
}

export type Action = 'rename' | 'move' | 'raise' | 'remove'
export const ACTION: Record<Action, string> = {
  rename: '改名',
  move: '移到别处',
  raise: '上移一位',
  remove: '删除',
}

/**
 * The actions on an administered department. Its name belongs to those who administer the department above, or, at the top,
 * everything; and the first of its level cannot go further up.
 */
export function actionsOf(tree: Tree, { id, parent }: Pick<Department, 'id' | 'parent'>): Action[] {
  const { departments, administered } = tree
  const isNamed = parent ? administered.includes(parent) : administered.length === departments.length
  return [
    ...(isNamed ? (['rename'] as const) : []),
    ...(targetsOf(tree, id).length ? (['move'] as const) : []),
    ...(before(tree, id) ? (['raise'] as const) : []),
    'remove',
  ]
}

export const removalWords = ({ name }: Department): ModalWords => ({
  title: '删除部门',
  content: `“${name}”删除后不能恢复。里面还有人或下级部门的，要先移走。`,
  confirmText: '删除',
})
