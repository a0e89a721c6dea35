import type { Member } from './member'
import { ALL, can, canGrantAll, scopeOf } from './policy'
import { ancestors } from './tree'

/** The fields that decide who administers a person. */
type Administered = Pick<Member, 'departments'> & Partial<Pick<Member, 'sortKey'>>

/**
 * True when the actor administers the person: for any of their departments, or everywhere. The one rule for forms,
 * sheets, the sync and requests to join. A person who was erased, and has no name to be sorted by any more, is nobody's.
 */
export const administers = (actor: Member, person: Administered): boolean =>
  person.sortKey !== '' &&
  (administersEverybody(actor) || person.departments.some(id => can(actor, 'directory.admin', id)))

/** True when the actor administers every department of the person that still exists, or everybody. */
function administersWhole(actor: Member, { departments, sortKey }: Administered): boolean {
  if (sortKey === '') return false
  if (administersEverybody(actor)) return true
  const known = departments.filter(id => ancestors(actor.tree ?? [], id).length > 0)
  return known.length > 0 && known.every(id => can(actor, 'directory.admin', id))
}

/**
 * True when the actor may freeze the person, have them leave, or change the fields that prove who they are: the actor
 * administers all their departments and could grant every duty they hold.
 */
export const hasAuthorityOver = (actor: Member, person: Administered & Pick<Member, 'duties'>): boolean =>
  administersWhole(actor, person) && canGrantAll(actor, person)

/** True for an administrator of the whole organisation: what is the whole organisation's takes one of them. */
export const administersEverybody = (actor: Member): boolean =>
  scopeOf(actor, 'directory.admin').includes(ALL)
