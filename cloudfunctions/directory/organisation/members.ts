import type { directory, PersonView } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import { type Member, members } from '../../kernel/actor'
import { auditRow, noting } from '../../kernel/audit'
import { _ } from '../../kernel/cloud'
import { pressOf } from '../../kernel/press'
import { newMember } from '../../kernel/roster'
import type { Context, Handlers } from '../../kernel/serve'
import { isDuplicate } from '../../kernel/table'
import { TREE_ID } from '../../kernel/tree'
import { shownPerson } from '../people/person'
import { administers } from '../people/view'
import { organisation } from '../tree'
import { type Look, look, takenIn } from './look'
import { allow, changedFields, edited, noted, written } from './member'

type Draft = Omit<Input<(typeof directory)['ops']['saveMember']>, 'id'>

export const saveMember: Handlers<typeof directory>['saveMember'] = ({ id, ...draft }, context) =>
  id ? edit(id, draft, context) : create(draft, context)

/** A member who is new, or came from outside before; the same press gives the same one. */
async function create(draft: Draft, context: Context): Promise<PersonView> {
  const { actor, key, newId } = context
  // The contract asks for both where there is no id.
  const { name = '', departments: homes = [] } = draft
  const _id = newId()
  const { departments, others } = (await look(organisation, TREE_ID, draft)) ?? {
    departments: [],
    others: {},
  }
  const taken = takenIn({ others })
  const known = taken && others[taken]
  if (known && cameFromOutside(known, context) && !takenIn({ others }, known))
    return change(known, { kind: 'staff', ...draft }, { departments, others: {} }, context)
  const blank = newMember(
    { _id, name, kind: 'staff', departments: homes, lastKey: pressOf('saveMember', key) },
    [],
  )
  const member = edited(blank, draft, departments)
  allow({}, member, actor, departments)
  const fields = changedFields({}, member)
  const audit = [entry(context, member, { after: noted(member, fields, departments) })]
  if (!taken && (await members.add({ ...member, audit }))) return shownPerson(member, actor)
  // The same press made them before; otherwise somebody else has what is claimed.
  const made = await members.first({ _id })
  return made ? shownPerson(made, actor) : refuse('ALREADY_REGISTERED', { field: taken ?? 'account' })
}

/** What they proved to be theirs is the new member's: their reports go on. Also who has become a member by this press. */
const cameFromOutside = ({ kind, state, lastKey }: Member, { key }: Context): boolean =>
  (kind === 'outside' && state !== 'frozen') || (key !== undefined && lastKey === pressOf('saveMember', key))

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
  const { actor, key } = context
  const { _id: id } = found
  const lastKey = pressOf('saveMember', key)
  if (lastKey && found.lastKey === lastKey) return shownPerson(found, actor)
  if (version !== found.version) refuse('CONFLICT')
  const taken = takenIn({ others })
  if (taken) refuse('ALREADY_REGISTERED', { field: taken })
  const after = { ...edited(found, draft, departments), version: found.version + 1, lastKey }
  allow(found, after, actor, departments)
  const fields = changedFields(found, after)
  const [before, now] = [noted(found, fields, departments), noted(after, fields, departments)]
  const fresh = {
    ...written(fields, after),
    version: _.inc(1),
    lastKey,
    ...noting(entry(context, after, { before, after: now })),
  }
  const won = await members.update({ _id: id, version: found.version }, fresh).catch(error => {
    if (isDuplicate(error)) refuse('ALREADY_REGISTERED')
    throw error
  })
  if (won) return shownPerson(after, actor)
  const current = await members.first({ _id: id })
  return current && lastKey && current.lastKey === lastKey ? shownPerson(current, actor) : refuse('CONFLICT')
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
