import { DUTIES, type Duty } from '#contract/features/index'
import { refuse } from '#contract/kernel/errors'
import type { Access } from '#contract/kernel/rpc'
import { table } from '../data/table'
import type { Member } from './member'
import { ALL, explain } from './policy'
import type { TreeDocument } from './tree'

export const members = table<Member>('members')

/**
 * Loads the calling member, null for a stranger: the one database call that every request pays. For a member with
 * scoped duties the same call joins the department tree, so that a revoked duty or a moved department counts at once.
 */
export async function identify(openid: string | undefined): Promise<Member | null> {
  if (!openid) return null
  const [found] = await members.aggregate<Member & { organisation: TreeDocument[] }>(1, pipeline =>
    pipeline
      .match({ openid })
      .lookup({ from: 'organisation', localField: 'scoped', foreignField: '_id', as: 'organisation' }),
  )
  if (!found) return null
  const { organisation, ...member } = found
  return organisation[0] ? { ...member, tree: organisation[0].departments } : member
}

/** The actor of calls on the console's behalf; `serve` checks that the platform confirms them. */
export const SYSTEM: Member = {
  _id: 'system',
  name: '控制台',
  state: 'active',
  kind: 'staff',
  departments: [],
  posts: [],
  shows: { phone: 'nobody', mail: 'nobody', office: 'nobody', qq: 'nobody', wechat: 'nobody' },
  duties: (Object.keys(DUTIES) as Duty[]).map(duty => ({ duty, scope: [ALL] })),
  sortKey: '',
  terms: [],
  version: 0,
  lastKey: '',
}

/**
 * Checks the declared access before the handler runs.
 * @throws Refusal NOT_MEMBER, FROZEN or FORBIDDEN
 */
export function admit(member: Member | null, access: Access): void {
  const { allowed } = explain(member, access)
  if (allowed) return
  if (!member || member.state === 'left') refuse('NOT_MEMBER')
  refuse(member.state === 'frozen' ? 'FROZEN' : 'FORBIDDEN')
}
