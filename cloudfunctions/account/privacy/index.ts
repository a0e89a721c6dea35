import { type account, COOLING_OFF_DAYS } from '#contract/account'
import { refuse } from '#contract/kernel/errors'
import { DAY, iso } from '#contract/kernel/time'
import { auditEntry, withAudit } from '../../kernel/audit'
import { operationKey } from '../../kernel/idempotency'
import { members, SYSTEM } from '../../kernel/identity/actor'
import { addAdministrator, removeAdministrator } from '../../kernel/identity/administrators'
import type { Member } from '../../kernel/identity/member'
import type { Context, Handlers } from '../../kernel/serve'
import { meOf } from '../me'
import { updateMember } from '../member-write'
import { exportPerson } from './export'

export const privacy: Pick<Handlers<typeof account>, 'consent' | 'export' | 'erase' | 'keep'> = {
  async consent({ version }, { actor, now, key }) {
    return meOf(await updateMember(actor, { consent: { version, at: now } }, operationKey('consent', key)))
  },

  async export({ memberId }, context) {
    const person = await subjectOf(memberId, context)
    return exportPerson(person, context, consoleAudit(person, 'export', context))
  },

  async erase({ memberId }, context) {
    const { now, key } = context
    const person = await subjectOf(memberId, context)
    if (person.erasedAt) return toErasureReply(person)
    await removeAdministrator(person)
    const change = { erasedAt: new Date(+now + COOLING_OFF_DAYS * DAY) }
    const entry = consoleAudit(person, 'erase', context)
    return toErasureReply(
      await updateMember(person, change, operationKey('erase', key), entry && withAudit(entry)),
    )
  },

  async keep(_, { actor, key }) {
    const press = operationKey('keep', key)
    const member = actor.erasedAt ? await updateMember(actor, { erasedAt: undefined }, press) : actor
    // Also when the press is repeated: it may have been interrupted before this.
    await addAdministrator(member)
    return meOf(member)
  },
}

/** The console hears when, also of somebody who is frozen or has left. */
const toErasureReply = async (person: Member) => ({
  ...(await meOf(person)),
  erasedAt: iso(person.erasedAt!),
})

/** The caller; whom the console names where the console calls. What anybody else names means nothing. */
async function subjectOf(memberId: string | undefined, { actor }: Context): Promise<Member> {
  if (actor !== SYSTEM) return actor
  return (memberId && (await members.first({ _id: memberId }))) || refuse('NOT_FOUND', { field: 'memberId' })
}

/** What the console does is noted; what people do with their own data is theirs. */
function consoleAudit(person: Member, action: 'export' | 'erase', { actor, now, newId }: Context) {
  if (actor !== SYSTEM) return undefined
  const target = { kind: 'member', id: person._id, name: person.name }
  return auditEntry(actor, {
    id: `${action}-${newId()}`,
    at: now,
    action,
    target,
    departments: person.departments,
  })
}
