import type { MemberKind } from '#contract/account'
import { refuse } from '#contract/kernel/errors'
import type { Access, Duty } from '#contract/kernel/rpc'
import { table } from './table'

/** A duty held for some departments, or for all (`*`). Names with dots cannot be keys of a document. */
export interface DutyOf {
  duty: Duty
  scope: string[]
}

/** A person of the roster, as collection `members` holds them. */
export interface Member {
  _id: string
  openid: string
  name: string
  account: string
  state: 'active' | 'frozen' | 'left'
  kind: MemberKind
  departments: string[]
  phone: string
  showPhone: boolean
  duties: DutyOf[]
}

const members = table<Member>('members')

/** The one read of the caller that every call pays; null for a stranger. */
export const identify = (openid: string | undefined): Promise<Member | null> =>
  openid ? members.first({ openid }) : Promise.resolve(null)

/** The departments, or `*`, for which the member holds the duty. */
export const scopeOf = (member: Member, duty: Duty): string[] =>
  member.duties.filter(held => held.duty === duty).flatMap(({ scope }) => scope)

/** True when the member holds the duty for the department. */
export const covers = (member: Member, duty: Duty, departmentId: string): boolean =>
  scopeOf(member, duty).some(scope => scope === '*' || scope === departmentId)

/** The static gate, before any handler runs: refuses NOT_MEMBER, FROZEN or FORBIDDEN. */
export function admit(member: Member | null, access: Access): void {
  if (access === 'anyone') return
  if (!member || member.state === 'left') refuse('NOT_MEMBER')
  if (member.state === 'frozen') refuse('FROZEN')
  if (member.state !== 'active' || member.kind === 'outside') refuse('FORBIDDEN')
  if (access !== 'member' && !scopeOf(member, access.duty).length) refuse('FORBIDDEN')
}
