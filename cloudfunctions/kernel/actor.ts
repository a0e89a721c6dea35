import type { Audience, Contact, MemberKind } from '#contract/account'
import type { Department } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import { type Access, DUTIES, type Duty } from '#contract/kernel/rpc'
import type { Uses } from './allowance'
import type { AuditRow } from './audit'
import type { Message } from './message'
import { ALL, explain } from './policy'
import type { LastChange } from './proofs'
import { table } from './table'
import type { TreeDocument } from './tree'

/** A duty held for some departments, or for all (`*`). Names with dots cannot be keys of a document. */
export interface DutyOf {
  duty: Duty
  scope: string[]
  /** The management group that gives it; what is given by itself has none. */
  group?: string
  /** The group's version when it gave it. */
  groupVersion?: number
}

/** A person of the roster, as collection `members` holds them. What is not known is not there. */
export interface Member extends Partial<Record<Contact, string>> {
  _id: string
  /** The WeChat that is bound; none until the person joins. */
  openid?: string
  name: string
  account?: string
  /** The account by which imports know the person, while somebody of one college has given them another. */
  importAccount?: string
  state: 'active' | 'frozen' | 'left'
  kind: MemberKind
  departments: string[]
  posts: string[]
  shows: Record<Contact, Audience>
  duties: DutyOf[]
  /** `tree` when a duty is held for some departments only: what tells the identity to bring the tree along. */
  scoped?: 'tree'
  /** Full pinyin of the name, what lists are sorted by; then the name itself. */
  sortKey: string
  /** What a search finds the person by, in small letters. */
  terms: string[]
  /** Members the person has added as colleagues. */
  colleagues?: string[]
  /** File id of the picture. */
  avatar?: string
  frozen?: { reason: string; at: Date; by: string }
  /** The openids it had before. */
  wechats?: string[]
  leftAt?: Date
  consent?: { version: number; at: Date }
  /** When the data goes, unless the person changes their mind. */
  erasedAt?: Date
  /** When the person last saw others' numbers in full. */
  reveals?: Uses
  /** When the person last looked numbers up, and a digest of the last. */
  lookups?: Uses
  /** Who last changed account, phone or mail. */
  proofsChanged?: LastChange
  /** The import that made or last changed the row. */
  importId?: string
  /** When the invitation to join was mailed. */
  invitedAt?: Date
  version: number
  lastKey: string
  audit?: AuditRow[]
  outbox?: Message[]
  /** The organisation, present for who needs it; never stored. */
  tree?: Department[]
}

export const members = table<Member>('members')

/**
 * The one read of the caller that every call pays; null for a stranger. Who holds a duty for some departments brings
 * the tree along in the same call, so that a right taken away, or a department moved away, counts at once.
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

/** Who acts when a function calls another on behalf of the console: the platform vouches for it, see `serve`. */
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

/** The static gate, before any handler runs: refuses NOT_MEMBER, FROZEN or FORBIDDEN. */
export function admit(member: Member | null, access: Access): void {
  const { allowed } = explain(member, access)
  if (allowed) return
  if (!member || member.state === 'left') refuse('NOT_MEMBER')
  refuse(member.state === 'frozen' ? 'FROZEN' : 'FORBIDDEN')
}
