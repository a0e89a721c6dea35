import type { GroupView } from '#contract/access'
import type { Page } from '#contract/kernel/rpc'
import { _, $ } from '../kernel/data/cloud'
import { listPage, type PageRequest } from '../kernel/data/page'
import { table } from '../kernel/data/table'
import { members } from '../kernel/identity/actor'
import { type AdminGroup, adminGroups } from '../kernel/identity/admin-group'
import { ALL } from '../kernel/identity/policy'
import { TREE_ID, type TreeDocument } from '../kernel/identity/tree'
import { dueJob, dueRows } from '../kernel/jobs'
import { dutiesOf, type GroupMember, groupView } from './group'

/** Documents that a change of a group depends on. */
export interface GroupContext {
  group?: AdminGroup
  /** The members of the group as it is, and those that are asked for. */
  people: GroupMember[]
  /** Departments asked for that are not in the tree. */
  unknown: string[]
}

const PEOPLE = {
  'people._id': 1,
  'people.name': 1,
  'people.state': 1,
  'people.kind': 1,
  'people.departments': 1,
  'people.proofsChanged': 1,
}

/** One look at the group, the people and the departments that a change names; null before there is a tree. */
export async function loadGroup(
  groupId: string,
  memberIds: string[],
  scope: string[],
): Promise<GroupContext | null> {
  const departments = scope.filter(id => id !== ALL)
  const [found] = await table<TreeDocument>('organisation').aggregate<
    Pick<GroupContext, 'people' | 'unknown'> & { groups: AdminGroup[] }
  >(1, pipeline =>
    pipeline
      .match({ _id: TREE_ID })
      .project({ unknown: $.setDifference([departments, '$departments.id']), groupId })
      .lookup({ from: 'admin_groups', localField: 'groupId', foreignField: '_id', as: 'groups' })
      .addFields({
        asked: $.concatArrays([memberIds, $.ifNull([$.arrayElemAt(['$groups.members', 0]), []])]),
      })
      .lookup({ from: 'members', localField: 'asked', foreignField: '_id', as: 'people' })
      .project({ unknown: 1, groups: 1, ...PEOPLE }),
  )
  return found ? { ...found, group: found.groups[0] } : null
}

/** Groups by name whose scope lies inside `reach`, each with its people. */
export const listGroups = (reach: string[] | typeof ALL, page: PageRequest): Promise<Page<GroupView>> =>
  listPage(
    adminGroups,
    {
      where: [
        { state: 'active' },
        ...(reach === ALL ? [] : [{ scope: _.not(_.elemMatch({ $nin: reach })) }]),
      ],
      order: [
        ['name', 1, 'string'],
        ['_id', 1, 'string'],
      ],
      page,
      join: pipeline =>
        pipeline
          .lookup({ from: 'members', localField: 'members', foreignField: '_id', as: 'people' })
          .project({ name: 1, members: 1, rights: 1, scope: 1, contacts: 1, version: 1, ...PEOPLE }),
    },
    (row: AdminGroup & { people: GroupMember[] }) => groupView(row, row.people),
  )

/**
 * Makes the duties of the members what the group says, except of those who left meanwhile; can be repeated at any time.
 * @returns the group as it is now: somebody may have changed it meanwhile, and then that counts
 */
export async function syncDuties(group: AdminGroup): Promise<AdminGroup> {
  await revokeOlder(group)
  const duties = dutiesOf(group)
  if (!duties.length || !group.members.length) return group
  const { _id, version } = group
  const without = { duties: _.not(_.elemMatch({ group: _id, groupVersion: { $gte: version } })) }
  const able = { _id: _.in(group.members), state: _.neq('left'), kind: _.neq('outside') }
  await members.updateAll([able, without], {
    duties: _.push(duties),
    version: _.inc(1),
    ...(!group.scope.includes(ALL) && { scoped: 'tree' }),
  })
  // The group is read again, because a concurrent change may have revoked these duties before they were written.
  const current = await adminGroups.first({ _id })
  return current && current.version > version ? syncDuties(current) : group
}

/** Takes what older versions of the group gave; who is left with nothing for some departments only needs no tree. */
async function revokeOlder({ _id, version }: AdminGroup): Promise<void> {
  if (version === 1) return
  const older = { 'duties.group': _id, duties: _.elemMatch({ group: _id, groupVersion: { $lt: version } }) }
  const change = { duties: _.pull({ group: _id, groupVersion: _.lt(version) }), version: _.inc(1) }
  const others = _.elemMatch({ group: { $ne: _id }, scope: { $ne: ALL } })
  await members.updateAll([older, { duties: _.not(others) }], { ...change, scoped: _.remove() })
  await members.updateAll(older, change)
}

const GROUPS_PER_RUN = 100

/** Makes sure of every change, and completes what was interrupted. */
export const syncOpenGroups = dueJob(
  dueRows(adminGroups, () => ({ open: true })),
  async group => {
    const { _id, version } = await syncDuties(group)
    return adminGroups.update({ _id, version, open: true }, { open: _.remove() })
  },
  GROUPS_PER_RUN,
)
