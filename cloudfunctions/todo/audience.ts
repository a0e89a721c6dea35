import { DUTIES, type Duty, reachesEverywhere } from '#contract/features/index'
import { dutyKey } from '../kernel/events/event'
import type { Member } from '../kernel/identity/member'
import { ALL, departmentsWithin } from '../kernel/identity/policy'

/** The keys under which items reach the member: their id, and a key for each department of a duty they hold. */
export const keysOf = (member: Member): string[] => [
  member._id,
  ...heldBy(member).flatMap(keysOfDuty(member)),
]

/** The duties that the member holds; people from outside have the use of none. */
export const heldBy = ({ kind, duties }: Pick<Member, 'kind' | 'duties'>): Duty[] =>
  kind === 'outside'
    ? []
    : (Object.keys(DUTIES) as Duty[]).filter(duty => duties.some(held => held.duty === duty))

const keysOfDuty = (member: Member) => (duty: Duty) => {
  const inside = departmentsWithin(member, duty)
  if (inside === ALL || reachesEverywhere(duty)) return [duty]
  return inside.map(departmentId => dutyKey(duty, departmentId))
}
