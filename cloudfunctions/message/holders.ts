import { table } from '../kernel/data/table'
import { members } from '../kernel/identity/actor'
import type { Member } from '../kernel/identity/member'
import { can } from '../kernel/identity/policy'
import { TREE_ID, type TreeDocument } from '../kernel/identity/tree'
import type { Message } from '../kernel/messages/message'

/** The most holders of one duty. */
const HOLDERS = 5000

type Holder = Pick<Member, '_id' | 'duties'>

const organisation = table<TreeDocument>('organisation')

/** Loads the active holders of all duties that messages name, and answers the ids of those whom one message reaches. */
export async function loadHolders(entries: Message[]): Promise<(message: Message) => string[]> {
  const held = new Map<string, Holder[]>()
  for (const duty of new Set(entries.flatMap(entry => entry.duty ?? [])))
    held.set(
      duty,
      await members.aggregate<Holder>(HOLDERS, pipeline =>
        pipeline.match({ 'duties.duty': duty, state: 'active' }).project({ duties: 1 }),
      ),
    )
  const isScoped = entries.some(({ departmentId }) => departmentId !== undefined)
  const tree = isScoped ? ((await organisation.first({ _id: TREE_ID }))?.departments ?? []) : []
  return ({ duty, departmentId, except }) =>
    (held.get(duty ?? '') ?? [])
      .filter(holder => departmentId === undefined || can({ ...holder, tree } as Member, duty!, departmentId))
      .map(({ _id }) => _id)
      .filter(id => id !== except)
}
