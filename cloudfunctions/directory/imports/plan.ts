import { createHash } from 'node:crypto'
import { type ImportChange, type ImportFault, type ImportView, MAX_DEPARTMENTS } from '#contract/directory'
import { isSystemAdministrator } from '../../kernel/identity/administrators'
import type { Member } from '../../kernel/identity/member'
import { canLock } from '../../kernel/identity/person-view'
import { importAccountAfter, knownAs } from '../organisation/import-account'
import { canBeOffered } from '../organisation/membership-offers'
import { within } from './departments'
import { checkLine, type Report, rosterOf } from './matching'
import type { Entry, Known, Planned } from './model'
import type { PlanContext, Request } from './plan-context'
import { samplesOf } from './samples'
import { headingOf } from './sheet/lines'

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
    const outsider = member && canBeOffered(member)
    if (member && !outsider) checkLine(entry, member, world, report)
    const departments = departmentsOf(entry, member, world, report)
    if (faults.length > before) continue
    const planned = !member
      ? added(entry, departments, world.seed)
      : outsider
        ? offered(entry, member, departments)
        : changed(entry, member, departments, world.actor)
    if (planned) rows.push(planned)
    else same++
  }
  const { leaving, kept, population } = leavingMembers(wish, roster, world)
  rows.push(...leaving)
  const { known, made } = world.places
  if (known.length + made.length > MAX_DEPARTMENTS)
    faults.push({ line: 1, column: headingOf('departments'), reason: `部门最多 ${MAX_DEPARTMENTS} 个` })
  const counts = { new: 0, changed: 0, moved: 0, leaving: 0, offered: 0, same }
  for (const { change } of rows) counts[change]++
  return { rows, counts, samples: samplesOf(rows, [...known, ...made]), kept, faults, population }
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

/** The person is asked; their row stays as it is. */
function offered(entry: Entry, { _id: id, version }: Known, departments: string[]): Planned {
  return { ...added(entry, departments, ''), change: 'offered', id, version }
}

function changed(entry: Entry, member: Known, departments: string[], actor: Member): Planned | undefined {
  const {
    _id: id,
    version,
    name,
    account,
    importAccount,
    kind,
    posts,
    state,
    leftAt,
    shows,
    frozen,
    importId,
  } = member
  const moved = [...departments].sort().join() !== [...member.departments].sort().join()
  const contacts = contactsOf(member)
  const before = present({
    name,
    account,
    importAccount,
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
    importAccount: importAccountAfter(member, entry.account, actor),
    posts: entry.posts ?? posts,
    kind: entry.kind ?? kind,
    departments: moved ? departments : member.departments,
    ...contacts,
    ...contactsOf(entry),
    // A person who left and is named again is back, and frozen if they were: leaving ends no freeze.
    state: state !== 'left' ? state : frozen ? ('frozen' as const) : ('active' as const),
    shows,
  })
  if (!differing(before, after).length) return undefined
  const change = moved ? 'moved' : 'changed'
  const { unproved } = member.proofsChanged ?? {}
  return {
    change,
    id,
    version,
    before: present({ ...before, importId }),
    after,
    ...(unproved && { unproved }),
  }
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
  const missing = (one: Known) => !named.has(one.account!) && !named.has(knownAs(one)) && !taken.has(one)
  const gone = complete ? people.filter(missing) : []
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
