import type { Member } from '../../kernel/identity/member'
import type { Places, Reach } from './departments'
import type { Entry, Known } from './model'

export interface Request {
  entries: Entry[]
  /** Account keys of all lines, also of those with faults. */
  named: ReadonlySet<string>
  /** Marks people without a line as leaving. */
  complete: boolean
}

/** The state that a request is compared with. */
export interface PlanContext {
  known: Known[]
  places: Places
  reach: Reach
  actor: Member
  /** Source of the ids of new members. */
  seed: string
  now: Date
}
