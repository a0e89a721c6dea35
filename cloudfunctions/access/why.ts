import type { access } from '#contract/access'
import { contracts } from '#contract/contracts'
import { refuse } from '#contract/kernel/errors'
import type { Contract } from '#contract/kernel/rpc'
import { members } from '../kernel/identity/actor'
import type { AdminGroup } from '../kernel/identity/admin-group'
import { administers } from '../kernel/identity/administers'
import type { Member } from '../kernel/identity/member'
import { canReach, isInScope } from '../kernel/identity/person-view'
import { explain } from '../kernel/identity/policy'
import type { TreeDocument } from '../kernel/identity/tree'
import type { Handlers } from '../kernel/serve'

/** Tells by which rule somebody may do something, or may not; the rules are those that the pipeline applies. */
export const why: Handlers<typeof access>['why'] = async (
  { memberId, function: name, op, departmentId },
  { actor },
) => {
  if (!Object.hasOwn(contracts, name)) refuse('NOT_FOUND', { field: 'function' })
  const { ops }: Contract = contracts[name as keyof typeof contracts]
  if (!Object.hasOwn(ops, op)) refuse('NOT_FOUND', { field: 'op' })
  const { member, groups } = (await loadWithGroups(memberId)) ?? refuse('NOT_FOUND', { field: 'memberId' })
  if (!canReach(actor, member)) refuse('NOT_FOUND', { field: 'memberId' })
  const { allowed, rules } = explain(member, ops[op]!.access, departmentId)
  // Of people elsewhere, scopes and groups are theirs to know.
  const isTold = member._id === actor._id || administers(actor, member) || isInScope(actor, member)
  const named = rules.map(({ group, scope, ...rule }) => {
    const giving = groups.find(({ _id }) => _id === group)
    return isTold ? { ...rule, ...(scope && { scope }), ...(giving && { group: giving.name }) } : rule
  })
  return { allowed, rules: named }
}

/** The member as the pipeline would see them, and the groups that their duties come from; one call. */
async function loadWithGroups(memberId: string): Promise<{ member: Member; groups: AdminGroup[] } | null> {
  const [found] = await members.aggregate<Member & { organisation: TreeDocument[]; groups: AdminGroup[] }>(
    1,
    pipeline =>
      pipeline
        .match({ _id: memberId })
        .lookup({ from: 'organisation', localField: 'scoped', foreignField: '_id', as: 'organisation' })
        .lookup({ from: 'admin_groups', localField: 'duties.group', foreignField: '_id', as: 'groups' }),
  )
  if (!found) return null
  const { organisation, groups, ...member } = found
  return { member: { ...member, tree: organisation[0]?.departments }, groups }
}
