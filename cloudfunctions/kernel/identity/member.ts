import type { Contact, MemberKind, Proof, Visibility } from '#contract/account'
import type { Department } from '#contract/directory'
import type { Duty } from '#contract/features/index'
import type { AuditRow } from '../audit'
import type { Message } from '../messages/message'

/** A duty with its scope: department ids, or `*`. It is a list item, because a dotted name cannot be a field name. */
export interface DutyOf {
  duty: Duty
  scope: string[]
  /** The administrator group that grants it; absent for a duty granted by itself. */
  group?: string
  /** The group's version at the time of the grant. */
  groupVersion?: number
}

/** Moments of the latest uses under a rate limit, oldest first, and the idempotency key of the last. */
export interface Usage {
  at: Date[]
  lastKey: string
}

/** The last change of account, phone or mail, and who made it. */
export interface ProofsChange {
  at: Date
  by: { id: string; name: string }
  fields: Proof[]
}

/** A person of the roster, as collection `members` holds them. Unknown fields are absent. */
export interface Member extends Partial<Record<Contact, string>> {
  _id: string
  /** The bound WeChat; absent until the person joins. */
  openid?: string
  name: string
  account?: string
  /** The account as it is compared: no two members share it. */
  accountKey?: string
  /**
   * The account by which imports know the person, after an administrator of one college has changed it; empty for none.
   */
  importAccount?: string
  state: 'active' | 'frozen' | 'left'
  kind: MemberKind
  departments: string[]
  posts: string[]
  shows: Record<Contact, Visibility>
  duties: DutyOf[]
  /** `tree` when a duty is held for some departments only: makes the identity call read the tree as well. */
  scoped?: 'tree'
  /** Full pinyin of the name, then the name itself: the sort order of lists. */
  sortKey: string
  /** Lower-case search terms. */
  terms: string[]
  /** Members the person has added as colleagues. */
  colleagues?: string[]
  /** File id of the picture. */
  avatar?: string
  frozen?: { reason: string; at: Date; by: string }
  /** Previous openids. */
  wechats?: string[]
  leftAt?: Date
  consent?: { version: number; at: Date }
  /** The moment at which the data is erased, unless the person withdraws the request. */
  erasedAt?: Date
  /** Uses of `directory.reveal`. */
  reveals?: Usage
  /** Exports of the person's own data. */
  exports?: Usage
  /** Tickets reported. */
  reports?: Usage
  /** Consents to subscribe messages. */
  consents?: Usage
  /** Names given out for uploads. */
  uploads?: Usage
  /** Searches by number; the last key is a digest of the number. */
  lookups?: Usage
  /** Numbers stated for others that belong to people outside the actor's administration. */
  clashes?: Usage
  proofsChanged?: ProofsChange
  /** The import that created or last changed the row. */
  importId?: string
  /** The moment at which the invitation to join was mailed. */
  invitedAt?: Date
  version: number
  lastKey: string
  audit?: AuditRow[]
  outbox?: Message[]
  /** The organisation, joined for a member with scoped duties; never stored. */
  tree?: Department[]
}
