import * as v from 'valibot'
import type { access } from '#contract/access'
import { refuse } from '#contract/kernel/errors'
import { auditEntry, withAudit } from '../kernel/audit'
import { _ } from '../kernel/data/cloud'
import { decodeCursor, toPage } from '../kernel/data/page'
import { operationKey } from '../kernel/idempotency'
import type { AdminGroup } from '../kernel/identity/admin-group'
import type { Member } from '../kernel/identity/member'
import { ALL, canGrant, departmentsWithin } from '../kernel/identity/policy'
import type { Context, Handlers } from '../kernel/serve'
import { auditFields, dutiesOf, type GroupMember, groupView, normalizeRights } from './group'
import { add, type GroupContext, groupsInOrder, loadGroup, syncDuties, update } from './group-store'

/** How often a change is tried while others come in between. */
const TRIES = 4
const PLACE = v.tuple([v.string(), v.string()])

export const groups: Pick<Handlers<typeof access>, 'groups' | 'group' | 'saveGroup' | 'removeGroup'> = {
  async groups({ page: { after, size } }, { actor }) {
    const place = after === undefined ? undefined : decodeCursor(PLACE, after)
    const rows = await groupsInOrder(departmentsWithin(actor, 'system.admin'), size + 1, place)
    return toPage(
      rows,
      size,
      row => groupView(row, row.people),
      row => [row.name, row._id],
    )
  },

  async group({ id }, { actor }) {
    const { group, people = [] } = (await loadGroup(id, [], [])) ?? {}
    return groupView(checkOwnGroup(group, actor), people)
  },

  async saveGroup({ id, version, ...asked }, context) {
    const { actor, now, key, newId } = context
    const _id = id ?? newId()
    const members = [...new Set(asked.members)]
    const wanted = {
      ...asked,
      members,
      rights: normalizeRights(asked.rights),
      scope: [...new Set(asked.scope)],
    }
    const lastKey = operationKey('saveGroup', key)
    for (let tries = 0; tries < TRIES; tries++) {
      const scene = (await loadGroup(_id, members, wanted.scope)) ?? refuse('NOT_FOUND', { field: 'scope' })
      const { group: before, people } = scene
      if (before && lastKey && before.lastKey === lastKey) return groupView(await syncDuties(before), people)
      if (id) checkOwnGroup(before, actor)
      if (before && version !== undefined && version !== before.version) refuse('CONFLICT')
      const group: AdminGroup = {
        _id,
        ...wanted,
        state: 'active',
        version: (before?.version ?? 0) + 1,
        lastKey,
        changedAt: now,
        open: true,
      }
      checkGrantable(group, scene, actor)
      if (await write(group, before, people, context)) return groupView(await syncDuties(group), people)
    }
    return refuse('CONFLICT')
  },

  async removeGroup({ id }, context) {
    const lastKey = operationKey('removeGroup', context.key)
    for (let tries = 0; tries < TRIES; tries++) {
      const { group: before, people = [] } = (await loadGroup(id, [], [])) ?? {}
      if (before && lastKey && before.lastKey === lastKey) {
        await syncDuties(before)
        return { id }
      }
      const { version, ...rest } = checkOwnGroup(before, context.actor)
      const group: AdminGroup = {
        ...rest,
        state: 'removed',
        version: version + 1,
        lastKey,
        changedAt: context.now,
        open: true,
      }
      if (!(await write(group, before, people, context))) continue
      await syncDuties(group)
      return { id }
    }
    return refuse('CONFLICT')
  },
}

/** The group, unless it gives what the actor could not give: then it is none of theirs. */
function checkOwnGroup(group: AdminGroup | undefined, actor: Member): AdminGroup {
  const theirs = group?.state === 'active' && canGrant(actor, { duty: 'system.admin', scope: group.scope })
  return theirs ? group : refuse('NOT_FOUND')
}

/** Refuses people and departments that do not exist, and what is more than the actor holds. */
function checkGrantable(group: AdminGroup, { people, unknown }: GroupContext, actor: Member): void {
  const known = new Set(people.filter(({ state }) => state !== 'left').map(({ _id }) => _id))
  if (!group.members.every(id => known.has(id))) refuse('NOT_FOUND', { field: 'members' })
  if (unknown.length) refuse('NOT_FOUND', { field: 'scope' })
  if (!canGrant(actor, { duty: 'system.admin', scope: group.scope }))
    refuse('BEYOND_OWN_RIGHTS', { field: 'scope' })
  if (!dutiesOf(group).every(held => canGrant(actor, held))) refuse('BEYOND_OWN_RIGHTS', { field: 'rights' })
}

/** Writes over exactly what was read, with its entry for the audit; false when somebody else was first. */
function write(
  group: AdminGroup,
  before: AdminGroup | undefined,
  people: GroupMember[],
  { actor, now, newId }: Context,
): Promise<boolean> {
  const row = auditEntry(actor, {
    id: newId(),
    at: now,
    action: group.state === 'removed' ? 'removeGroup' : 'saveGroup',
    target: { kind: 'group', id: group._id, name: group.name },
    departments: group.scope.filter(id => id !== ALL),
    ...(before && { before: auditFields(before, people) }),
    ...(group.state === 'active' && { after: auditFields(group, people) }),
    about: people.map(({ _id }) => _id),
  })
  if (!before) return add({ ...group, audit: [row] })
  const { _id, members, rights, scope, audit, ...fields } = group
  return update(
    { _id, version: before.version },
    { ...fields, members: _.set(members), rights: _.set(rights), scope: _.set(scope), ...withAudit(row) },
  )
}
