import type { AuditRow } from '../audit'
import { table } from '../data/table'
import type { Message } from '../messages/message'
import type { Member } from './member'

/** The row that the person would have. */
export type OfferedMember = Pick<Member, 'name' | 'kind' | 'departments' | 'posts'> &
  Partial<Pick<Member, 'account' | 'phone' | 'mail' | 'office' | 'qq' | 'wechat'>>

/**
 * A place in the organisation for an outsider whose number was named, as collection `membership_offers` holds it. The
 * outsider's row stays as it is until they accept.
 */
export interface MembershipOffer extends OfferedMember {
  /** Derived from the person and the offered fields, so that the same offer is made once. */
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

export const membershipOffers = table<MembershipOffer>('membership_offers')
