import { type account, COOLING_OFF_DAYS } from '#contract/account'
import { ERASING } from '#contract/account.messages'
import { accountPages } from '#contract/features/account'
import { refuse } from '#contract/kernel/errors'
import { DAY, dateOf, iso } from '#contract/kernel/time'
import { auditEntry } from '../../kernel/audit'
import { operationKey } from '../../kernel/idempotency'
import { members, SYSTEM } from '../../kernel/identity/actor'
import { addAdministrator, removeAdministrator } from '../../kernel/identity/administrators'
import type { Member } from '../../kernel/identity/member'
import { type Message, toMail } from '../../kernel/messages/message'
import { consume, type RateLimit } from '../../kernel/rate-limit'
import type { Context, Handlers } from '../../kernel/serve'
import { meOf } from '../me'
import { reviseMember } from '../member-write'
import { exportPerson } from './export'

/** Each reads everything that is held about a person, and stores two files. */
const EXPORTS: RateLimit = { field: 'exports', most: 5, within: DAY }

export const privacy: Pick<Handlers<typeof account>, 'consent' | 'export' | 'erase' | 'keep'> = {
  async consent({ version }, context) {
    const consent = { version, at: context.now }
    return meOf(await reviseMember(context.actor, 'consent', context, { set: { consent } }))
  },

  async export({ memberId }, context) {
    const person = await subjectOf(memberId, context)
    const { actor, now, key } = context
    if (actor !== SYSTEM) await consume(EXPORTS, { actor, now, key: operationKey('export', key) })
    const audit = consoleAudit(person, 'export', context)
    return exportPerson(person, context, audit && auditEntry(SYSTEM, { at: context.now, ...audit }))
  },

  async erase({ memberId }, context) {
    const person = await subjectOf(memberId, context)
    if (person.erasedAt) return toErasureReply(person)
    await removeAdministrator(person)
    const erasedAt = new Date(+context.now + COOLING_OFF_DAYS * DAY)
    const audit = consoleAudit(person, 'erase', context)
    const messages = [erasingMessage(person, erasedAt, context)]
    return toErasureReply(
      await reviseMember(person, 'erase', context, { set: { erasedAt }, audit, messages }),
    )
  },

  async keep(_, context) {
    const { actor } = context
    const change = { set: { erasedAt: undefined } }
    const member = actor.erasedAt ? await reviseMember(actor, 'keep', context, change) : actor
    // A retry does this, too, because the first attempt may have ended before it.
    await addAdministrator(member)
    return meOf(member)
  },
}

/** The console gets the date also for members who are frozen or have left. */
const toErasureReply = async (person: Member) => ({
  ...(await meOf(person)),
  erasedAt: iso(person.erasedAt!),
})

/**
 * The caller, or the member whom the console names.
 * @throws Refusal FORBIDDEN for a member named by anybody else, NOT_FOUND for none
 */
async function subjectOf(memberId: string | undefined, { actor }: Context): Promise<Member> {
  if (actor !== SYSTEM) return memberId ? refuse('FORBIDDEN', { field: 'memberId' }) : actor
  return (memberId && (await members.first({ _id: memberId }))) || refuse('NOT_FOUND', { field: 'memberId' })
}

/** Goes out by SMS and mail as well, because another person may hold the member's phone. */
function erasingMessage(
  { _id, version }: Member,
  erasedAt: Date,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
): Message {
  const on = dateOf(+erasedAt)
  const words = { title: ERASING.title, text: ERASING.text(on, actor === SYSTEM ? SYSTEM.name : '你') }
  return {
    id: `erasing-${_id}-${version}`,
    feature: 'account',
    to: [_id],
    ...words,
    page: accountPages.privacy,
    at: now,
    sms: { template: 'erasing', values: [on] },
    mail: toMail(words),
  }
}

/** The console's actions are audited; those of people on their own data are not. */
function consoleAudit(person: Member, action: 'export' | 'erase', { actor, newId }: Context) {
  if (actor !== SYSTEM) return undefined
  const target = { kind: 'member', id: person._id, name: person.name }
  return { id: `${action}-${newId()}`, action, target, departments: person.departments }
}
