import type { Tree } from '#contract/directory'
import { _ } from '../kernel/data/cloud'
import { table } from '../kernel/data/table'
import type { Member } from '../kernel/identity/member'
import { ALL, departmentsWithin } from '../kernel/identity/policy'
import { TREE_ID, type TreeDocument } from '../kernel/identity/tree'
import { type Revision, revise } from '../kernel/revise'
import type { Context } from '../kernel/serve'

export const organisation = table<TreeDocument>('organisation')

/** The organisation as it is now; without departments before the first is made. */
export const currentTree = async (): Promise<TreeDocument> =>
  (await organisation.first({ _id: TREE_ID })) ?? {
    _id: TREE_ID,
    version: 0,
    lastKey: '',
    departments: [],
    renamed: [],
  }

/** The only door through which the tree leaves the server. */
export function treeView({ version, departments, heads = [] }: TreeDocument, actor: Member): Tree {
  const inside = departmentsWithin({ ...actor, tree: departments }, 'directory.admin')
  const ids = departments.map(({ id }) => id)
  return {
    version,
    departments,
    administered: inside === ALL ? ids : ids.filter(id => inside.includes(id)),
    heads: Object.fromEntries(heads.map(({ id, count }) => [id, count])),
  }
}

/**
 * Changes the tree by compare-and-set.
 * @param seen the version of the tree that the caller saw
 * @param decide null when the change has been made already; it may ask the database once
 */
export async function changeTree(
  op: string,
  seen: number | undefined,
  context: Context,
  decide: Revision<TreeDocument>['decide'],
): Promise<Tree> {
  const view = (tree: TreeDocument) => treeView(tree, context.actor)
  return view(await revise(organisation, context, { op, seen, load: currentTree, decide, view }))
}

/** Takes a reindexed department off the list, unless it was renamed again meanwhile. */
export const clearRenamed = (tree: TreeDocument, departmentId: string): Promise<boolean> =>
  organisation.update({ _id: TREE_ID, version: tree.version }, { renamed: _.pull(departmentId) })
