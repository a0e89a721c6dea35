import { type account, COOLING_OFF_DAYS } from '#contract/account'
import { refuse } from '#contract/kernel/errors'
import { DAY, iso } from '#contract/kernel/time'
import { type Member, members, SYSTEM } from '../../kernel/actor'
import { stepDown, stepUp } from '../../kernel/administrators'
import { auditRow, noting } from '../../kernel/audit'
import { pressOf } from '../../kernel/press'
import type { Context, Handlers } from '../../kernel/serve'
import { rewrite } from '../change'
import { meOf } from '../me'
import { exported } from './export'

export const privacy: Pick<Handlers<typeof account>, 'consent' | 'export' | 'erase' | 'keep'> = {
  async consent({ version }, { actor, now, key }) {
    return meOf(await rewrite(actor, { consent: { version, at: now } }, pressOf('consent', key)))
  },

  async export({ memberId }, context) {
    const person = await whose(memberId, context)
    return exported(person, context, byConsole(person, 'export', context))
  },

  async erase({ memberId }, context) {
    const { now, key } = context
    const person = await whose(memberId, context)
    if (person.erasedAt) return leaving(person)
    await stepDown(person)
    const change = { erasedAt: new Date(+now + COOLING_OFF_DAYS * DAY) }
    const entry = byConsole(person, 'erase', context)
    return leaving(await rewrite(person, change, pressOf('erase', key), entry && noting(entry)))
  },

  async keep(_, { actor, key }) {
    const press = pressOf('keep', key)
    const member = actor.erasedAt ? await rewrite(actor, { erasedAt: undefined }, press) : actor
    // Also when the press is repeated: it may have been interrupted before this.
    await stepUp(member)
    return meOf(member)
  },
}

/** The console hears when, also of somebody who is frozen or has left. */
const leaving = async (person: Member) => ({ ...(await meOf(person)), erasedAt: iso(person.erasedAt!) })

/** The caller; whom the console names where the console calls. What anybody else names means nothing. */
async function whose(memberId: string | undefined, { actor }: Context): Promise<Member> {
  if (actor !== SYSTEM) return actor
  return (memberId && (await members.first({ _id: memberId }))) || refuse('NOT_FOUND', { field: 'memberId' })
}

/** What the console does is noted; what people do with their own data is theirs. */
function byConsole(person: Member, action: 'export' | 'erase', { actor, now, newId }: Context) {
  if (actor !== SYSTEM) return undefined
  const target = { kind: 'member', id: person._id, name: person.name }
  return auditRow(actor, {
    id: `${action}-${newId()}`,
    at: now,
    action,
    target,
    departments: person.departments,
  })
}
