import type { Department, directory, PersonView } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import { type Member, members } from '../../kernel/actor'
import { administers } from '../../kernel/administers'
import { auditRow, noting } from '../../kernel/audit'
import { claims } from '../../kernel/claim'
import { _ } from '../../kernel/cloud'
import { telling } from '../../kernel/message'
import { pressOf } from '../../kernel/press'
import { changedProofs, lastChange, proofsMessage } from '../../kernel/proofs'
import { newMember } from '../../kernel/roster'
import type { Context, Handlers } from '../../kernel/serve'
import { isDuplicate } from '../../kernel/table'
import { TREE_ID } from '../../kernel/tree'
import { shownPerson } from '../people/person'
import { organisation } from '../tree'
import { mustAgree, newClaim } from './claims'
import { importAccountAfter } from './import-account'
import { type Look, look, takenIn } from './look'
import { allow, changedFields, edited, noted, stored, written } from './member'

type Draft = Omit<Input<(typeof directory)['ops']['saveMember']>, 'id'>

export const saveMember: Handlers<typeof directory>['saveMember'] = ({ id, ...draft }, context) =>
  id ? edit(id, draft, context) : create(draft, context)

/** A member who is new; somebody from outside is asked first. The same press gives the same one. */
async function create(draft: Draft, context: Context): Promise<PersonView> {
  const { actor, key, newId } = context
  // The contract asks for both where there is no id.
  const { name = '', departments: homes = [] } = draft
  const _id = newId()
  const { departments, others } = (await look(organisation, TREE_ID, draft)) ?? {
    departments: [],
    others: {},
  }
  const blank = newMember(
    { _id, name, kind: 'staff', departments: homes, lastKey: pressOf('saveMember', key) },
    [],
  )
  const member = edited(blank, draft, departments)
  allow({}, member, actor, departments)
  const taken = takenIn({ others })
  const known = taken && others[taken]
  if (known && mustAgree(known) && !takenIn({ others }, known))
    return claimed(known, member, departments, context)
  const fields = changedFields({}, member)
  const audit = [entry(context, member, { after: noted(member, fields, departments) })]
  if (!taken && (await members.add({ ...member, audit }))) return shownPerson(member, actor)
  // The same press made them before; otherwise somebody else has what is claimed.
  const made = await members.first({ _id })
  return made ? shownPerson(made, actor) : refuse('ALREADY_REGISTERED', { field: taken ?? 'account' })
}

/** Asks the person, once however often the same is said; the reply shows what was said, and nothing of them. */
async function claimed(
  { _id: memberId }: Member,
  member: Member,
  departments: Department[],
  { actor, now }: Context,
): Promise<PersonView> {
  const claim = newClaim(memberId, member, { by: actor, at: now, action: 'saveMember', departments })
  await claims.add(claim)
  const { colleagues, avatar, openid, ...shown } = member
  return { ...(await shownPerson({ ...shown, _id: claim._id }, actor)), claimed: true, actions: [] }
}

async function edit(id: string, draft: Draft, context: Context): Promise<PersonView> {
  const { actor } = context
  const { found, ...around } = (await look(members, id, draft)) ?? refuse('NOT_FOUND')
  if (!administers(actor, found)) refuse('NOT_FOUND')
  return change(found, draft, around, context)
}

async function change(
  found: Member,
  { version = found.version, ...draft }: Draft,
  { departments, others }: Omit<Look<Member>, 'found'>,
  context: Context,
): Promise<PersonView> {
  const { actor, now, key, newId } = context
  const { _id: id } = found
  const lastKey = pressOf('saveMember', key)
  if (lastKey && found.lastKey === lastKey) return shownPerson(found, actor)
  if (version !== found.version) refuse('CONFLICT', { details: { person: await shownPerson(found, actor) } })
  const taken = takenIn({ others })
  if (taken) refuse('ALREADY_REGISTERED', { field: taken })
  const after = { ...edited(found, draft, departments), version: found.version + 1, lastKey }
  allow(found, after, actor, departments)
  if (mustAgree(found) && after.departments.length)
    return claimed(
      found,
      after.kind === 'outside' ? { ...after, kind: 'staff' } : after,
      departments,
      context,
    )
  const proofs = changedProofs(found, after)
  const importAccount = importAccountAfter(found, after.account, actor, draft.account !== undefined)
  const fact = { id: newId(), at: now, by: actor }
  const fresh = {
    ...written(found, after),
    ...(importAccount !== found.importAccount && { importAccount: stored(importAccount) }),
    ...(proofs.length && { proofsChanged: _.set(lastChange(proofs, fact)) }),
    ...telling(proofs.length ? [proofsMessage(found, after, proofs, fact)] : []),
    version: _.inc(1),
    lastKey,
    ...noting(entryOfChange(found, after, departments, context)),
  }
  const won = await members.update({ _id: id, version: found.version }, fresh).catch(error => {
    if (isDuplicate(error)) refuse('ALREADY_REGISTERED')
    throw error
  })
  const shown = proofs.length ? { ...after, proofsChanged: lastChange(proofs, fact) } : after
  if (won) return shownPerson(shown, actor)
  const current = (await members.first({ _id: id })) ?? refuse('NOT_FOUND')
  const person = await shownPerson(current, actor)
  return lastKey && current.lastKey === lastKey ? person : refuse('CONFLICT', { details: { person } })
}

const entry = ({ actor, now, newId }: Context, member: Member, what: { before?: object; after: object }) =>
  auditRow(actor, {
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
    before: noted(before, fields, departments),
    after: noted(after, fields, departments),
  })
}
