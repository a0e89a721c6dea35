import type { Explanation } from '#contract/access'
import { type Duty, reachesEverywhere } from '#contract/features/index'
import type { Access } from '#contract/kernel/rpc'
import type { DutyOf, Member } from './member'
import { ancestors, descendants } from './tree'

/** Scope that covers all departments. */
export const ALL = '*'

/** Department ids, or `*`, for which the member holds the duty, as granted. */
export const scopeOf = (member: Member, duty: Duty): string[] =>
  member.duties.filter(held => held.duty === duty).flatMap(({ scope }) => scope)

/** True if the member holds the duty for the department or for one of its ancestors. */
export const can = (member: Member, duty: Duty, departmentId: string): boolean =>
  member.duties.some(held => held.duty === duty && covers(held, member, departmentId))

function covers({ scope }: DutyOf, member: Member, departmentId: string): boolean {
  if (scope.includes(ALL) || scope.includes(departmentId)) return true
  return ancestors(member.tree ?? [], departmentId).some(id => scope.includes(id))
}

/** Ids of all departments for which the member holds the duty, descendants included; `*` for all. */
export function departmentsWithin(member: Member, duty: Duty): string[] | typeof ALL {
  const scope = scopeOf(member, duty)
  if (scope.includes(ALL)) return ALL
  return [...new Set(scope.flatMap(id => [...descendants(member.tree ?? [], id)]))]
}

/** Scope that a granting member must hold. */
const grantScope = ({ duty, scope }: DutyOf): string[] => (reachesEverywhere(duty) ? [ALL] : scope)

/** True if the member holds the duty for the whole scope; `system.admin` includes every duty. */
export const canGrant = (member: Member, held: DutyOf): boolean =>
  grantScope(held).every(id => can(member, 'system.admin', id) || can(member, held.duty, id))

/** True if the member could grant every duty that the person holds, and so cannot rise by deciding about them. */
export const canGrantAll = (member: Member, { duties }: Pick<Member, 'duties'>): boolean =>
  duties.every(held => canGrant(member, held))

/** Checks the declared access, and the scope if a department is given; the first rule that fails decides. */
export function explain(member: Member | null, access: Access, departmentId?: string): Explanation {
  const rules = rulesOf(member, access, departmentId)
  return { allowed: rules.every(({ ok }) => ok), rules }
}

function rulesOf(member: Member | null, access: Access, departmentId?: string): Explanation['rules'] {
  if (access === 'anyone') return []
  if (access === 'console') return [{ rule: 'console', ok: false }]
  const rules: Explanation['rules'] = [{ rule: 'state', ok: member?.state === 'active' }]
  if (!member || access === 'joined') return rules
  rules.push({ rule: 'kind', ok: member.kind !== 'outside' })
  if (access === 'member') return rules
  return [...rules, ...dutyRules(member, access.duty, access.everywhere ? ALL : departmentId)]
}

/** Of several grants of the duty, the result names the one that decides. */
function dutyRules(member: Member, duty: Duty, departmentId?: string): Explanation['rules'] {
  const held = member.duties.filter(one => one.duty === duty)
  const grant = held.find(one => !departmentId || covers(one, member, departmentId)) ?? held[0]
  const group = grant?.group
  const granted = { duty, ...(grant && { scope: scopeOf(member, duty) }), ...(group && { group }) }
  const holds: Explanation['rules'][number] = { rule: 'duty', ok: held.length > 0, ...granted }
  if (!departmentId || !grant) return [holds]
  return [holds, { rule: 'scope', ok: covers(grant, member, departmentId), ...granted }]
}
