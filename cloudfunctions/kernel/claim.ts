import type { Member } from './actor'
import type { AuditRow } from './audit'
import type { Message } from './message'
import { table } from './table'

/** What a claim says of the person: the row they would have. */
export type Claimed = Pick<Member, 'name' | 'kind' | 'departments' | 'posts'> &
  Partial<Pick<Member, 'account' | 'phone' | 'mail' | 'office' | 'qq' | 'wechat'>>

/**
 * A place in the organisation, offered to somebody from outside whose number was named, as collection `claims` holds it.
 * Their own row stays as it is until they accept.
 */
export interface Claim extends Claimed {
  /** Follows from the person and from what is said of them: the same is asked once. */
  _id: string
  memberId: string
  state: 'waiting' | 'accepted' | 'declined'
  by: { id: string; name: string }
  at: Date
  /** The import that named them. */
  importId?: string
  audit?: AuditRow[]
  outbox?: Message[]
}

export const claims = table<Claim>('claims')
