import { ERASED_NAME } from '#contract/account'
import { type CollectionHolding, holdings } from '../../../database-schema/holdings'
import { members as schema } from '../../../database-schema/members'
import type { Retention } from '../../../database-schema/schema'
import type { AuditRow } from '../../kernel/audit'
import { _, storage } from '../../kernel/data/cloud'
import { type Fields, type Row, table } from '../../kernel/data/table'
import { members, SYSTEM } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import { DEFAULT_VISIBILITY } from '../../kernel/identity/member-index'
import { toUpdate } from '../../kernel/revise'
import { namesIn, openidsOf } from './collect'

/**
 * Erases a person in every collection. The member's row stays without personal data, because others refer to it.
 * Repeating an interrupted run completes it.
 * @returns false when the person has changed since they were read
 */
export async function erase(person: Member, now: Date): Promise<boolean> {
  const { _id, version, state, erasedAt } = person
  // This write ends the time for withdrawing; its condition spares a person who withdrew after they were read.
  const begun = state === 'left' && erasedAt !== undefined && erasedAt <= now
  const gone = { state: 'left', erasedAt: now, version: version + 1 }
  if (!begun && !(await members.update({ _id, version }, gone))) return false
  const openids = await openidsOf(person)
  for (const holding of holdings) {
    const who = namesIn(holding, person, openids)
    if (who.length) await forget(holding, who)
  }
  if (person.avatar) await storage.remove([person.avatar])
  // The last write takes erasedAt away, so of runs at the same time one makes it.
  const unfinished = { _id, state: 'left', erasedAt: _.exists(true) }
  return members.update(unfinished, { ...toUpdate(anonymous(person)), version: _.inc(1) })
}

/**
 * Erases people from the rows of a holding.
 * @param who identifiers of the people; everyone when absent
 * @param among narrows the rows down
 * @returns the number of changes
 */
export async function forget(
  holding: CollectionHolding,
  who?: string[],
  among: Fields = {},
): Promise<number> {
  const { collection, path, list, erased, files } = holding
  const rows = table<Row>(collection)
  if (erased === 'removed') return rows.removeAll({ ...among, [path]: who ? _.in(who) : _.gt('') })
  const [[first, done]] = Object.entries(erased) as [[string, string | null]]
  const change = (prefix: string) =>
    Object.fromEntries(
      Object.entries(erased).map(([field, value]) => [`${prefix}${field}`, value ?? _.remove()]),
    )
  if (!list) {
    // A missing first field tells that the row was done, also where it is the field that names the person.
    const theirs = { ...among, [first]: _.neq(done), [path]: who ? _.in(who) : _.gt('') }
    if (files) await removeFiles(collection, theirs, { files })
    return rows.updateAll(theirs, change(''))
  }
  const theirs = {
    ...among,
    [list]: _.elemMatch({ [path]: who ? { $in: who } : PEOPLE, [first]: { $ne: done } }),
  }
  // Each update changes one element of each row, because the database addresses only the first match.
  let all = 0
  let some: number
  do {
    some = await rows.updateAll(theirs, { ...change(`${list}.$.`), version: _.inc(1) })
    all += some
  } while (some)
  return all
}

/**
 * Entries of timers name no person and stay. The operators are literal, because `table`
 * refuses others within elemMatch.
 */
const PEOPLE = { $gt: '', $ne: SYSTEM._id }

/** Files removed in one call, and rows read in one call. */
const FILES = 50
const ROWS = 500

/**
 * Removes the files named in these fields of the rows; callers change the rows afterwards, so that
 * a retry still finds the files.
 */
export async function removeFiles(
  collection: string,
  filter: Fields,
  { files = [], paths = [] }: Pick<Retention, 'files' | 'paths'>,
): Promise<void> {
  const fields = Object.fromEntries([...files, ...paths].map(field => [field, 1]))
  for (let rows: (Row & Fields)[] = [{ _id: '' }]; rows.length; ) {
    const after = { ...filter, _id: _.gt(rows.at(-1)!._id) }
    rows = await table(collection).aggregate<Row & Fields>(ROWS, pipeline =>
      pipeline.match(after).sort({ _id: 1 }).limit(ROWS).project(fields),
    )
    const named = JSON.stringify(rows).match(/cloud:\/\/[^"]+/g) ?? []
    const ids = [...named, ...(await idsAt(rows, paths))]
    for (let i = 0; i < ids.length; i += FILES) await storage.remove(ids.slice(i, i + FILES))
  }
}

/** The ids of the files that may be stored at the paths in these fields. */
async function idsAt(rows: Fields[], fields: readonly string[]): Promise<string[]> {
  const paths = rows.flatMap(row => fields.flatMap(field => (row[field] as string | undefined) ?? []))
  if (!paths.length) return []
  const root = await storage.root()
  return paths.map(path => root + path)
}

/** The fields of an erased member: personal fields and all that was given to the person are removed. */
function anonymous({ _id, audit = [] }: Member): Fields {
  const personal = Object.entries(schema.fields).filter(([, field]) => field.personal)
  const emptied = [
    'scoped',
    'frozen',
    'leftAt',
    'erasedAt',
    'consent',
    'reveals',
    'exports',
    'reports',
    'consents',
    'uploads',
    'lookups',
    'bookingClaims',
    'clashes',
    'colleagues',
    'importId',
  ]
  return {
    ...Object.fromEntries([...personal.map(([name]) => name), ...emptied].map(name => [name, undefined])),
    name: ERASED_NAME,
    lastKey: '',
    sortKey: '',
    shows: DEFAULT_VISIBILITY,
    terms: [],
    departments: [],
    posts: [],
    duties: [],
    ...(audit.length && { audit: audit.map(row => withoutName(row, _id)) }),
  }
}

/** An audit entry that the relay has not moved yet. */
const withoutName = ({ before, after, ...row }: AuditRow, id: string): AuditRow => ({
  ...row,
  target: { ...row.target, name: ERASED_NAME },
  by: row.by.id === id ? { id, name: ERASED_NAME } : row.by,
})
