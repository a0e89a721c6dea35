import type { Department } from '../../../contract/directory'
import { type Line, lines, trail } from '../../../ui/department-picker/view'

/** One level of what somebody administers. */
export interface Level {
  /** The department that is shown; empty where several parts stand side by side. */
  id: string
  way: Pick<Department, 'id' | 'name'>[]
  below: Line[]
}

const ALL = { id: '', name: '全部' }

/** @param wanted the department to look into; empty for the top, which is skipped where there is only one */
export function levelOf(mine: readonly Department[], wanted: string): Level {
  const tops = lines(mine, '', [])
  const [top] = tops
  if (tops.length > 1) {
    const below = wanted ? lines(mine, wanted, []) : tops
    return { id: wanted, way: [ALL, ...trail(mine, wanted)], below }
  }
  const id = wanted || (top?.id ?? '')
  return { id, way: trail(mine, id), below: lines(mine, id, []) }
}
