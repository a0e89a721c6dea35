import { createHash } from 'node:crypto'
import { type ImportChange, type ImportFault, type ImportView, MAX_DEPARTMENTS } from '#contract/directory'
import { isSystemAdministrator } from '../../kernel/identity/administrators'
import type { Member } from '../../kernel/identity/member'
import { canLock } from '../../kernel/identity/person-view'
import { canGrant } from '../../kernel/identity/policy'
import { type Places, type Reach, within } from './departments'
import type { Entry, Known, Planned } from './model'
import { samplesOf } from './samples'
import { headingOf } from './sheet/lines'

export interface Request {
  entries: Entry[]
  /** Accounts of all lines, also of those with faults. */
  named: ReadonlySet<string>
  /** Who is not named is leaving. */
  complete: boolean
}

/** What the wish is held against. */
export interface PlanContext {
  known: Known[]
  places: Places
  reach: Reach
  actor: Member
  /** What ids of new members are derived from. */
  seed: string
  now: Date
}

export interface Plan {
  rows: Planned[]
  counts: Record<ImportChange, number>
  samples: ImportView['samples']
  kept: ImportView['kept']
  faults: ImportFault[]
  /** How many people the wish could have made leave. */
  population: number
}

type Fields = Planned['after']

const CONTACTS = ['wechat', 'phone', 'mail', 'office', 'qq'] as const

/** Holds what is wished against who is there: a change for every person who differs. */
export function planOf(wish: Request, world: PlanContext): Plan {
  const faults: ImportFault[] = []
  const roster = rosterOf(wish, world)
  const rows: Planned[] = []
  let same = 0
  for (const entry of wish.entries) {
    const member = roster.find(entry)
    const report = (column: keyof Entry, reason: string) =>
      faults.push({ line: entry.line, column: headingOf(column as never), reason })
    const before = faults.length
    roster.clashes(entry, member, report)
    if (member && !canRebind(world, member)) reportProofs(entry, member, report)
    const departments = departmentsOf(entry, member, world, report)
    if (faults.length > before) continue
    const planned = member ? changed(entry, member, departments) : added(entry, departments, world.seed)
    if (planned) rows.push(planned)
    else same++
  }
  const { leaving, kept, population } = leavingMembers(wish, roster, world)
  rows.push(...leaving)
  const { known, made } = world.places
  if (known.length + made.length > MAX_DEPARTMENTS)
    faults.push({ line: 1, column: headingOf('departments'), reason: `部门最多 ${MAX_DEPARTMENTS} 个` })
  const counts = { new: 0, changed: 0, moved: 0, leaving: 0, same }
  for (const { change } of rows) counts[change]++
  return { rows, counts, samples: samplesOf(rows, [...known, ...made]), kept, faults, population }
}

type Report = (column: keyof Entry, reason: string) => void

/** Who of the roster an entry stands for, and whose contacts nobody else may have. */
function rosterOf({ named, complete }: Request, { known, reach }: PlanContext) {
  const by = (column: 'account' | 'phone' | 'mail') =>
    new Map(known.filter(one => one[column]).map(one => [one[column]!, one]))
  const accounts = by('account')
  const contacts = { phone: by('phone'), mail: by('mail') }
  const taken = new Set<Known>()
  /** Who came from outside, or back under another account, is that person; nobody else is taken for one. */
  const same = (one: Known, name: string): boolean => {
    if (taken.has(one) || (one.account && named.has(one.account))) return false
    if (one.kind === 'outside' || !one.account) return true
    const leaving = complete && one.departments.every(id => within(reach, id))
    return one.name === name && (one.state === 'left' || leaving)
  }
  return {
    taken,
    find({ account, phone, mail, name }: Entry): Known | undefined {
      const owner = accounts.get(account) ?? contacts.phone.get(phone ?? '') ?? contacts.mail.get(mail ?? '')
      const found = owner && (owner.account === account || same(owner, name)) ? owner : undefined
      if (found) taken.add(found)
      return found
    },
    clashes(entry: Entry, member: Known | undefined, report: Report): void {
      for (const column of ['phone', 'mail'] as const) {
        const owner = contacts[column].get(entry[column] ?? '')
        if (owner && owner !== member) report(column, `这个${headingOf(column)}已属于另一位成员`)
      }
    },
  }
}

/** Who holds more than the importer gets no number from them that somebody else could join with. */
const canRebind = ({ actor }: PlanContext, member: Known): boolean =>
  member._id === actor._id || member.duties.every(held => canGrant(actor, held))

function reportProofs(entry: Entry, member: Known, report: Report): void {
  for (const column of ['phone', 'mail'] as const)
    if (entry[column] && entry[column] !== member[column])
      report(column, `他持有你没有的权限，${headingOf(column)}不能由你修改`)
}

/** The ids of the departments; whoever is moved must be administered where they come from and where they go. */
function departmentsOf(
  entry: Entry,
  member: Known | undefined,
  world: PlanContext,
  report: Report,
): string[] {
  const { places, reach } = world
  const before = member?.departments ?? []
  if (member?.account && !before.some(id => within(reach, id)) && reach !== '*')
    report('account', '这个账号的人不在你的管理范围内')
  const found = entry.departments.map(path => {
    const id = places.find(path)
    if (!id || !(places.mayHold(id) || before.includes(id)))
      report('departments', `“${path}”不在你的管理范围内`)
    return id ?? ''
  })
  if (before.some(id => !found.includes(id) && !within(reach, id)))
    report('departments', '他还在你管理范围以外的部门里，不能由你移出')
  return found
}

function added(entry: Entry, departments: string[], seed: string): Planned {
  const { line: _line, departments: _paths, kind = 'staff', posts = [], ...rest } = entry
  const id = createHash('sha256').update(`${seed}\n${entry.account}`).digest('hex').slice(0, 32)
  return { change: 'new', id, version: 0, before: {}, after: { ...rest, kind, posts, departments } }
}

function changed(entry: Entry, member: Known, departments: string[]): Planned | undefined {
  const { _id: id, version, name, account, kind, posts, state, leftAt, shows, importId } = member
  const moved = [...departments].sort().join() !== [...member.departments].sort().join()
  const contacts = contactsOf(member)
  const before = present({
    name,
    account,
    kind,
    posts,
    departments: member.departments,
    ...contacts,
    state,
    leftAt,
    shows,
  })
  const after = present({
    name: entry.name,
    account: entry.account,
    posts: entry.posts ?? posts,
    kind: entry.kind ?? (kind === 'outside' ? 'staff' : kind),
    departments: moved ? departments : member.departments,
    ...contacts,
    ...contactsOf(entry),
    // Who left and is named again is back.
    ...(state === 'left' ? { state: 'active' as const } : { state }),
    shows,
  })
  if (!differing(before, after).length) return undefined
  return { change: moved ? 'moved' : 'changed', id, version, before: present({ ...before, importId }), after }
}

/** The fields that are not the same in both. */
export const differing = (before: Fields, after: Fields): (keyof Fields)[] =>
  ([...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Fields)[]).filter(
    field => field !== 'importId' && JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  )

const contactsOf = (one: Pick<Known, (typeof CONTACTS)[number]>): Fields =>
  Object.fromEntries(CONTACTS.flatMap(contact => (one[contact] ? [[contact, one[contact]]] : [])))

const present = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** Who is not named and administered as a whole; who imports, or administers more than they do, stays. */
function leavingMembers({ named, complete }: Request, { taken }: { taken: Set<Known> }, world: PlanContext) {
  const { known, reach, actor, now } = world
  const people = known.filter(
    ({ state, kind, account, departments }) =>
      state !== 'left' &&
      kind !== 'outside' &&
      account &&
      (reach === '*' || (departments.length > 0 && departments.every(id => within(reach, id)))),
  )
  const gone = complete ? people.filter(one => !named.has(one.account!) && !taken.has(one)) : []
  const stays = (one: Known) => isSystemAdministrator(one) || !canLock(one, actor)
  return {
    population: people.length,
    leaving: gone.filter(one => !stays(one)).map(one => toLeaving(one, now)),
    kept: gone.filter(stays).map(({ name, account = '' }) => ({
      name,
      account,
      reason: '是导入人本人、系统管理员，或者管理的范围比导入人大，不会离开',
    })),
  }
}

function toLeaving(member: Known, now: Date): Planned {
  const { name, account, departments, posts, qq, state, duties, scoped, importId } = member
  const before = present({ name, account, departments, posts, qq, state, duties, scoped, importId })
  const { scoped: _, importId: __, ...rest } = before
  const after: Fields = { ...rest, state: 'left', leftAt: now, duties: [] }
  return { change: 'leaving', id: member._id, version: member.version, before, after }
}
