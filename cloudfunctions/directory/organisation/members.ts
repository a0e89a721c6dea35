import type { Department, directory, PersonView } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import { type AuditFacts, auditEntry } from '../../kernel/audit'
import { refuseIfDuplicate } from '../../kernel/data/table'
import { operationKey } from '../../kernel/idempotency'
import { members } from '../../kernel/identity/actor'
import { administers } from '../../kernel/identity/administers'
import type { Member } from '../../kernel/identity/member'
import { newMember } from '../../kernel/identity/member-index'
import { membershipOffers } from '../../kernel/identity/membership-offer'
import { toPersonView } from '../../kernel/identity/person'
import { firstProofs, proofsChange } from '../../kernel/identity/proofs'
import { TREE_ID } from '../../kernel/identity/tree'
import { differences, revise } from '../../kernel/revise'
import type { Context, Handlers } from '../../kernel/serve'
import { checkClashes, countClashes } from '../clashes'
import { organisation } from '../tree'
import { importAccountAfter } from './import-account'
import { conflictingClaim, loadWithClaims, releaseClaims, type Unique } from './load-with-claims'
import { afterEdit, auditFields, changedFields, checkEdit } from './member'
import { canBeOffered, newOffer } from './membership-offers'

type Draft = Omit<Input<(typeof directory)['ops']['saveMember']>, 'id'>

export const saveMember: Handlers<typeof directory>['saveMember'] = async ({ id, ...draft }, context) => {
  if (draft.phone || draft.mail) checkClashes(context.actor, context.now, operationKey('clash', context.key))
  return id ? edit(id, draft, context) : create(draft, context)
}

/** Refuses a number that another member has; one of another place is counted. */
async function refuseTaken(field: Unique, owner: Member | undefined, context: Context): Promise<never> {
  const { actor, now, key } = context
  const target = { kind: 'member', id: context.newId(), name: '' }
  // Accounts are shown to all members.
  if (owner && field !== 'account' && !administers(actor, owner))
    await countClashes(1, { actor, now, key: operationKey('clash', key), target })
  return refuse('ALREADY_REGISTERED', { field })
}

/** Adds a member, or makes an offer when the person is known as an outsider. A retry gets the same member. */
async function create(draft: Draft, context: Context): Promise<PersonView> {
  const { actor, now, key, newId } = context
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
  if (!taken) await releaseClaims({ others }, member)
  const fact = { id: newId(), at: now, by: actor }
  const audit = [auditEntry(actor, { id: fact.id, at: now, ...auditOf({}, member, departments) })]
  if (!taken && (await members.add({ ...member, ...firstProofs(member, fact), audit })))
    return toPersonView(member, actor)
  // An earlier attempt with the same key added the member, or else another member has a claimed value.
  const made = await members.first({ _id })
  return made ? toPersonView(made, actor) : refuseTaken(taken ?? 'account', known, context)
}

/**
 * Asks the person, once however often the same is said; the reply shows what was said, and nothing of them. It tells that
 * somebody has the number, so it is counted first.
 */
async function offer(
  { _id: memberId }: Member,
  member: Member,
  departments: Department[],
  { actor, now, key }: Context,
): Promise<PersonView> {
  const offered = newOffer(memberId, member, { by: actor, at: now, action: 'saveMember', departments })
  const target = { kind: 'membershipOffer', id: offered._id, name: '' }
  await countClashes(1, { actor, now, key: operationKey('clash', key), target })
  await membershipOffers.add(offered)
  const { avatar: _avatar, openid: _openid, ...shown } = member
  return { ...(await toPersonView({ ...shown, _id: offered._id }, actor)), offered: true, actions: [] }
}

async function edit(id: string, { version, ...draft }: Draft, context: Context): Promise<PersonView> {
  const { actor, now, newId } = context
  const { found, departments, others } = (await loadWithClaims(members, id, draft)) ?? refuse('NOT_FOUND')
  if (!administers(actor, found)) refuse('NOT_FOUND')
  let offered: Member | undefined
  const write = revise(members, context, {
    op: 'saveMember',
    read: found,
    seen: version ?? found.version,
    load: async () => (await members.first({ _id: id })) ?? refuse('NOT_FOUND'),
    async decide(before) {
      const taken = conflictingClaim({ others })
      if (taken) await refuseTaken(taken, others[taken], context)
      const after = afterEdit(before, draft, departments)
      checkEdit(before, after, actor, departments)
      if (canBeOffered(before) && after.departments.length) {
        offered = after.kind === 'outside' ? { ...after, kind: 'staff' } : after
        return null
      }
      const { messages, ...proofs } = proofsChange(before, after, { id: newId(), at: now, by: actor })
      const importAccount = importAccountAfter(before, after.account, actor, draft.account !== undefined)
      await releaseClaims({ others }, after)
      return {
        set: { ...differences(before, after), ...proofs, importAccount },
        audit: auditOf(before, after, departments),
        messages,
      }
    },
    view: current => toPersonView(current, actor),
  })
  const member = await refuseIfDuplicate('ALREADY_REGISTERED', write)
  return offered ? offer(found, offered, departments, context) : toPersonView(member, actor)
}

/** An entry of the fields that differ; all fields of a new member. */
function auditOf(before: Partial<Member>, after: Member, departments: Department[]): AuditFacts {
  const fields = changedFields(before, after)
  return {
    action: 'saveMember',
    departments: after.departments,
    target: { kind: 'member', id: after._id, name: after.name },
    ...(before._id && { before: auditFields(before, fields, departments) }),
    after: auditFields(after, fields, departments),
  }
}
