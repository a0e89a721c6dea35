import { OFFER_MESSAGES } from '#contract/account.messages'
import type { Department } from '#contract/directory'
import type { AuditAction } from '#contract/features/index'
import { auditEntry, maskMail, maskPhone } from '../../kernel/audit'
import { derivedId } from '../../kernel/derived-id'
import type { Member } from '../../kernel/identity/member'
import type { MembershipOffer, OfferedMember } from '../../kernel/identity/membership-offer'
import { pathOf } from '../../kernel/identity/tree'
import { type Message, toMail } from '../../kernel/messages/message'

/**
 * Whether the person is an outsider, who proved a number but is on no roster, so that only they can confirm the match.
 */
export const canBeOffered = ({ kind, state }: Pick<Member, 'kind' | 'state'>): boolean =>
  kind === 'outside' && state === 'active'

interface Offering {
  by: Pick<Member, '_id' | 'name'>
  at: Date
  action: AuditAction
  departments: readonly Department[]
  importId?: string
}

const FIELDS = [
  'name',
  'kind',
  'account',
  'departments',
  'posts',
  'phone',
  'mail',
  'office',
  'qq',
  'wechat',
] as const satisfies readonly (keyof OfferedMember)[]

/** Makes the offer, with the message to the person and the audit entry. */
export function newOffer(memberId: string, wanted: OfferedMember, offering: Offering): MembershipOffer {
  const said = Object.fromEntries(
    FIELDS.flatMap(field => (wanted[field] ? [[field, wanted[field]]] : [])),
  ) as unknown as OfferedMember
  const _id = derivedId(memberId, JSON.stringify(said))
  const { by, at, importId } = offering
  return {
    ...said,
    _id,
    memberId,
    state: 'waiting',
    by: { id: by._id, name: by.name },
    at,
    ...(importId && { importId }),
    outbox: [question(_id, memberId, said, offering)],
    audit: [entry(_id, memberId, said, offering)],
  }
}

function question(
  id: string,
  memberId: string,
  wanted: OfferedMember,
  { by, at, departments }: Offering,
): Message {
  const { title, text } = OFFER_MESSAGES.asked
  const told = { title, text: text(by.name, pathOf(departments, wanted.departments[0]!)) }
  return {
    id: `${id}-asked`,
    feature: 'account',
    to: [memberId],
    ...told,
    about: [by._id],
    page: '/features/account/offers/offers',
    at,
    sms: { template: 'membershipOffer', values: [by.name] },
    mail: toMail(told),
  }
}

/** Says nothing of the person but what was known before. */
const entry = (id: string, memberId: string, wanted: OfferedMember, { by, at, action }: Offering) =>
  auditEntry(by, {
    id,
    at,
    action,
    target: { kind: 'membershipOffer', id, name: '校外人员' },
    departments: wanted.departments,
    after: {
      name: wanted.name,
      ...(wanted.account && { account: wanted.account }),
      ...(wanted.phone && { phone: maskPhone(wanted.phone) }),
      ...(wanted.mail && { mail: maskMail(wanted.mail) }),
    },
    about: [memberId],
  })
