import { CONTACT, type Contact } from '#contract/account'
import { PERSON_ACTION, type PersonAction, type PersonRow, type PersonView } from '#contract/directory'
import { iso } from '#contract/kernel/time'
import { maskMail, maskPhone } from '../audit'
import { administers, hasAuthorityOver } from './administers'
import type { Member } from './member'
import { initialOf } from './member-index'
import { can, scopeOf } from './policy'
import { proofsChangedView } from './proofs'

/** True if every member can find the person. */
const listed = ({ state, kind }: Pick<Member, 'state' | 'kind'>): boolean =>
  state === 'active' && kind !== 'outside'

/** True if the actor may know that the person exists. */
export const visible = (person: Reached, actor: Member): boolean =>
  listed(person) || administers(actor, person)

/** The fields that decide who knows of a person. */
type Reached = Pick<Member, '_id' | 'state' | 'kind' | 'departments'> & Partial<Pick<Member, 'sortKey'>>

/** True if the actor may name the person when granting rights: visible, or inside the scope of `system.admin`. */
export const canReach = (actor: Member, person: Reached): boolean =>
  visible(person, actor) || isInScope(actor, person)

/** True if the actor is system administrator of one of the person's departments, or of all. */
export const isInScope = (actor: Member, { departments, sortKey }: Reached): boolean =>
  sortKey !== '' && ['', ...departments].some(id => can(actor, 'system.admin', id))

const MASKS: Record<Contact, (value: string) => string> = {
  phone: maskPhone,
  mail: maskMail,
  office: shorten,
  qq: shorten,
  wechat: shorten,
}

function shorten(value: string): string {
  const letters = [...value]
  return letters.length > 4 ? `${letters.slice(0, 2).join('')}****` : '****'
}

/** Shortens a contact for audit entries and for callers who may not see it in full. */
export const maskContact = (contact: Contact, value: string): string => MASKS[contact](value)

export const CONTACTS = Object.keys(CONTACT) as Contact[]

/** The fields that decide who sees a person's contacts. */
type Shown = Pick<Member, '_id' | 'shows' | 'departments'>

/** True if the contact is the actor's own, or shown to them by its owner. */
export function canSee(actor: Member, person: Shown, contact: Contact): boolean {
  if (person._id === actor._id) return true
  const audience = person.shows[contact]
  return audience === 'everyone' || (audience === 'department' && isSameDepartment(actor, person))
}

const isSameDepartment = (one: Shown, other: Shown): boolean =>
  one.departments.some(id => other.departments.includes(id))

/** Contacts in full if visible to the actor or revealed, else masked; only administrators get hidden ones, masked. */
function contactsOf(person: Member, actor: Member, revealed: boolean): PersonView['contacts'] {
  const known = CONTACTS.flatMap(contact => {
    const value = person[contact]
    if (!value) return []
    if (revealed || canSee(actor, person, contact)) return [[contact, { value, masked: false }]]
    if (person.shows[contact] === 'nobody' && !administers(actor, person)) return []
    return [[contact, { value: maskContact(contact, value), masked: true }]]
  })
  return Object.fromEntries(known)
}

/** Action → whether the actor may take it on the person in their current state. */
const RULES: Record<PersonAction, (person: Member, actor: Member) => boolean> = {
  addColleague: (person, actor) =>
    listed(person) && person._id !== actor._id && !actor.colleagues?.includes(person._id),
  removeColleague: (person, actor) => actor.colleagues?.includes(person._id) ?? false,
  reveal: isAdministered,
  save: isAdministered,
  freeze: (person, actor) =>
    isAdministered(person, actor) && canLock(person, actor) && person.state === 'active',
  unfreeze: (person, actor) =>
    isAdministered(person, actor) && canLock(person, actor) && person.state !== 'active',
}

function isAdministered(person: Member, actor: Member): boolean {
  return administers(actor, person)
}

/** False for the actor themselves, and for people beyond the actor's own rights. */
export const canLock = (
  person: Pick<Member, '_id' | 'duties' | 'departments'> & Partial<Pick<Member, 'sortKey'>>,
  actor: Member,
): boolean => person._id !== actor._id && hasAuthorityOver(actor, person)

/** True for administrators of the person and for those who grant duties: the numbers lead to what is granted. */
const seesProofsChanged = (actor: Member, person: Member): boolean =>
  administers(actor, person) || scopeOf(actor, 'system.admin').length > 0

/** One row of a list. */
export const personRow = (person: Member): PersonRow => ({
  id: person._id,
  name: person.name,
  initial: initialOf(person),
  kind: person.kind,
  departments: person.departments,
  posts: person.posts,
  state: person.state,
  joined: person.openid !== undefined,
})

/** The only reply that contains another person's contacts. */
export function personView(person: Member, actor: Member, revealed = false): PersonView {
  const contacts = visible(person, actor) ? contactsOf(person, actor, revealed) : {}
  const hidden = Object.values(contacts).some(contact => contact.masked)
  const { frozen, proofsChanged } = person
  return {
    ...personRow(person),
    account: person.account ?? '',
    contacts,
    ...(frozen && administers(actor, person) && { frozen: { reason: frozen.reason, at: iso(frozen.at) } }),
    ...(proofsChanged &&
      seesProofsChanged(actor, person) && { proofsChanged: proofsChangedView(proofsChanged) }),
    version: person.version,
    actions: (Object.keys(PERSON_ACTION) as PersonAction[]).filter(
      action => RULES[action](person, actor) && (action !== 'reveal' || hidden),
    ),
  }
}
