import type { access } from '#contract/access'
import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import type { AuditFacts } from '../kernel/audit'
import { $ } from '../kernel/data/cloud'
import { members } from '../kernel/identity/actor'
import {
  addAdministrator,
  isSystemAdministrator,
  removeAdministrator,
} from '../kernel/identity/administrators'
import { grantMessage } from '../kernel/identity/grant-message'
import type { DutyOf, Member } from '../kernel/identity/member'
import { toPersonView } from '../kernel/identity/person'
import { canReach } from '../kernel/identity/person-view'
import { ALL, canGrant } from '../kernel/identity/policy'
import { TREE_ID } from '../kernel/identity/tree'
import { revise } from '../kernel/revise'
import type { Handlers } from '../kernel/serve'

type Grant = Input<(typeof access)['ops']['grantDuty']>

/** Gives a duty, or takes it back, by itself; what groups give is left alone. */
export const grantDuty: Handlers<typeof access>['grantDuty'] = async (grant, context) => {
  const { actor, now, newId } = context
  if (!canGrant(actor, grant)) refuse('BEYOND_OWN_RIGHTS', { field: 'scope' })
  let unknown: string[] = []
  const member = await revise(members, context, {
    op: 'grantDuty',
    seen: grant.version,
    async load() {
      const { unknown: missing, ...found } = await loadMember(grant, actor)
      unknown = missing
      return found
    },
    async decide(before) {
      // Taking a duty of a department that is gone is tidying up.
      if (unknown.length && !grant.remove) refuse('NOT_FOUND', { field: 'scope' })
      const duties = withGrant(before.duties, grant)
      if (isSystemAdministrator(before) && !isSystemAdministrator({ ...before, duties }))
        await removeAdministrator(before)
      if (JSON.stringify(duties) === JSON.stringify(before.duties)) return null
      const scoped = duties.some(one => !one.scope.includes(ALL)) ? ('tree' as const) : undefined
      const by = { id: newId(), at: now, by: actor }
      const messages = grant.remove ? [] : [grantMessage(before, [grant.duty], by)]
      return { set: { duties, scoped }, audit: auditOf(grant, before, duties), messages }
    },
    view: current => toPersonView(current, actor),
  })
  if (grant.duty === 'system.admin' && member.state === 'active') await addAdministrator(member)
  return toPersonView(member, actor)
}

/** The member, if the actor may know of them, and the departments asked for that are not in the tree. */
async function loadMember(
  { id, scope, remove }: Grant,
  actor: Member,
): Promise<Member & { unknown: string[] }> {
  const departments = scope.filter(one => one !== ALL)
  const [found] = await members.aggregate<Member & { unknown: string[] }>(1, pipeline =>
    pipeline
      .match({ _id: id })
      .addFields({ treeId: TREE_ID })
      .lookup({ from: 'organisation', localField: 'treeId', foreignField: '_id', as: 'trees' })
      .addFields({
        unknown: $.setDifference([departments, $.ifNull([$.arrayElemAt(['$trees.departments.id', 0]), []])]),
      })
      .project({ trees: 0, treeId: 0 }),
  )
  // A duty that is given to somebody from outside would come alive when they become a member.
  const isThere =
    found && canReach(actor, found) && found.state !== 'left' && (remove || found.kind !== 'outside')
  return isThere ? found : refuse('NOT_FOUND', { field: 'id' })
}

/** The duties with the grant in them, or taken out; one entry a duty, besides those of groups. */
export function withGrant(duties: DutyOf[], { duty, scope, remove }: Omit<Grant, 'id'>): DutyOf[] {
  const own = duties.find(one => one.duty === duty && !one.group)
  const held = own?.scope ?? []
  const all = scope.includes(ALL) || (!remove && held.includes(ALL))
  const left = remove ? held.filter(id => !all && !scope.includes(id)) : all ? [ALL] : [...held, ...scope]
  const entry = { duty, scope: [...new Set(left)] }
  const rest = duties.filter(one => one !== own)
  if (!left.length) return rest
  return own ? duties.map(one => (one === own ? entry : one)) : [...rest, entry]
}

function auditOf(
  { duty, remove, scope }: Grant,
  { _id, name, duties: before, departments }: Member,
  duties: DutyOf[],
): AuditFacts {
  const scopeNow = (all: DutyOf[]) => ({
    duty,
    scope: all.flatMap(one => (one.duty === duty && !one.group ? one.scope : [])).join(' '),
  })
  return {
    action: remove ? 'revokeDuty' : 'grantDuty',
    target: { kind: 'member', id: _id, name },
    departments: [...new Set([...departments, ...scope.filter(id => id !== ALL)])],
    before: scopeNow(before),
    after: scopeNow(duties),
  }
}
