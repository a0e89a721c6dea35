import { createHash } from 'node:crypto'
import { type ImportChange, type ImportFault, type ImportView, MAX_DEPARTMENTS } from '#contract/directory'
import { accountKey } from '#contract/kernel/canonical-text'
import { definedFields } from '../../kernel/fields'
import type { Member } from '../../kernel/identity/member'
import { differences } from '../../kernel/revise'
import { importAccountAfter } from '../organisation/import-account'
import { canBeOffered } from '../organisation/membership-offers'
import { tooLargeExchanges } from './chunks'
import { within } from './departments'
import { leavingMembers } from './leaving'
import { checkLine, clashesOf, FOREIGN, isForeign, type Report, rosterOf } from './matching'
import type { Entry, Known, Planned } from './model'
import type { PlanContext, Request } from './plan-context'
import { type Match, recogniseRenames } from './renames'
import { samplesOf } from './samples'
import { type Column, headingOf } from './sheet/lines'

export interface Plan {
  rows: Planned[]
  counts: Record<ImportChange, number>
  samples: ImportView['samples']
  kept: ImportView['kept']
  faults: ImportFault[]
  /** The number of people that the request could have made leave. */
  population: number
  /** Lines whose faults are about people outside the importer's administration. */
  foreign: number
}

type Fields = Planned['after']

const CONTACTS = ['wechat', 'phone', 'mail', 'office', 'qq'] as const

/** Compares the requested people with the roster: a change for every person who differs. */
export function planOf(wish: Request, world: PlanContext): Plan {
  const faults: ImportFault[] = []
  const roster = rosterOf(wish, world)
  const matches: Match[] = wish.entries.map(entry => ({ entry, member: roster.find(entry) }))
  const { leaving, kept, population } = leavingMembers(wish, roster, world)
  const gone = new Set(leaving.map(({ id }) => id))
  const leaves = (one: Known) => gone.has(one._id)
  recogniseRenames(matches, world.places, world.known, leaves)
  const reportClashes = clashesOf(matches, world.known, leaves, world.actor)
  const rows = [...leaving]
  let [same, foreign] = [0, 0]
  for (const match of matches) {
    const before = faults.length
    const report: Report = (column, reason) =>
      faults.push({
        line: match.entry.line,
        column: column && headingOf(column as Column),
        reason,
      })
    if (isForeign(match, world.actor)) report('', FOREIGN)
    const isHit = faults.length > before || reportClashes(match, report)
    if (isHit) foreign++
    const planned = isHit ? undefined : plannedOf(match, world, report)
    if (faults.length > before) continue
    if (planned) rows.push(planned)
    else same++
  }
  const kepts = withoutLargeExchanges(rows, faults)
  faults.push(...tooManyDepartments(world))
  const counts = { new: 0, changed: 0, moved: 0, leaving: 0, offered: 0, same }
  for (const { change } of kepts) counts[change]++
  const samples = samplesOf(kepts, world.places.after())
  return { rows: kepts, counts, samples, kept, faults, population, foreign }
}

/** The change of one line; undefined for none. */
function plannedOf({ entry, member }: Match, world: PlanContext, report: Report): Planned | undefined {
  const outsider = member && canBeOffered(member)
  if (member && !outsider) checkLine(entry, member, world, report)
  const departments = departmentsOf(entry, member, world, report)
  if (!member) return added(entry, departments, world.seed)
  return outsider ? offered(entry, member, departments) : changed(entry, member, departments, world.actor)
}

/** Without the people of exchanges that are too large, whom a fault names. */
function withoutLargeExchanges(rows: Planned[], faults: ImportFault[]): Planned[] {
  const large = new Set(tooLargeExchanges(rows))
  if (!large.size) return rows
  const reason = `有 ${large.size} 人互换账号、手机或邮箱，像是某一列错了行；确实要换，请分几次导入`
  faults.push({ line: 1, column: '', reason })
  return rows.filter(row => !large.has(row))
}

/** New departments of one import by somebody who does not administer the whole organisation. */
const MAX_NEW = 100

function tooManyDepartments({ places: { known, made }, reach }: PlanContext): ImportFault[] {
  const column = headingOf('departments')
  if (reach !== '*' && made.length > MAX_NEW)
    return [{ line: 1, column, reason: `一次导入最多新建 ${MAX_NEW} 个部门，这张表要新建 ${made.length} 个` }]
  return known.length + made.length > MAX_DEPARTMENTS
    ? [{ line: 1, column, reason: `部门最多 ${MAX_DEPARTMENTS} 个` }]
    : []
}

/** The ids of the departments. The actor must administer those that the member leaves as well as those they join. */
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
      report('departments', `“${path.join('/')}”不在你的管理范围内`)
    return id ?? ''
  })
  if (before.some(id => !found.includes(id) && !within(reach, id)))
    report('departments', '他还在你管理范围以外的部门里，不能由你移出')
  return found
}

function added(entry: Entry, departments: string[], seed: string): Planned {
  const { line: _line, departments: _paths, kind = 'staff', posts = [], ...rest } = entry
  const id = createHash('sha256')
    .update(`${seed}\n${accountKey(entry.account)}`)
    .digest('hex')
    .slice(0, 32)
  return { change: 'new', id, version: 0, before: {}, after: { ...rest, kind, posts, departments } }
}

/** An outsider gets a membership offer; their row stays as it is until they accept. */
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
  const before = definedFields<Fields>({
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
  const after = definedFields<Fields>({
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
  if (!Object.keys(differences(before, after)).length) return undefined
  return {
    change: moved ? 'moved' : 'changed',
    id,
    version,
    before: definedFields({ ...before, importId }),
    after,
  }
}

const contactsOf = (one: Pick<Known, (typeof CONTACTS)[number]>): Fields =>
  Object.fromEntries(CONTACTS.flatMap(contact => (one[contact] ? [[contact, one[contact]]] : [])))
