import { createHash } from 'node:crypto'
import { CLAIM_MESSAGES } from '#contract/account'
import type { AuditAction, Department } from '#contract/directory'
import type { Member } from '../../kernel/actor'
import { auditRow, maskedMail, maskedPhone } from '../../kernel/audit'
import type { Claim, Claimed } from '../../kernel/claim'
import { asMail, type Message } from '../../kernel/message'
import { pathOf } from '../../kernel/tree'

/** True for somebody who is on no roster and proved a number: only they can say that they are the member meant. */
export const mustAgree = ({ kind, state }: Pick<Member, 'kind' | 'state'>): boolean =>
  kind === 'outside' && state === 'active'

interface Asking {
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
] as const satisfies readonly (keyof Claimed)[]

/** The question to the person, with what they and the audit are told of it. */
export function newClaim(memberId: string, wanted: Claimed, asking: Asking): Claim {
  const said = Object.fromEntries(
    FIELDS.flatMap(field => (wanted[field] ? [[field, wanted[field]]] : [])),
  ) as unknown as Claimed
  const _id = createHash('sha256')
    .update(JSON.stringify([memberId, said]))
    .digest('hex')
    .slice(0, 32)
  const { by, at, importId } = asking
  return {
    ...said,
    _id,
    memberId,
    state: 'waiting',
    by: { id: by._id, name: by.name },
    at,
    ...(importId && { importId }),
    outbox: [question(_id, memberId, said, asking)],
    audit: [entry(_id, memberId, said, asking)],
  }
}

function question(id: string, memberId: string, wanted: Claimed, { by, at, departments }: Asking): Message {
  const { title, text } = CLAIM_MESSAGES.asked
  const told = { title, text: text(by.name, pathOf(departments, wanted.departments[0]!)) }
  return {
    id: `${id}-asked`,
    feature: 'account',
    to: [memberId],
    ...told,
    about: [by._id],
    page: '/features/account/claims/claims',
    at,
    sms: { template: 'claimed', values: [by.name] },
    mail: asMail(told),
  }
}

/** Says nothing of the person but what was known before. */
const entry = (id: string, memberId: string, wanted: Claimed, { by, at, action }: Asking) =>
  auditRow(by, {
    id,
    at,
    action,
    target: { kind: 'claim', id, name: '校外人员' },
    departments: wanted.departments,
    after: {
      name: wanted.name,
      ...(wanted.account && { account: wanted.account }),
      ...(wanted.phone && { phone: maskedPhone(wanted.phone) }),
      ...(wanted.mail && { mail: maskedMail(wanted.mail) }),
    },
    about: [memberId],
  })
