import type { Member } from './member'
import { ALL, can, scopeOf } from './policy'

/** The fields that decide who administers a person. */
type Administered = Pick<Member, 'departments'> & Partial<Pick<Member, 'sortKey'>>

/**
 * True when the actor administers the person: for any of their departments, or everywhere. The one rule for forms,
 * sheets, the sync and requests to join. A person who was erased, and has no name to be sorted by any more, is nobody's.
 */
export const administers = (actor: Member, person: Administered): boolean =>
  person.sortKey !== '' &&
  (administersEverybody(actor) || person.departments.some(id => can(actor, 'directory.admin', id)))

/** True for an administrator of the whole organisation: what is the whole organisation's takes one of them. */
export const administersEverybody = (actor: Member): boolean =>
  scopeOf(actor, 'directory.admin').includes(ALL)
