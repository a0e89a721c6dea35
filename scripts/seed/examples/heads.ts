import { ancestors } from '../../../cloudfunctions/kernel/identity/tree'
import { departments } from '../departments'
import { everybody } from './people'

/** The people in each department and below it, as the hourly count has them. */
export function counted(now: Date) {
  const inside = everybody()
    .filter(({ state, kind }) => state === 'active' && kind !== 'outside')
    .map(member => new Set(member.departments.flatMap(id => ancestors(departments, id))))
  const heads = departments.map(({ id }) => ({ id, count: inside.filter(homes => homes.has(id)).length }))
  return { heads, headsAt: now }
}
