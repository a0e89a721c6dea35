import type { Department, Tree } from '../../../../contract/directory'
import { type Line, linesOf, trailOf } from '../../../../ui/department-picker/view'
import type { ModalWords } from '../../../../ui/send'

/** One level of the tree, as its administrator sees it. */
export interface Level {
  /** The department whose children are shown; empty at the top. */
  at: string
  trail: { id: string; name: string }[]
  lines: (Line & { administered: boolean })[]
  /** Whether a department can be added here. */
  canAdd: boolean
}

/** @param at the department to look into; empty for the top, which is skipped where there is only one */
export function levelOf({ departments, administered }: Tree, wanted: string): Level {
  const tops = departments.filter(({ parent }) => !parent)
  const known = departments.some(({ id }) => id === wanted)
  const at = known ? wanted : (tops[0]?.id ?? '')
  const own = new Set(administered)
  return {
    at,
    trail: trailOf(departments, at),
    lines: linesOf(departments, at, []).map(line => ({ ...line, administered: own.has(line.id) })),
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

/** The actions on a department, as its list offers them. */
export const ACTIONS = ['改名', '移到别处', '上移一位', '删除'] as const

export const removalWords = ({ name }: Department): ModalWords => ({
  title: '删除部门',
  content: `“${name}”删除后不能恢复。里面还有人或下级部门的，要先移走。`,
  confirmText: '删除',
})
