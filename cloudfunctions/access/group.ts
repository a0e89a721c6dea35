import type { GroupView } from '#contract/access'
import { GRANTABLE } from '#contract/features/index'
import type { AdminGroup } from '../kernel/identity/admin-group'
import type { DutyOf, Member } from '../kernel/identity/member'
import { proofsChangedView } from '../kernel/identity/proofs'

/** The fields of a group's member that a list shows. */
export type GroupMember = Pick<Member, '_id' | 'name' | 'state' | 'kind' | 'departments' | 'proofsChanged'>

/** The duties that every member of the group holds through it. */
export function dutiesOf({ _id, version, state, rights, contacts, scope }: AdminGroup): DutyOf[] {
  if (state === 'removed') return []
  const given = rights.flatMap(({ application, send, manage }) => {
    const duties = GRANTABLE[application]!
    return [send && duties.send, manage && duties.manage]
  })
  return [...given, contacts && ('directory.admin' as const)]
    .filter(duty => duty !== false && duty !== undefined)
    .map(duty => ({ duty, scope, group: _id, groupVersion: version }))
}

/** The members who gain a duty by the change; `before` is absent for a new group. */
export function gainsFrom(group: AdminGroup, before?: AdminGroup): string[] {
  const held = before ? dutiesOf(before) : []
  const given = dutiesOf(group)
  const isNew = ({ duty, scope }: DutyOf) =>
    !held.some(one => one.duty === duty && scope.every(id => one.scope.includes(id)))
  if (given.some(isNew)) return group.members
  return given.length ? group.members.filter(id => !before?.members.includes(id)) : []
}

type Right = GroupView['rights'][number]

/** Lists each application once, with its rights; applications without a right are left out. */
export const normalizeRights = (rights: Right[]): Right[] =>
  Object.entries(GRANTABLE).flatMap(([application, { send, manage }]) => {
    const asked = rights.filter(right => right.application === application)
    const right = {
      application,
      send: !!send && asked.some(one => one.send),
      manage: !!manage && asked.some(one => one.manage),
    }
    return right.send || right.manage ? [right] : []
  })

/** Makes the reply; members who left or were erased are not shown. */
export function groupView(group: AdminGroup, people: GroupMember[]): GroupView {
  const { _id, name, rights, scope, contacts, version } = group
  const members = group.members.flatMap(id => {
    const found = people.find(one => one._id === id)
    if (!found || found.state === 'left') return []
    const { name, proofsChanged } = found
    return [{ id, name, ...(proofsChanged && { proofsChanged: proofsChangedView(proofsChanged) }) }]
  })
  return { id: _id, name, members, rights, scope, contacts, version }
}

/** The fields of a group that an audit entry keeps, in words. */
export function auditFields(group: AdminGroup, people: GroupMember[]): Record<string, string> {
  const { name, members, scope } = groupView(group, people)
  return {
    name,
    members: members.map(one => one.name).join('、'),
    duties: dutiesOf(group)
      .map(({ duty }) => duty)
      .join(' '),
    scope: scope.join(' '),
  }
}
