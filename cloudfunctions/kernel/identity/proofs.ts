import { isDeepStrictEqual } from 'node:util'
import { type CodedProof, PROOF, type Proof, type ProofsChanged } from '#contract/account'
import { PROOFS_CHANGED, proofWords } from '#contract/account.messages'
import { accountKey } from '#contract/kernel/canonical-text'
import { iso } from '#contract/kernel/time'
import { maskMail, maskPhone } from '../audit'
import { type Message, toMail } from '../messages/message'
import { administersEverybody, hasAuthorityOver } from './administers'
import type { Member, ProofsChange } from './member'
import { canGrantAll } from './policy'

const PROOFS = Object.keys(PROOF) as Proof[]

type Proofs = Partial<Pick<Member, Proof>>

/** The proofs that differ: fields by which people are found, or prove who they are. */
export const changedProofs = (before: Proofs, after: Proofs): Proof[] =>
  PROOFS.filter(field => comparable(field, before) !== comparable(field, after))

const comparable = (field: Proof, { [field]: value = '' }: Proofs): string =>
  field === 'account' ? accountKey(value) : value

/**
 * True if the actor may write another account, phone or mail into the row, by which its owner is impersonated. Refuses
 * rows of people from outside, who proved theirs, of people who are in a department of another administrator as well, and
 * of people with rights that the actor could not grant.
 */
export const canChangeProofs = (
  actor: Member,
  person: Pick<Member, '_id' | 'kind' | 'duties' | 'departments'>,
): boolean => person._id === actor._id || (person.kind !== 'outside' && hasAuthorityOver(actor, person))

const STANDING = ['name', 'kind', 'posts'] as const
type Standing = (typeof STANDING)[number]

/** The fields by which others recognise a person that differ; an absent new value counts as unchanged. */
export const changedStanding = (
  before: Partial<Pick<Member, Standing>>,
  after: Partial<Pick<Member, Standing>>,
): Standing[] =>
  STANDING.filter(
    field => after[field] !== undefined && !isDeepStrictEqual(before[field] ?? [], after[field]),
  )

/** True if the actor may write another name, kind or posts into the row. */
export const canChangeStanding = (actor: Member, person: Pick<Member, '_id' | 'duties'>): boolean =>
  person._id === actor._id || canGrantAll(actor, person)

interface Fact {
  /** The same when the same press is repeated. */
  id: string
  at: Date
  by: Pick<Member, '_id' | 'name' | 'duties'>
}

/** The proofs to which a code can be sent. */
export const CODED: readonly CodedProof[] = ['phone', 'mail']

/** Coded proofs without the person's own word after a change; that of an administrator of everybody counts as theirs. */
function unprovedAfter(before: readonly CodedProof[], fields: Proof[], own: boolean): CodedProof[] {
  const changed = CODED.filter(field => fields.includes(field))
  return own ? before.filter(field => !changed.includes(field)) : [...new Set([...before, ...changed])]
}

export const proofsChangedView = ({ at, by, fields }: ProofsChange): ProofsChanged => ({
  at: iso(at),
  by: by.name,
  fields,
})

/**
 * Additions to a write that changes proofs: the author, shown to those who grant the person rights later, and the
 * message to the person. Empty where all proofs stay as they are.
 */
export function proofsChange(
  before: Proofs & Pick<Member, '_id' | 'proofsChanged'>,
  after: Proofs,
  fact: Fact,
): { proofsChanged?: ProofsChange; messages: Message[] } {
  const fields = changedProofs(before, after)
  if (!fields.length) return { messages: [] }
  const { at, by } = fact
  const own = by._id === before._id || administersEverybody(by)
  const unproved = unprovedAfter(before.proofsChanged?.unproved ?? [], fields, own)
  return {
    proofsChanged: {
      at,
      by: { id: by._id, name: by.name },
      fields,
      ...(unproved.length && { unproved }),
    },
    messages: [proofsMessage(before, after, fields, fact)],
  }
}

/**
 * The author of a new row's proofs, where an administrator of some departments wrote a phone or mail that the person has
 * yet to prove. Empty otherwise.
 */
export function firstProofs(member: Proofs & Pick<Member, '_id'>, fact: Fact): Pick<Member, 'proofsChanged'> {
  const { proofsChanged } = proofsChange({ _id: member._id }, member, fact)
  return proofsChanged?.unproved ? { proofsChanged } : {}
}

const MASKED: Record<Proof, (value: string) => string> = {
  account: value => value,
  phone: maskPhone,
  mail: maskMail,
}

/** The fields as an audit entry and a message may show them. */
export const maskedProofs = (proofs: Proofs, fields: readonly Proof[]): Partial<Record<Proof, string>> =>
  Object.fromEntries(fields.map(field => [field, proofs[field] ? MASKED[field](proofs[field]) : '']))

const changeWords = (before: Proofs, after: Proofs, fields: readonly Proof[]): string => {
  const [from, to] = [maskedProofs(before, fields), maskedProofs(after, fields)]
  return fields.map(field => `${PROOF[field]}（${from[field] || '无'} → ${to[field] || '无'}）`).join('、')
}

/**
 * Message to the person: in the app, at their present addresses and at the former ones. Nothing is sent to the first
 * address of a person who had none: it may be the attacker's.
 */
function proofsMessage(
  before: Proofs & Pick<Member, '_id'>,
  after: Proofs,
  fields: Proof[],
  { id, at, by }: Fact,
): Message {
  const { title, text } = PROOFS_CHANGED
  const who = by._id === before._id ? '你自己' : by.name
  const told = { title, text: text(changeWords(before, after, fields), who) }
  const former = (['phone', 'mail'] as const).flatMap(field =>
    fields.includes(field) && before[field] ? [before[field]] : [],
  )
  return {
    id: `${id}-proofs`,
    feature: 'account',
    to: [before._id],
    ...told,
    ...(by._id !== before._id && { about: [by._id] }),
    at,
    ...((before.phone || before.mail) && {
      former,
      sms: { template: 'proofsChanged', values: [proofWords(fields), who] },
      mail: toMail(told),
    }),
  }
}
