import { type account, CLAIM_MESSAGES, type ClaimView } from '#contract/account'
import type { Department } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import { iso } from '#contract/kernel/time'
import { type Member, SYSTEM } from '../kernel/actor'
import { auditRow, noting } from '../kernel/audit'
import { type Claim, claims } from '../kernel/claim'
import { $ } from '../kernel/cloud'
import { type Message, telling } from '../kernel/message'
import { pressOf } from '../kernel/press'
import { changedProofs, lastChange, maskedProofs } from '../kernel/proofs'
import { findable } from '../kernel/roster'
import type { Context, Handlers } from '../kernel/serve'
import type { Fields } from '../kernel/table'
import { pathOf, TREE_ID, type TreeDocument } from '../kernel/tree'
import { type Change, rewrite } from './change'
import { meOf } from './me'

/** Shown at once; nobody is named by more. */
const MOST = 20

export const claiming: Pick<Handlers<typeof account>, 'claims' | 'acceptClaim' | 'declineClaim'> = {
  async claims(_input, { actor }) {
    if (actor.kind !== 'outside') return { items: [] }
    const { found, departments } = await claimsWhere({ memberId: actor._id, state: 'waiting' })
    return { items: found.map(claim => claimView(claim, departments)) }
  },

  async acceptClaim({ id }, context) {
    const { actor, key } = context
    const press = pressOf('acceptClaim', key)
    const pressed = press !== '' && actor.lastKey === press
    const { found, departments } = await claimsWhere({ memberId: actor._id, _id: id })
    const claim = found[0] ?? refuse('NOT_FOUND', { field: 'id' })
    const open = claim.state === 'waiting' && actor.kind === 'outside'
    if (!open && !pressed) refuse('NOT_FOUND', { field: 'id' })
    const member = pressed ? actor : await become(claim, departments, press, context)
    // Also when the press is repeated: it may have been interrupted before this.
    await answer(claim, 'accepted', context)
    return meOf(member)
  },

  async declineClaim({ id }, context) {
    const [claim] = await claims.find({ memberId: context.actor._id, _id: id }, 1)
    if (!claim || claim.state === 'accepted') refuse('NOT_FOUND', { field: 'id' })
    await answer(claim, 'declined', context)
    return { id }
  },
}

/** The latest claims that match, with the organisation, in one call. */
async function claimsWhere(filter: Fields): Promise<{ found: Claim[]; departments: Department[] }> {
  const rows = await claims.aggregate<Claim & { trees: TreeDocument[] }>(MOST, pipeline =>
    pipeline
      .match(filter)
      .sort({ at: -1 })
      .limit(MOST)
      .addFields({ trees: $.literal(TREE_ID) })
      .lookup({ from: 'organisation', localField: 'trees', foreignField: '_id', as: 'trees' }),
  )
  const departments = rows[0]?.trees[0]?.departments ?? []
  return { found: rows.map(({ trees: _trees, ...claim }) => claim), departments }
}

/** The only door through which a claim leaves the server: to the person it is about. */
function claimView(claim: Claim, departments: Department[]): ClaimView {
  const { _id: id, name, kind, account = '', posts, phone, mail, by, at } = claim
  return {
    id,
    name,
    kind,
    account,
    departments: claim.departments.map(one => pathOf(departments, one)).filter(Boolean),
    posts,
    ...(phone && { phone }),
    ...(mail && { mail }),
    by: by.name,
    at: iso(at),
  }
}

/** Writes the place over the person's own row. Refuses NOT_FOUND when its departments are gone, ALREADY_REGISTERED. */
async function become(
  claim: Claim,
  departments: Department[],
  press: string,
  { actor, now, newId }: Context,
): Promise<Member> {
  const after = joined(actor, claim, departments)
  if (!after.departments.length) refuse('NOT_FOUND', { field: 'departments' })
  const fields = changedProofs(actor, after)
  const change: Change = {
    ...differences(actor, after),
    proofsChanged: lastChange(fields, {
      id: claim._id,
      at: now,
      by: { _id: claim.by.id, name: claim.by.name },
    }),
  }
  const entry = auditRow(actor, {
    id: newId(),
    at: now,
    action: 'acceptClaim',
    target: { kind: 'member', id: actor._id, name: after.name },
    departments: after.departments,
    before: maskedProofs(actor, fields),
    after: maskedProofs(after, fields),
  })
  return rewrite(actor, change, press, noting(entry))
}

/** The row they have then: contacts of their own stay, and duties that slept in the row do not come alive. */
function joined(actor: Member, claim: Claim, departments: Department[]): Member {
  const { name, kind, account, posts, phone, mail, office, qq, wechat } = claim
  const offered = { phone, mail, office, qq, wechat }
  const known = claim.departments.filter(id => departments.some(one => one.id === id))
  const member: Member = {
    ...actor,
    ...Object.fromEntries(Object.entries(offered).filter(([field, value]) => value && !(field in actor))),
    name,
    kind,
    ...(account && { account }),
    departments: known,
    posts,
    duties: [],
    scoped: undefined,
  }
  return { ...member, ...findable(member, departments) }
}

const differences = (before: Member, after: Member): Change =>
  Object.fromEntries(
    Object.entries(after).filter(([field, value]) => before[field as keyof Member] !== value),
  )

/** Closes the claim once, and tells the person who asked. */
async function answer(claim: Claim, state: 'accepted' | 'declined', { now }: Context): Promise<void> {
  const { title, text } = CLAIM_MESSAGES[state]
  const told: Message = {
    id: `${claim._id}-${state}`,
    feature: 'account',
    to: [claim.by.id],
    title,
    text: text(claim.name),
    about: [claim.memberId],
    at: now,
  }
  const asked = claim.by.id === SYSTEM._id ? [] : [told]
  await claims.update({ _id: claim._id, state: 'waiting' }, { state, ...telling(asked) })
}
