import { refuse } from '#contract/kernel/errors'
import { refuseIfDuplicate } from '../kernel/data/table'
import { members } from '../kernel/identity/actor'
import type { Member } from '../kernel/identity/member'
import { type Change, revise, type WriteContext } from '../kernel/revise'

/**
 * Changes a member by compare-and-set on the row that was read, once for an idempotency key.
 * Refuses CONFLICT if the row has changed since, ALREADY_REGISTERED if another member has the value of a unique field.
 */
export const reviseMember = (
  member: Member,
  op: string,
  context: WriteContext,
  change: Change<Member>,
): Promise<Member> =>
  refuseIfDuplicate(
    'ALREADY_REGISTERED',
    revise(members, context, {
      op,
      read: member,
      seen: member.version,
      load: async () => (await members.first({ _id: member._id })) ?? refuse('CONFLICT'),
      decide: () => change,
    }),
  )

/** The most former WeChat accounts kept, by which erasing finds the rows written from them. */
const WECHATS = 10

/** The WeChat accounts of a member after releasing the present one. */
export const previousOpenids = ({ openid, wechats = [] }: Member): string[] =>
  [...new Set([...wechats, ...(openid ? [openid] : [])])].slice(-WECHATS)
