import type { access, GroupView } from '#contract/access'
import { refuse } from '#contract/kernel/errors'
import type { AuditFacts } from '../kernel/audit'
import { type AdminGroup, adminGroups } from '../kernel/identity/admin-group'
import { grantMessage } from '../kernel/identity/grant-message'
import type { Member } from '../kernel/identity/member'
import { canReach } from '../kernel/identity/person-view'
import { ALL, canGrant, departmentsWithin } from '../kernel/identity/policy'
import type { Message } from '../kernel/messages/message'
import { revise } from '../kernel/revise'
import type { Context, Handlers } from '../kernel/serve'
import { auditFields, dutiesOf, type GroupMember, gainsFrom, groupView, normalizeRights } from './group'
import { type GroupContext, listGroups, loadGroup, syncDuties } from './group-store'

export const groups: Pick<Handlers<typeof access>, 'groups' | 'group' | 'saveGroup' | 'removeGroup'> = {
  groups: ({ page }, { actor }) => listGroups(departmentsWithin(actor, 'system.admin'), page),

  async group({ id }, { actor }) {
    const { group, people = [] } = (await loadGroup(id, [], [])) ?? {}
    return groupView(checkOwnGroup(group, actor), people)
  },

  saveGroup({ id, version, ...asked }, context) {
    const [members, scope] = [[...new Set(asked.members)], [...new Set(asked.scope)]]
    const set = { ...asked, members, scope, rights: normalizeRights(asked.rights) }
    return changeGroup('saveGroup', { id, version }, set, context)
  },

  async removeGroup({ id, version }, context) {
    await changeGroup('removeGroup', { id, version }, { state: 'removed' }, context)
    return { id }
  },
}

/** Writes the group first, then the duties of its members; a retry, or the timer, completes an interrupted change. */
async function changeGroup(
  op: 'saveGroup' | 'removeGroup',
  { id, version }: { id?: string; version?: number },
  set: Partial<AdminGroup>,
  context: Context,
): Promise<GroupView> {
  const { actor, now } = context
  const _id = id ?? context.newId()
  let around!: GroupContext
  const group = await revise(adminGroups, context, {
    op,
    seen: id ? version : undefined,
    async load() {
      around =
        (await loadGroup(_id, set.members ?? [], set.scope ?? [])) ?? refuse('NOT_FOUND', { field: 'scope' })
      return around.group ?? (id ? refuse('NOT_FOUND') : newGroup(_id, now))
    },
    decide(before) {
      if (id) checkOwnGroup(before, actor)
      else if (before.version) return null
      const after = { ...before, ...set }
      if (op === 'saveGroup') checkGrantable(after, around, actor)
      return {
        set: { ...set, changedAt: now, open: true as const },
        audit: auditOf(op, before, after, around.people),
        messages: grantMessages(before, after, around.people, context),
      }
    },
    view: current => groupView(checkOwnGroup(current, actor), around.people),
  })
  return groupView(await syncDuties(group), around.people)
}

const newGroup = (_id: string, changedAt: Date): AdminGroup => ({
  _id,
  name: '',
  members: [],
  rights: [],
  scope: [],
  contacts: false,
  state: 'active',
  changedAt,
  version: 0,
  lastKey: '',
})

/** The group, unless it gives what the actor could not give: then it is none of theirs. */
function checkOwnGroup(group: AdminGroup | undefined, actor: Member): AdminGroup {
  const theirs = group?.state === 'active' && canGrant(actor, { duty: 'system.admin', scope: group.scope })
  return theirs ? group : refuse('NOT_FOUND')
}

/** Refuses people and departments that the actor may not know of, and what is more than the actor holds. */
function checkGrantable(after: AdminGroup, { people, unknown, group }: GroupContext, actor: Member): void {
  const isMember = (id: string) => group?.members.includes(id)
  const able = people.filter(
    one => one.state !== 'left' && one.kind !== 'outside' && (isMember(one._id) || canReach(actor, one)),
  )
  const known = new Set(able.map(({ _id }) => _id))
  if (!after.members.every(id => known.has(id))) refuse('NOT_FOUND', { field: 'members' })
  if (unknown.length) refuse('NOT_FOUND', { field: 'scope' })
  if (!canGrant(actor, { duty: 'system.admin', scope: after.scope }))
    refuse('BEYOND_OWN_RIGHTS', { field: 'scope' })
  if (!dutiesOf(after).every(held => canGrant(actor, held))) refuse('BEYOND_OWN_RIGHTS', { field: 'rights' })
}

/** Tells the members who gain a duty by the change. */
function grantMessages(
  before: AdminGroup,
  after: AdminGroup,
  people: GroupMember[],
  { actor, now, newId }: Context,
): Message[] {
  const gains = gainsFrom(after, before.version ? before : undefined)
  const duties = dutiesOf(after).map(({ duty }) => duty)
  return people
    .filter(({ _id }) => gains.includes(_id))
    .map(person => grantMessage(person, duties, { id: newId(), at: now, by: actor }))
}

const auditOf = (
  action: 'saveGroup' | 'removeGroup',
  before: AdminGroup,
  after: AdminGroup,
  people: GroupMember[],
): AuditFacts => ({
  action,
  target: { kind: 'group', id: after._id, name: after.name },
  departments: after.scope.filter(id => id !== ALL),
  ...(before.version && { before: auditFields(before, people) }),
  ...(after.state === 'active' && { after: auditFields(after, people) }),
  about: people.map(({ _id }) => _id),
})
