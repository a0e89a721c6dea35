import type { Contact } from '#contract/account'
import type { Department, directory } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import { definedFields } from '../../kernel/fields'
import type { Member } from '../../kernel/identity/member'
import { searchFields } from '../../kernel/identity/member-index'
import { CONTACTS, maskContact } from '../../kernel/identity/person-view'
import { can } from '../../kernel/identity/policy'
import {
  canChangeProofs,
  canChangeStanding,
  changedProofs,
  changedStanding,
} from '../../kernel/identity/proofs'
import { pathOf } from '../../kernel/identity/tree'

type Draft = Omit<Input<(typeof directory)['ops']['saveMember']>, 'id' | 'version'>

/** The fields that an administrator can change. */
const EDITABLE = ['name', 'account', 'kind', 'departments', 'posts', ...CONTACTS] as const
type Editable = (typeof EDITABLE)[number]

/** The member after the change: fields that the draft leaves out stay, an empty contact is removed. */
export function afterEdit(member: Member, draft: Draft, departments: Department[]): Member {
  const after: Member = { ...member, ...definedFields<Partial<Member>>(draft) }
  for (const contact of CONTACTS) if (!after[contact]) delete after[contact]
  return { ...after, ...searchFields(after, departments) }
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** The fields in which two states of a member differ. */
export const changedFields = (before: Partial<Member>, after: Member): Editable[] =>
  EDITABLE.filter(field => !same(before[field], after[field]))

/**
 * Refuses CONTACT_REQUIRED without a way to prove who somebody is, INVALID_INPUT for a member without a department,
 * NOT_FOUND for departments that do not exist or that the actor does not administer, and BEYOND_OWN_RIGHTS for another
 * account, phone or mail of somebody who holds more than the actor could give, is in departments of others as well, or is
 * from outside, and for another name, kind or posts of somebody who holds more.
 */
export function checkEdit(
  before: Partial<Member>,
  after: Member,
  actor: Member,
  departments: Department[],
): void {
  if (!after.phone && !after.mail && !after.wechat) refuse('CONTACT_REQUIRED', { field: 'phone' })
  const [old, now] = [before.departments ?? [], after.departments]
  if (!now.length && after.kind !== 'outside') refuse('INVALID_INPUT', { field: 'departments' })
  const inside = { ...actor, tree: departments }
  const known = (id: string) => departments.some(one => one.id === id)
  const mine = (id: string) => can(inside, 'directory.admin', id)
  const joins = now.filter(id => !old.includes(id))
  const leaves = old.filter(id => !now.includes(id) && known(id))
  if (!joins.every(id => known(id) && mine(id)) || !leaves.every(mine))
    refuse('NOT_FOUND', { field: 'departments' })
  const [proof] = changedProofs(before, after)
  const person = { ...after, kind: before.kind ?? after.kind, departments: before.departments ?? now }
  if (proof && !canChangeProofs(inside, person)) refuse('BEYOND_OWN_RIGHTS', { field: proof })
  const [field] = changedStanding(before, after)
  if (before._id && field && !canChangeStanding(inside, person)) refuse('BEYOND_OWN_RIGHTS', { field })
}

/** The fields in the words of an audit entry, with contacts masked. */
export const auditFields = (
  member: Partial<Member>,
  fields: Editable[],
  departments: Department[],
): Record<string, string> =>
  Object.fromEntries(fields.map(field => [field, words(field, member[field], departments)]))

function words(field: Editable, value: string | string[] | undefined, departments: Department[]): string {
  if (!value) return ''
  if (field === 'departments') return (value as string[]).map(id => pathOf(departments, id) || id).join('；')
  if (Array.isArray(value)) return value.join('、')
  return (CONTACTS as readonly string[]).includes(field) ? maskContact(field as Contact, value) : value
}
