import { refuse } from '#contract/kernel/errors'
import { _ } from '../data/cloud'
import { table } from '../data/table'
import type { SubjectEvent } from '../events/event'
import type { Member } from './member'
import { ALL } from './policy'
import { SET_UP } from './set-up'

/**
 * The list of system administrators. Invariant: everyone listed holds the right. A member is added after the right is
 * granted and removed before it is revoked, so that one always remains, under races and crashes.
 */
interface Administrators {
  _id: 'administrators'
  version: number
  members: string[]
  events?: SubjectEvent[]
}

const organisation = table<Administrators>('organisation')
const LIST = { _id: 'administrators' } as const

type Administrator = Pick<Member, '_id' | 'duties' | 'erasedAt'>

/** True if the member holds `system.admin` for all departments; the organisation needs at least one such member. */
export const isSystemAdministrator = ({ duties }: Pick<Member, 'duties'>): boolean =>
  duties.some(({ duty, scope }) => duty === 'system.admin' && scope.includes(ALL))

/**
 * Must run before a member is frozen, leaves, is erased or loses `system.admin`. Repeating it is harmless, and for a
 * member who is no system administrator it makes no database call.
 * @throws Refusal LAST_ADMINISTRATOR
 */
export async function removeAdministrator(member: Administrator): Promise<void> {
  if (!isSystemAdministrator(member)) return
  const { _id } = member
  const others = { ...LIST, members: _id, 'members.1': _.exists(true) }
  if (await organisation.update(others, { members: _.pull(_id), version: _.inc(1) })) return
  const { members = [] } = (await organisation.first(LIST)) ?? {}
  if (!members.length || members.includes(_id)) refuse('LAST_ADMINISTRATOR')
}

/**
 * Must run after a member is granted `system.admin`, is unfrozen or cancels an erasure. Repeating it is harmless. A
 * member with a scheduled erasure is not added.
 */
export async function addAdministrator(member: Administrator): Promise<void> {
  if (!isSystemAdministrator(member) || member.erasedAt) return
  const { _id } = member
  const entered = { members: _.push([_id]), version: _.inc(1) }
  if (await organisation.update({ ...LIST, members: _.neq(_id) }, entered)) return
  await claimFirst(_id, new Date())
}

/** Makes the member the first administrator; false if there is one already. Concurrent calls have one winner. */
export const claimFirst = (memberId: string, now: Date): Promise<boolean> =>
  organisation.add({ ...LIST, version: 1, members: [memberId], events: [SET_UP.begun(memberId, now)] })

/** Loads the member ids of the system administrators. */
export const administrators = async (): Promise<string[]> => (await organisation.first(LIST))?.members ?? []
