import type { Department, Tree } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import type { AuditRow } from '../kernel/audit'
import { withAudit } from '../kernel/audit'
import { _ } from '../kernel/data/cloud'
import { table } from '../kernel/data/table'
import { operationKey } from '../kernel/idempotency'
import type { Member } from '../kernel/identity/member'
import { ALL, departmentsWithin } from '../kernel/identity/policy'
import { TREE_ID, type TreeDocument } from '../kernel/identity/tree'
import type { Context } from '../kernel/serve'

export const organisation = table<TreeDocument>('organisation')

/** How often a change is tried while others come in between. */
const TRIES = 4

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
export function treeView({ version, departments }: TreeDocument, actor: Member): Tree {
  const inside = departmentsWithin({ ...actor, tree: departments }, 'directory.admin')
  const ids = departments.map(({ id }) => id)
  return { version, departments, administered: inside === ALL ? ids : ids.filter(id => inside.includes(id)) }
}

export interface TreeChange {
  departments: Department[]
  /** A department whose members have to be found under its new name. */
  renamed?: string
  audit: AuditRow
}

/**
 * Decides on the tree as it is and writes over exactly that; who comes in between means another try.
 * @param decide null when the change has been made already; it may ask the database once
 */
export async function changeTree(
  op: string,
  { actor, key }: Context,
  decide: (tree: TreeDocument) => Promise<TreeChange | null>,
): Promise<Tree> {
  const lastKey = operationKey(op, key)
  for (let tries = 0; tries < TRIES; tries++) {
    const tree = await currentTree()
    if (lastKey && tree.lastKey === lastKey) return treeView(tree, actor)
    const change = await decide(tree)
    if (!change) return treeView(tree, actor)
    const { departments } = change
    if (await write(tree, change, lastKey))
      return treeView({ ...tree, departments, version: tree.version + 1 }, actor)
  }
  return refuse('CONFLICT')
}

function write(
  tree: TreeDocument,
  { departments, renamed, audit }: TreeChange,
  lastKey: string,
): Promise<boolean> {
  const version = tree.version + 1
  if (!tree.version) return organisation.add({ ...tree, version, lastKey, departments, audit: [audit] })
  return organisation.update(
    { _id: TREE_ID, version: tree.version },
    {
      version,
      lastKey,
      departments: _.set(departments),
      ...withAudit(audit),
      ...(renamed && { renamed: _.addToSet(renamed) }),
    },
  )
}

/** Everybody of the department is found under its new name: it is off the list, unless it was renamed meanwhile. */
export const clearRenamed = (tree: TreeDocument, departmentId: string): Promise<boolean> =>
  organisation.update({ _id: TREE_ID, version: tree.version }, { renamed: _.pull(departmentId) })
