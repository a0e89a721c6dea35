import * as v from 'valibot'
import type { directory } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import type { Member } from '../../kernel/actor'
import { auditRow, noting } from '../../kernel/audit'
import { _ } from '../../kernel/cloud'
import { paged, placeOf } from '../../kernel/cursor'
import { ALL, mayGive, reach } from '../../kernel/policy'
import { pressOf } from '../../kernel/press'
import type { Context, Handlers } from '../../kernel/serve'
import { described, dutiesOf, type Group, type GroupMember, groupView, tidied } from './group'
import { add, groupsInOrder, type Scene, sceneOf, settle, update } from './group-store'

/** How often a change is tried while others come in between. */
const TRIES = 4
const PLACE = v.tuple([v.string(), v.string()])

export const groups: Pick<Handlers<typeof directory>, 'groups' | 'group' | 'saveGroup' | 'removeGroup'> = {
  async groups({ page: { after, size } }, { actor }) {
    const place = after === undefined ? undefined : placeOf(PLACE, after)
    const rows = await groupsInOrder(reach(actor, 'system.admin'), size + 1, place)
    return paged(
      rows,
      size,
      row => groupView(row, row.people),
      row => [row.name, row._id],
    )
  },

  async group({ id }, { actor }) {
    const { group, people = [] } = (await sceneOf(id, [], [])) ?? {}
    return groupView(existing(group, actor), people)
  },

  async saveGroup({ id, version, ...asked }, context) {
    const { actor, now, key, newId } = context
    const _id = id ?? newId()
    const members = [...new Set(asked.members)]
    const wanted = { ...asked, members, rights: tidied(asked.rights), scope: [...new Set(asked.scope)] }
    const lastKey = pressOf('saveGroup', key)
    for (let tries = 0; tries < TRIES; tries++) {
      const scene = (await sceneOf(_id, members, wanted.scope)) ?? refuse('NOT_FOUND', { field: 'scope' })
      const { group: before, people } = scene
      if (before && lastKey && before.lastKey === lastKey) return groupView(await settle(before), people)
      if (id) existing(before, actor)
      if (before && version !== undefined && version !== before.version) refuse('CONFLICT')
      const group: Group = {
        _id,
        ...wanted,
        state: 'active',
        version: (before?.version ?? 0) + 1,
        lastKey,
        changedAt: now,
        open: true,
      }
      givable(group, scene, actor)
      if (await write(group, before, people, context)) return groupView(await settle(group), people)
    }
    return refuse('CONFLICT')
  },

  async removeGroup({ id }, context) {
    const lastKey = pressOf('removeGroup', context.key)
    for (let tries = 0; tries < TRIES; tries++) {
      const { group: before, people = [] } = (await sceneOf(id, [], [])) ?? {}
      if (before && lastKey && before.lastKey === lastKey) {
        await settle(before)
        return { id }
      }
      const { version, ...rest } = existing(before, context.actor)
      const group: Group = {
        ...rest,
        state: 'removed',
        version: version + 1,
        lastKey,
        changedAt: context.now,
        open: true,
      }
      if (!(await write(group, before, people, context))) continue
      await settle(group)
      return { id }
    }
    return refuse('CONFLICT')
  },
}

/** The group, unless it gives what the actor could not give: then it is none of theirs. */
function existing(group: Group | undefined, actor: Member): Group {
  const theirs = group?.state === 'active' && mayGive(actor, { duty: 'system.admin', scope: group.scope })
  return theirs ? group : refuse('NOT_FOUND')
}

/** Refuses people and departments that do not exist, and what is more than the actor holds. */
function givable(group: Group, { people, unknown }: Scene, actor: Member): void {
  const known = new Set(people.filter(({ state }) => state !== 'left').map(({ _id }) => _id))
  if (!group.members.every(id => known.has(id))) refuse('NOT_FOUND', { field: 'members' })
  if (unknown.length) refuse('NOT_FOUND', { field: 'scope' })
  if (!mayGive(actor, { duty: 'system.admin', scope: group.scope }))
    refuse('BEYOND_OWN_RIGHTS', { field: 'scope' })
  if (!dutiesOf(group).every(held => mayGive(actor, held))) refuse('BEYOND_OWN_RIGHTS', { field: 'rights' })
}

/** Writes over exactly what was read, with its entry for the audit; false when somebody else was first. */
function write(
  group: Group,
  before: Group | undefined,
  people: GroupMember[],
  { actor, now, newId }: Context,
): Promise<boolean> {
  const row = auditRow(actor, {
    id: newId(),
    at: now,
    action: group.state === 'removed' ? 'removeGroup' : 'saveGroup',
    target: { kind: 'group', id: group._id, name: group.name },
    departments: group.scope.filter(id => id !== ALL),
    ...(before && { before: described(before, people) }),
    ...(group.state === 'active' && { after: described(group, people) }),
    about: people.map(({ _id }) => _id),
  })
  if (!before) return add({ ...group, audit: [row] })
  const { _id, members, rights, scope, audit, ...fields } = group
  return update(
    { _id, version: before.version },
    { ...fields, members: _.set(members), rights: _.set(rights), scope: _.set(scope), ...noting(row) },
  )
}
