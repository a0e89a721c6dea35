import type { Explanation } from '#contract/directory'
import type { Access, Duty } from '#contract/kernel/rpc'
import type { DutyOf, Member } from './actor'
import { below, upwards } from './tree'

/** Everywhere. */
export const ALL = '*'

/** The departments, or `*`, for which the member holds the duty. */
export const scopeOf = (member: Member, duty: Duty): string[] =>
  member.duties.filter(held => held.duty === duty).flatMap(({ scope }) => scope)

/** True when the member holds the duty for the department, or for one above it. */
export function can(member: Member, duty: Duty, departmentId: string): boolean {
  const scope = scopeOf(member, duty)
  if (scope.includes(ALL) || scope.includes(departmentId)) return true
  return scope.length > 0 && upwards(member.tree ?? [], departmentId).some(id => scope.includes(id))
}

/** Every department for which the member holds the duty, those below included; `*` for all. */
export function reach(member: Member, duty: Duty): string[] | typeof ALL {
  const scope = scopeOf(member, duty)
  if (scope.includes(ALL)) return ALL
  return [...new Set(scope.flatMap(id => [...below(member.tree ?? [], id)]))]
}

/** Nobody gives more than they hold; a system administrator holds every duty for their scope. */
export const mayGive = (member: Member, { duty, scope }: DutyOf): boolean =>
  scope.every(id => can(member, 'system.admin', id) || can(member, duty, id))

/** The static gate, explained: the first rule that fails decides. */
export function explain(member: Member | null, access: Access, departmentId?: string): Explanation {
  const rules: Explanation['rules'] = []
  const done = () => ({ allowed: rules.every(({ ok }) => ok), rules })
  if (access === 'anyone') return done()
  rules.push({ rule: 'state', ok: member?.state === 'active' })
  if (!member || access === 'joined') return done()
  rules.push({ rule: 'kind', ok: member.kind !== 'outside' })
  if (access === 'member' || access === 'console') return done()
  const held = member.duties.filter(({ duty }) => duty === access.duty)
  const group = held.find(one => one.group)?.group
  rules.push({ rule: 'duty', ok: held.length > 0, duty: access.duty, ...(group && { group }) })
  if (departmentId && held.length) {
    const scope = scopeOf(member, access.duty)
    rules.push({ rule: 'scope', ok: can(member, access.duty, departmentId), duty: access.duty, scope })
  }
  return done()
}
