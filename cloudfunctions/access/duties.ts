import type { access } from '#contract/access'
import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import { auditEntry, withAudit } from '../kernel/audit'
import { _, $ } from '../kernel/data/cloud'
import { operationKey } from '../kernel/idempotency'
import { members } from '../kernel/identity/actor'
import {
  addAdministrator,
  isSystemAdministrator,
  removeAdministrator,
} from '../kernel/identity/administrators'
import type { DutyOf, Member } from '../kernel/identity/member'
import { toPersonView } from '../kernel/identity/person'
import { ALL, canGrant } from '../kernel/identity/policy'
import { TREE_ID } from '../kernel/identity/tree'
import type { Context, Handlers } from '../kernel/serve'

const TRIES = 4

type Grant = Input<(typeof access)['ops']['grantDuty']>

/** Gives a duty, or takes it back, by itself; what groups give is left alone. */
export const grantDuty: Handlers<typeof access>['grantDuty'] = async (grant, context) => {
  const { actor, key } = context
  if (!canGrant(actor, grant)) refuse('BEYOND_OWN_RIGHTS', { field: 'scope' })
  const lastKey = operationKey('grantDuty', key)
  for (let tries = 0; tries < TRIES; tries++) {
    const { unknown, ...member } = await loadMember(grant)
    const repeated = lastKey !== '' && member.lastKey === lastKey
    // Taking a duty of a department that is gone is tidying up.
    if (unknown.length && !grant.remove) refuse('NOT_FOUND', { field: 'scope' })
    const duties = repeated ? member.duties : withGrant(member.duties, grant)
    const after = { ...member, duties }
    const changed = JSON.stringify(duties) !== JSON.stringify(member.duties)
    if (isSystemAdministrator(member) && !isSystemAdministrator(after)) await removeAdministrator(member)
    if (changed && !(await write(member, duties, grant, context, lastKey))) continue
    if (grant.duty === 'system.admin' && member.state === 'active') await addAdministrator(after)
    return toPersonView({ ...after, version: member.version + Number(changed) }, actor)
  }
  return refuse('CONFLICT')
}

/** The member, and the departments asked for that are not in the tree. */
async function loadMember({ id, scope }: Grant): Promise<Member & { unknown: string[] }> {
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
  return found && found.state !== 'left' ? found : refuse('NOT_FOUND', { field: 'id' })
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

function write(
  { _id, name, version, duties: before, departments }: Member,
  duties: DutyOf[],
  { duty, remove, scope }: Grant,
  { actor, now, newId }: Context,
  lastKey: string,
): Promise<boolean> {
  const scopeNow = (all: DutyOf[]) => ({
    duty,
    scope: all.flatMap(one => (one.duty === duty && !one.group ? one.scope : [])).join(' '),
  })
  const row = auditEntry(actor, {
    id: newId(),
    at: now,
    action: remove ? 'revokeDuty' : 'grantDuty',
    target: { kind: 'member', id: _id, name },
    departments: [...new Set([...departments, ...scope.filter(id => id !== ALL)])],
    before: scopeNow(before),
    after: scopeNow(duties),
  })
  const scoped = duties.some(one => !one.scope.includes(ALL)) ? 'tree' : _.remove()
  return members.update(
    { _id, version },
    { duties: _.set(duties), scoped, lastKey, version: _.inc(1), ...withAudit(row) },
  )
}
