import { _ } from '../../kernel/data/cloud'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import { searchFields } from '../../kernel/identity/member-index'
import type { TreeDocument } from '../../kernel/identity/tree'
import { forEachParallel } from '../../kernel/pool'
import { termOf } from '../../kernel/search/terms'
import type { Timer } from '../../kernel/serve'
import { clearRenamed, currentTree } from '../tree'

/** Members of one run; the next run takes on the others. */
const BATCH = 300
/** Members written at the same time. */
const AT_ONCE = 10

/** Updates the search terms of members whose department was renamed. Repeating an interrupted run completes it. */
export const reindexRenamed: Timer = async () => {
  const tree = await currentTree()
  let count = 0
  for (const id of tree.renamed) {
    const stale = await staleMembers(tree, id, BATCH - count)
    await forEachParallel(stale, AT_ONCE, one => reindexMember(one, tree))
    count += stale.length
    if (count === BATCH) break
    // A member changed during the run may still carry the old name, so only a run that
    // finds no such member is the last.
    if (!stale.length) await clearRenamed(tree, id)
  }
  return { refreshed: count }
}

/** At most `limit` members of the department whose terms lack its name. */
async function staleMembers({ departments }: TreeDocument, id: string, limit: number): Promise<Member[]> {
  const department = departments.find(one => one.id === id)
  if (!department) return []
  return members.aggregate<Member>(limit, pipeline =>
    pipeline
      .match({ departments: id, terms: _.neq(termOf(department.name)) })
      .limit(limit)
      .project(SOURCES),
  )
}

/** The fields that search terms are made from. */
const SOURCES = { name: 1, posts: 1, departments: 1, account: 1, qq: 1, office: 1, shows: 1, version: 1 }

/** Derived fields leave `version` as it is, so that no open form meets a conflict. */
const reindexMember = (member: Member, { departments }: TreeDocument): Promise<boolean> => {
  const { sortKey, terms } = searchFields(member, departments)
  return members.update({ _id: member._id, version: member.version }, { sortKey, terms: _.set(terms) })
}
