import type { Department } from '../../../../contract/directory'
import { type Line, linesOf, trailOf } from '../../../../ui/department-picker/view'

/** One level of the departments that the administrator looks after. */
export interface Level {
  /** The department that is shown; empty where several parts stand side by side. */
  id: string
  trail: Pick<Department, 'id' | 'name'>[]
  below: Line[]
}

const ALL = { id: '', name: '全部' }

/** @param wanted the department to look into; empty for the top, which is skipped where there is only one */
export function levelOf(own: readonly Department[], wanted: string): Level {
  const tops = linesOf(own, '', [])
  const [top] = tops
  if (tops.length > 1) {
    const below = wanted ? linesOf(own, wanted, []) : tops
    return { id: wanted, trail: [ALL, ...trailOf(own, wanted)], below }
  }
  const id = wanted || (top?.id ?? '')
  return { id, trail: trailOf(own, id), below: linesOf(own, id, []) }
}
