import type { Department, directory, PersonView } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import { auditEntry, withAudit } from '../../kernel/audit'
import { _ } from '../../kernel/data/cloud'
import { isDuplicate } from '../../kernel/data/table'
import { operationKey } from '../../kernel/idempotency'
import { members } from '../../kernel/identity/actor'
import { administers } from '../../kernel/identity/administers'
import type { Member } from '../../kernel/identity/member'
import { newMember } from '../../kernel/identity/member-index'
import { membershipOffers } from '../../kernel/identity/membership-offer'
import { toPersonView } from '../../kernel/identity/person'
import { proofsChange } from '../../kernel/identity/proofs'
import { TREE_ID } from '../../kernel/identity/tree'
import { withMessages } from '../../kernel/messages/message'
import type { Context, Handlers } from '../../kernel/serve'
import { organisation } from '../tree'
import { importAccountAfter } from './import-account'
import { conflictingClaim, loadWithClaims, type WithClaims } from './load-with-claims'
import { afterEdit, auditFields, changedFields, checkEdit, toMemberUpdate, toStored } from './member'
import { canBeOffered, newOffer } from './membership-offers'

type Draft = Omit<Input<(typeof directory)['ops']['saveMember']>, 'id'>

export const saveMember: Handlers<typeof directory>['saveMember'] = ({ id, ...draft }, context) =>
  id ? edit(id, draft, context) : create(draft, context)

/** A member who is new; somebody from outside is asked first. The same press gives the same one. */
async function create(draft: Draft, context: Context): Promise<PersonView> {
  const { actor, key, newId } = context
  // The contract asks for both where there is no id.
  const { name = '', departments: homes = [] } = draft
  const _id = newId()
  const { departments, others } = (await loadWithClaims(organisation, TREE_ID, draft)) ?? {
    departments: [],
    others: {},
  }
  const blank = newMember(
    { _id, name, kind: 'staff', departments: homes, lastKey: operationKey('saveMember', key) },
    [],
  )
  const member = afterEdit(blank, draft, departments)
  checkEdit({}, member, actor, departments)
  const taken = conflictingClaim({ others })
  const known = taken && others[taken]
  if (known && canBeOffered(known) && !conflictingClaim({ others }, known))
    return offer(known, member, departments, context)
  const fields = changedFields({}, member)
  const audit = [entry(context, member, { after: auditFields(member, fields, departments) })]
  if (!taken && (await members.add({ ...member, audit }))) return toPersonView(member, actor)
  // The same press made them before; otherwise somebody else has what is claimed.
  const made = await members.first({ _id })
  return made ? toPersonView(made, actor) : refuse('ALREADY_REGISTERED', { field: taken ?? 'account' })
}

/** Asks the person, once however often the same is said; the reply shows what was said, and nothing of them. */
async function offer(
  { _id: memberId }: Member,
  member: Member,
  departments: Department[],
  { actor, now }: Context,
): Promise<PersonView> {
  const offered = newOffer(memberId, member, { by: actor, at: now, action: 'saveMember', departments })
  await membershipOffers.add(offered)
  const { avatar: _avatar, openid: _openid, ...shown } = member
  return { ...(await toPersonView({ ...shown, _id: offered._id }, actor)), offered: true, actions: [] }
}

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
  const { actor, now, key, newId } = context
  const { _id: id } = found
  const lastKey = operationKey('saveMember', key)
  if (lastKey && found.lastKey === lastKey) return toPersonView(found, actor)
  if (version !== found.version)
    refuse('CONFLICT', { details: { current: await toPersonView(found, actor) } })
  const taken = conflictingClaim({ others })
  if (taken) refuse('ALREADY_REGISTERED', { field: taken })
  const after = { ...afterEdit(found, draft, departments), version: found.version + 1, lastKey }
  checkEdit(found, after, actor, departments)
  if (canBeOffered(found) && after.departments.length)
    return offer(found, after.kind === 'outside' ? { ...after, kind: 'staff' } : after, departments, context)
  const { proofsChanged, messages } = proofsChange(found, after, { id: newId(), at: now, by: actor })
  const importAccount = importAccountAfter(found, after.account, actor, draft.account !== undefined)
  const fresh = {
    ...toMemberUpdate(found, after),
    ...(importAccount !== found.importAccount && { importAccount: toStored(importAccount) }),
    ...(proofsChanged && { proofsChanged: _.set(proofsChanged) }),
    ...withMessages(messages),
    version: _.inc(1),
    lastKey,
    ...withAudit(entryOfChange(found, after, departments, context)),
  }
  const won = await members.update({ _id: id, version: found.version }, fresh).catch(error => {
    if (isDuplicate(error)) refuse('ALREADY_REGISTERED')
    throw error
  })
  if (won) return toPersonView({ ...after, ...(proofsChanged && { proofsChanged }) }, actor)
  const current = (await members.first({ _id: id })) ?? refuse('NOT_FOUND')
  const person = await toPersonView(current, actor)
  return lastKey && current.lastKey === lastKey
    ? person
    : refuse('CONFLICT', { details: { current: person } })
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

function entryOfChange(before: Member, after: Member, departments: Department[], context: Context) {
  const fields = changedFields(before, after)
  return entry(context, after, {
    before: auditFields(before, fields, departments),
    after: auditFields(after, fields, departments),
  })
}
