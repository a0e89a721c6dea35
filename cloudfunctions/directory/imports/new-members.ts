import type { Department, ImportView } from '#contract/directory'
import { accountKey } from '#contract/kernel/canonical-text'
import { _ } from '../../kernel/data/cloud'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import { newMember } from '../../kernel/identity/member-index'
import { firstProofs } from '../../kernel/identity/proofs'
import type { Planned } from './model'
import { releaseGone } from './release-gone'

export interface Circumstances {
  importId: string
  /** With the rights of today: they bound what is taken back. */
  actor: Member
  now: Date
  /** The tree: members are found by the names of its departments. */
  departments: readonly Department[]
}

export type Kept = ImportView['kept']

const TAKEN = '账号、手机或邮箱刚被别人占用'

/** How often a batch of new members is tried while others take numbers of theirs. */
const TRIES = 4

export const keptRow =
  (reason: string) =>
  ({ before, after }: Planned): Kept[number] => ({
    name: after.name ?? before.name ?? '',
    account: after.account ?? before.account ?? '',
    reason,
  })

/** Inserts new members in one call; only where somebody is there already, or a number is taken, it takes more. */
export async function insertMembers(
  rows: Planned[],
  { importId, departments, actor, now }: Circumstances,
): Promise<Kept> {
  const kept: Kept = []
  let waiting = rows
  for (let tries = 0; waiting.length && tries < TRIES; tries++) {
    const made = waiting.map(({ id, after }) =>
      newMember(
        {
          ...(after as Member),
          ...firstProofs({ ...after, _id: id }, { id: `${importId}-import-${id}`, at: now, by: actor }),
          _id: id,
          importId,
          lastKey: `import ${importId}`,
        },
        departments,
      ),
    )
    if (await members.addAll(made)) return kept
    await releaseGone(waiting)
    const taken = await holders(waiting)
    const there = new Set(taken.map(({ _id }) => _id))
    const numbers = new Set(taken.flatMap(({ accountKey, phone, mail }) => [accountKey, phone, mail]))
    const rest = waiting.filter(({ id }) => !there.has(id))
    const clash = ({ after: { account, phone, mail } }: Planned) =>
      [accountKey(account ?? ''), phone, mail].some(value => value && numbers.has(value))
    kept.push(...rest.filter(clash).map(keptRow(TAKEN)))
    waiting = rest.filter(row => !clash(row))
  }
  return [...kept, ...waiting.map(keptRow(TAKEN))]
}

type Holder = Pick<Member, '_id' | 'accountKey' | 'phone' | 'mail'>

/** Members who have one of the ids or of the numbers. */
const holders = (rows: Planned[]): Promise<Holder[]> => {
  const values = (field: 'account' | 'phone' | 'mail') => rows.flatMap(({ after }) => after[field] ?? [])
  return members.aggregate<Holder>(4 * rows.length, pipeline =>
    pipeline
      .match(
        _.or([
          { _id: _.in(rows.map(({ id }) => id)) },
          { accountKey: _.in(values('account').map(accountKey)) },
          { phone: _.in(values('phone')) },
          { mail: _.in(values('mail')) },
        ]),
      )
      .project({ accountKey: 1, phone: 1, mail: 1 }),
  )
}
