import type { Member } from '../../kernel/identity/member'
import type { Places, Reach } from './departments'
import type { Entry, Known } from './model'

export interface Request {
  entries: Entry[]
  /** Accounts of all lines, also of those with faults. */
  named: ReadonlySet<string>
  /** Who is not named is leaving. */
  complete: boolean
}

/** What the request is held against. */
export interface PlanContext {
  known: Known[]
  places: Places
  reach: Reach
  actor: Member
  /** What ids of new members are derived from. */
  seed: string
  now: Date
}
