import { refuse } from '#contract/kernel/errors'
import { _ } from '../data/cloud'
import { table } from '../data/table'
import type { Member } from './member'
import { ALL } from './policy'

/**
 * The system administrators who can act. Nobody is listed who cannot: who comes is entered after they got the right,
 * who goes is struck off before they lose it. So there is always one left, whatever races or stops half-way.
 */
interface Administrators {
  _id: 'administrators'
  version: number
  members: string[]
}

const organisation = table<Administrators>('organisation')
const LIST = { _id: 'administrators' } as const

type Administrator = Pick<Member, '_id' | 'duties' | 'erasedAt'>

/** True for who administers the whole system: the organisation needs one of them. */
export const isSystemAdministrator = ({ duties }: Pick<Member, 'duties'>): boolean =>
  duties.some(({ duty, scope }) => duty === 'system.admin' && scope.includes(ALL))

/**
 * To be called before a member is frozen, leaves, is erased or loses `system.admin`; can be repeated, and costs
 * nothing for all others. Refuses LAST_ADMINISTRATOR.
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
 * To be called after a member got `system.admin`, is active again or stays after all; can be repeated. Who is about to
 * be erased is not counted on.
 */
export async function addAdministrator(member: Administrator): Promise<void> {
  if (!isSystemAdministrator(member) || member.erasedAt) return
  const { _id } = member
  const entered = { members: _.push([_id]), version: _.inc(1) }
  if (await organisation.update({ ...LIST, members: _.neq(_id) }, entered)) return
  await claimFirst(_id)
}

/** Makes the member the first administrator; false when there is one already. Of many at once, one gets it. */
export const claimFirst = (memberId: string): Promise<boolean> =>
  organisation.add({ ...LIST, version: 1, members: [memberId] })

/** The ids of the system administrators. */
export const administrators = async (): Promise<string[]> => (await organisation.first(LIST))?.members ?? []
