import { type account, COOLING_OFF_DAYS } from '#contract/account'
import { refuse } from '#contract/kernel/errors'
import { DAY, iso } from '#contract/kernel/time'
import { auditEntry } from '../../kernel/audit'
import { members, SYSTEM } from '../../kernel/identity/actor'
import { addAdministrator, removeAdministrator } from '../../kernel/identity/administrators'
import type { Member } from '../../kernel/identity/member'
import type { Context, Handlers } from '../../kernel/serve'
import { meOf } from '../me'
import { reviseMember } from '../member-write'
import { exportPerson } from './export'

export const privacy: Pick<Handlers<typeof account>, 'consent' | 'export' | 'erase' | 'keep'> = {
  async consent({ version }, context) {
    const consent = { version, at: context.now }
    return meOf(await reviseMember(context.actor, 'consent', context, { set: { consent } }))
  },

  async export({ memberId }, context) {
    const person = await subjectOf(memberId, context)
    const audit = consoleAudit(person, 'export', context)
    return exportPerson(person, context, audit && auditEntry(SYSTEM, { at: context.now, ...audit }))
  },

  async erase({ memberId }, context) {
    const person = await subjectOf(memberId, context)
    if (person.erasedAt) return toErasureReply(person)
    await removeAdministrator(person)
    const set = { erasedAt: new Date(+context.now + COOLING_OFF_DAYS * DAY) }
    const audit = consoleAudit(person, 'erase', context)
    return toErasureReply(await reviseMember(person, 'erase', context, { set, audit }))
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

/** The console names its subject; for any other caller the subject is the caller, whatever the input names. */
async function subjectOf(memberId: string | undefined, { actor }: Context): Promise<Member> {
  if (actor !== SYSTEM) return actor
  return (memberId && (await members.first({ _id: memberId }))) || refuse('NOT_FOUND', { field: 'memberId' })
}

/** The console's actions are audited; those of people on their own data are not. */
function consoleAudit(person: Member, action: 'export' | 'erase', { actor, newId }: Context) {
  if (actor !== SYSTEM) return undefined
  const target = { kind: 'member', id: person._id, name: person.name }
  return { id: `${action}-${newId()}`, action, target, departments: person.departments }
}
