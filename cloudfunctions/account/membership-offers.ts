import type { account, MembershipOfferView } from '#contract/account'
import { OFFER_MESSAGES } from '#contract/account.messages'
import type { Department } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import { iso } from '#contract/kernel/time'
import { $ } from '../kernel/data/cloud'
import type { Fields } from '../kernel/data/table'
import { operationKey } from '../kernel/idempotency'
import { members, SYSTEM } from '../kernel/identity/actor'
import type { Member } from '../kernel/identity/member'
import { searchFields } from '../kernel/identity/member-index'
import { type MembershipOffer, membershipOffers } from '../kernel/identity/membership-offer'
import { changedProofs, maskedProofs } from '../kernel/identity/proofs'
import { pathOf, TREE_ID, type TreeDocument } from '../kernel/identity/tree'
import { type Message, withMessages } from '../kernel/messages/message'
import { differences } from '../kernel/revise'
import type { Context, Handlers } from '../kernel/serve'
import { meOf } from './me'
import { reviseMember } from './member-write'

/** The most offers shown at once; people hardly get more. */
const MAX_OFFERS = 20

export const offerHandlers: Pick<Handlers<typeof account>, 'offers' | 'acceptOffer' | 'declineOffer'> = {
  async offers(_input, { actor }) {
    if (actor.kind !== 'outside') return { items: [] }
    const { found, departments } = await offersWhere({ memberId: actor._id, state: 'waiting' })
    return { items: found.map(offer => offerView(offer, departments)) }
  },

  async acceptOffer({ id }, context) {
    const { key } = context
    const press = operationKey('acceptOffer', key)
    const isDoneBy = (member: Member) => press !== '' && member.lastKey === press
    const { found, departments } = await offersWhere({ memberId: context.actor._id, _id: id })
    const offer = found[0] ?? refuse('NOT_FOUND', { field: 'id' })
    const open = offer.state === 'waiting' && context.actor.kind === 'outside'
    // The same press, sent twice at once, may have been done after the caller was read.
    const before = open || isDoneBy(context.actor)
    const actor = (before ? undefined : await members.first({ _id: context.actor._id })) ?? context.actor
    const pressed = isDoneBy(actor)
    if (!open && !pressed) refuse('NOT_FOUND', { field: 'id' })
    const member = pressed ? actor : await become(offer, departments, context)
    // A retry does this, too, because the first attempt may have ended before it.
    await answer(offer, 'accepted', context)
    return meOf(member)
  },

  async declineOffer({ id }, context) {
    const [offer] = await membershipOffers.find({ memberId: context.actor._id, _id: id }, 1)
    if (!offer || offer.state === 'accepted') refuse('NOT_FOUND', { field: 'id' })
    await answer(offer, 'declined', context)
    return { id }
  },
}

/** The latest offers that match, with the organisation, in one call. */
async function offersWhere(filter: Fields): Promise<{ found: MembershipOffer[]; departments: Department[] }> {
  const rows = await membershipOffers.aggregate<MembershipOffer & { trees: TreeDocument[] }>(
    MAX_OFFERS,
    pipeline =>
      pipeline
        .match(filter)
        .sort({ at: -1 })
        .limit(MAX_OFFERS)
        .addFields({ trees: $.literal(TREE_ID) })
        .lookup({ from: 'organisation', localField: 'trees', foreignField: '_id', as: 'trees' }),
  )
  const departments = rows[0]?.trees[0]?.departments ?? []
  return { found: rows.map(({ trees: _trees, ...offer }) => offer), departments }
}

/** The only door through which an offer leaves the server: to the person it is about. */
function offerView(offer: MembershipOffer, departments: Department[]): MembershipOfferView {
  const { _id: id, name, kind, account = '', posts, phone, mail, by, at } = offer
  return {
    id,
    name,
    kind,
    account,
    departments: offer.departments.map(one => pathOf(departments, one)).filter(Boolean),
    posts,
    ...(phone && { phone }),
    ...(mail && { mail }),
    by: by.name,
    at: iso(at),
  }
}

/** Writes the place over the person's own row. Refuses NOT_FOUND when its departments are gone, ALREADY_REGISTERED. */
async function become(offer: MembershipOffer, departments: Department[], context: Context): Promise<Member> {
  const { actor } = context
  const after = joined(actor, offer, departments)
  if (!after.departments.length) refuse('NOT_FOUND', { field: 'departments' })
  const fields = changedProofs(actor, after)
  return reviseMember(actor, 'acceptOffer', context, {
    set: {
      ...differences(actor, after),
      ...(fields.length && { proofsChanged: { at: context.now, by: offer.by, fields } }),
    },
    audit: {
      action: 'acceptOffer',
      target: { kind: 'member', id: actor._id, name: after.name },
      departments: after.departments,
      before: maskedProofs(actor, fields),
      after: maskedProofs(after, fields),
    },
  })
}

/** The row after accepting: own contacts stay, and dormant duties of the row end. */
function joined(actor: Member, offer: MembershipOffer, departments: Department[]): Member {
  const { name, kind, account, posts, phone, mail, office, qq, wechat } = offer
  const offered = { phone, mail, office, qq, wechat }
  const known = offer.departments.filter(id => departments.some(one => one.id === id))
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
  return { ...member, ...searchFields(member, departments) }
}

/** Closes the offer once, and tells the administrator who made it. */
async function answer(
  offer: MembershipOffer,
  state: 'accepted' | 'declined',
  { now }: Context,
): Promise<void> {
  const { title, text } = OFFER_MESSAGES[state]
  const told: Message = {
    id: `${offer._id}-${state}`,
    feature: 'account',
    to: [offer.by.id],
    title,
    text: text(offer.name),
    about: [offer.memberId],
    at: now,
  }
  const asked = offer.by.id === SYSTEM._id ? [] : [told]
  await membershipOffers.update({ _id: offer._id, state: 'waiting' }, { state, ...withMessages(asked) })
}
