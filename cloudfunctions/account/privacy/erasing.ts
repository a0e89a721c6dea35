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
 * Erases somebody for good, everywhere; interrupted anywhere, it can run again. The row stays, because others point to
 * it, but nothing in it says who it was.
 */
export async function erase(person: Member, now: Date): Promise<boolean> {
  const { _id, version, state, erasedAt } = person
  // From here on they cannot change their mind any more; who has come back since they were read stays.
  const begun = state === 'left' && erasedAt !== undefined && erasedAt <= now
  const gone = { state: 'left', erasedAt: now, ...(state !== 'left' && { version: version + 1 }) }
  if (!begun && !(await members.update({ _id, version }, gone))) return false
  const openids = await openidsOf(person)
  for (const holding of holdings) {
    const who = namesIn(holding, person, openids)
    if (who.length) await forget(holding, who)
  }
  if (person.avatar) await storage.remove([person.avatar])
  return members.update({ _id }, { ...toUpdate(anonymous(person)), state: 'left', version: _.inc(1) })
}

/**
 * Lets go of somebody in the rows of a holding, or of everybody; answers how many changes that took.
 * @param among narrows the rows down
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
    // Where the field that names them goes, its absence tells.
    const theirs = { ...among, [first]: _.neq(done), [path]: who ? _.in(who) : _.gt('') }
    if (files) await removeFiles(collection, theirs, { files })
    return rows.updateAll(theirs, change(''))
  }
  const theirs = {
    ...among,
    [list]: _.elemMatch({ [path]: who ? { $in: who } : PEOPLE, [first]: { $ne: done } }),
  }
  // One element of each row at a time: the database names only the first that matches.
  let all = 0
  let some: number
  do {
    some = await rows.updateAll(theirs, { ...change(`${list}.$.`), version: _.inc(1) })
    all += some
  } while (some)
  return all
}

/** What the clock did stays said. Written literally: see `table`. */
const PEOPLE = { $gt: '', $ne: SYSTEM._id }

/** Files removed at once, and rows looked at at once. */
const FILES = 50
const ROWS = 500

/** Whatever these fields of the rows name goes from storage; to be done while the rows still say what that is. */
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

/** Ids of the files that may lie at the paths in these fields. */
async function idsAt(rows: Fields[], fields: readonly string[]): Promise<string[]> {
  const paths = rows.flatMap(row => fields.flatMap(field => (row[field] as string | undefined) ?? []))
  if (!paths.length) return []
  const root = await storage.root()
  return paths.map(path => root + path)
}

/** The fields of a row that nobody can be told from: personal ones go, and so does all that was given to the person. */
function anonymous({ _id, audit = [] }: Member): Fields {
  const personal = Object.entries(schema.fields).filter(([, field]) => field.personal)
  const emptied = [
    'scoped',
    'frozen',
    'leftAt',
    'erasedAt',
    'consent',
    'reveals',
    'lookups',
    'bookingClaims',
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

/** An entry that has not reached the log yet. */
const withoutName = ({ before, after, ...row }: AuditRow, id: string): AuditRow => ({
  ...row,
  target: { ...row.target, name: ERASED_NAME },
  by: row.by.id === id ? { id, name: ERASED_NAME } : row.by,
})
