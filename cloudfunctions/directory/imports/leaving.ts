import type { ImportView } from '#contract/directory'
import { accountKey } from '#contract/kernel/canonical-text'
import { definedFields } from '../../kernel/fields'
import { isSystemAdministrator } from '../../kernel/identity/administrators'
import { canLock } from '../../kernel/identity/person-view'
import { knownAs } from '../organisation/import-account'
import { within } from './departments'
import type { Known, Planned } from './model'
import type { PlanContext, Request } from './plan-context'

interface Leaving {
  leaving: Planned[]
  /** People who are missing and stay. */
  kept: ImportView['kept']
  /** People whom the request could have made leave. */
  population: number
}

/**
 * The people who are not named and administered as a whole. The importer stays, and so do people who administer more.
 */
export function leavingMembers(
  { entries, named, complete }: Request,
  { taken }: { taken: ReadonlySet<Known> },
  world: PlanContext,
): Leaving {
  const { known, reach, actor, now } = world
  const people = known.filter(
    ({ state, kind, account, departments }) =>
      state !== 'left' &&
      kind !== 'outside' &&
      account &&
      (reach === '*' || (departments.length > 0 && departments.every(id => within(reach, id)))),
  )
  const isNamed = (account: string) => named.has(accountKey(account))
  const missing = (one: Known) => !isNamed(one.account!) && !isNamed(knownAs(one)) && !taken.has(one)
  const gone = complete ? people.filter(missing) : []
  const wanted = new Set(entries.flatMap(({ phone, mail }) => [phone, mail]))
  const stays = (one: Known) => isSystemAdministrator(one) || !canLock(one, actor)
  return {
    population: people.length,
    leaving: gone.filter(one => !stays(one)).map(one => toLeaving(one, wanted, now)),
    kept: gone.filter(stays).map(({ name, account = '' }) => ({
      name,
      account,
      reason: '是导入人本人、系统管理员，或者管理的范围比导入人大，不会离开',
    })),
  }
}

/** @param wanted phones and mails that others take in the same run: the leaver gives them up until it is undone */
function toLeaving(member: Known, wanted: ReadonlySet<string | undefined>, now: Date): Planned {
  const { name, account, departments, posts, qq, state, duties, scoped, importId } = member
  const before = definedFields<Planned['after']>({
    name,
    account,
    departments,
    posts,
    qq,
    state,
    duties,
    scoped,
    importId,
  })
  const given = {
    ...(member.phone && wanted.has(member.phone) && { phone: member.phone }),
    ...(member.mail && wanted.has(member.mail) && { mail: member.mail }),
  }
  const { scoped: _, importId: __, ...rest } = before
  const after: Planned['after'] = { ...rest, state: 'left', leftAt: now, duties: [] }
  return {
    change: 'leaving',
    id: member._id,
    version: member.version,
    before: { ...before, ...given },
    after,
  }
}
