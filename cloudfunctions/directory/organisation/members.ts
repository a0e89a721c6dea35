import type { directory, PersonView } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import { auditEntry, withAudit } from '../../kernel/audit'
import { _ } from '../../kernel/data/cloud'
import { isDuplicate } from '../../kernel/data/table'
import { operationKey } from '../../kernel/idempotency'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import { newMember } from '../../kernel/identity/member-index'
import { toPersonView } from '../../kernel/identity/person'
import { administers } from '../../kernel/identity/person-view'
import { TREE_ID } from '../../kernel/identity/tree'
import type { Context, Handlers } from '../../kernel/serve'
import { organisation } from '../tree'
import { conflictingClaim, loadWithClaims, type WithClaims } from './load-with-claims'
import { afterEdit, auditFields, changedFields, checkEdit, toMemberUpdate } from './member'

type Draft = Omit<Input<(typeof directory)['ops']['saveMember']>, 'id'>

export const saveMember: Handlers<typeof directory>['saveMember'] = ({ id, ...draft }, context) =>
  id ? edit(id, draft, context) : create(draft, context)

/** A member who is new, or came from outside before; the same press gives the same one. */
async function create(draft: Draft, context: Context): Promise<PersonView> {
  const { actor, key, newId } = context
  // The contract asks for both where there is no id.
  const { name = '', departments: homes = [] } = draft
  const _id = newId()
  const { departments, others } = (await loadWithClaims(organisation, TREE_ID, draft)) ?? {
    departments: [],
    others: {},
  }
  const taken = conflictingClaim({ others })
  const known = taken && others[taken]
  if (known && cameFromOutside(known, context) && !conflictingClaim({ others }, known))
    return change(known, { kind: 'staff', ...draft }, { departments, others: {} }, context)
  const blank = newMember(
    { _id, name, kind: 'staff', departments: homes, lastKey: operationKey('saveMember', key) },
    [],
  )
  const member = afterEdit(blank, draft, departments)
  checkEdit({}, member, actor, departments)
  const fields = changedFields({}, member)
  const audit = [entry(context, member, { after: auditFields(member, fields, departments) })]
  if (!taken && (await members.add({ ...member, audit }))) return toPersonView(member, actor)
  // The same press made them before; otherwise somebody else has what is claimed.
  const made = await members.first({ _id })
  return made ? toPersonView(made, actor) : refuse('ALREADY_REGISTERED', { field: taken ?? 'account' })
}

/** What they proved to be theirs is the new member's: their reports go on. Also who has become a member by this press. */
const cameFromOutside = ({ kind, state, lastKey }: Member, { key }: Context): boolean =>
  (kind === 'outside' && state !== 'frozen') ||
  (key !== undefined && lastKey === operationKey('saveMember', key))

async function edit(id: string, draft: Draft, context: Context): Promise<PersonView> {
  const { actor } = context
  const { found, ...around } = (await loadWithClaims(members, id, draft)) ?? refuse('NOT_FOUND')
  if (!administers(actor, found)) refuse('NOT_FOUND')
  return change(found, draft, around, context)
}

async function change(
  found: Member,
  { version = found.version, ...draft }: Draft,
  { departments, others }: Omit<WithClaims<Member>, 'found'>,
  context: Context,
): Promise<PersonView> {
  const { actor, key } = context
  const { _id: id } = found
  const lastKey = operationKey('saveMember', key)
  if (lastKey && found.lastKey === lastKey) return toPersonView(found, actor)
  if (version !== found.version) refuse('CONFLICT')
  const taken = conflictingClaim({ others })
  if (taken) refuse('ALREADY_REGISTERED', { field: taken })
  const after = { ...afterEdit(found, draft, departments), version: found.version + 1, lastKey }
  checkEdit(found, after, actor, departments)
  const fields = changedFields(found, after)
  const [before, now] = [auditFields(found, fields, departments), auditFields(after, fields, departments)]
  const fresh = {
    ...toMemberUpdate(fields, after),
    version: _.inc(1),
    lastKey,
    ...withAudit(entry(context, after, { before, after: now })),
  }
  const won = await members.update({ _id: id, version: found.version }, fresh).catch(error => {
    if (isDuplicate(error)) refuse('ALREADY_REGISTERED')
    throw error
  })
  if (won) return toPersonView(after, actor)
  const current = await members.first({ _id: id })
  return current && lastKey && current.lastKey === lastKey ? toPersonView(current, actor) : refuse('CONFLICT')
}

const entry = ({ actor, now, newId }: Context, member: Member, what: { before?: object; after: object }) =>
  auditEntry(actor, {
    id: newId(),
    at: now,
    action: 'saveMember',
    departments: member.departments,
    target: { kind: 'member', id: member._id, name: member.name },
    ...(what as { before?: Record<string, string>; after: Record<string, string> }),
  })
