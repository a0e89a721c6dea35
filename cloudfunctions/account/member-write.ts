import { type RefusalCode, refuse } from '#contract/kernel/errors'
import { _ } from '../kernel/data/cloud'
import { type Fields, isDuplicate } from '../kernel/data/table'
import { members } from '../kernel/identity/actor'
import type { Member } from '../kernel/identity/member'
import { toUpdate } from '../kernel/revise'

/** Fields of a member with their new values; `undefined` for one that goes. */
export type Change = Partial<Record<keyof Member, unknown>>

/**
 * Writes the change over exactly the row that was read, once for each press; answers the row as it is then.
 * Refuses CONFLICT when somebody else came first, ALREADY_REGISTERED when a unique field is another member's.
 * @param press what `pressOf` made of the operation and its key
 * @param carried what the same write leaves for the outbox and the audit
 */
export async function updateMember(
  member: Member,
  change: Change,
  press: string,
  carried: Fields = {},
): Promise<Member> {
  if (press && member.lastKey === press) return member
  const fields = { ...toUpdate(change), ...carried, version: _.inc(1), lastKey: press }
  const filter = { _id: member._id, version: member.version }
  if (await refuseIfDuplicate('ALREADY_REGISTERED', members.update(filter, fields)))
    return afterChange(member, change, press)
  const current = await members.first({ _id: member._id })
  return current && press && current.lastKey === press ? current : refuse('CONFLICT')
}

/** Ends with the code when the write meets another member's openid, account, phone or mail. */
export async function refuseIfDuplicate<T>(code: RefusalCode, write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (isDuplicate(error)) refuse(code)
    throw error
  }
}

function afterChange(member: Member, change: Change, press: string): Member {
  const changed = { ...member, ...change, version: member.version + 1, lastKey: press }
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined)) as never
}

/** How many WeChats are remembered: what was theirs is found by them when the person is erased. */
const WECHATS = 10

/** The WeChats of a member who lets go of the present one. */
export const previousOpenids = ({ openid, wechats = [] }: Member): string[] =>
  [...new Set([...wechats, ...(openid ? [openid] : [])])].slice(-WECHATS)
