import { ERASED_NAME } from '#contract/account'
import { type Holding, holdings } from '../../../database-schema/holdings'
import { members as schema } from '../../../database-schema/members'
import { type Member, members } from '../../kernel/actor'
import type { AuditRow } from '../../kernel/audit'
import { _, storage } from '../../kernel/cloud'
import { SHOWS } from '../../kernel/roster'
import { type Fields, type Row, table } from '../../kernel/table'
import { commands } from '../change'
import { nameOf } from './gather'

/**
 * Erases somebody for good, everywhere; interrupted anywhere, it can run again. The row stays, because others point to
 * it, but nothing in it says who it was.
 */
export async function erase(person: Member): Promise<void> {
  // From here on they cannot change their mind any more.
  const gone = { state: 'left', version: _.inc(1) }
  if (person.state !== 'left' && !(await members.update({ _id: person._id, version: person.version }, gone)))
    return
  for (const holding of holdings) await forget(holding, person)
  if (person.avatar) await storage.remove([person.avatar])
  await members.update({ _id: person._id }, { ...commands(anonymous(person)), version: _.inc(1) })
}

async function forget(holding: Holding, person: Member): Promise<void> {
  const { collection, path, list, erased } = holding
  const who = nameOf(holding, person)
  if (!who) return
  const rows = table<Row>(collection)
  if (erased === 'removed') return void (await rows.removeAll({ [path]: who }))
  if (holding.files) await dropFiles(holding, who)
  const [[first, done]] = Object.entries(erased) as [[string, string | null]]
  const change = (prefix: string) =>
    Object.fromEntries(
      Object.entries(erased).map(([field, value]) => [`${prefix}${field}`, value ?? _.remove()]),
    )
  if (!list) return void (await rows.updateAll({ [path]: who, [first]: _.neq(done) }, change('')))
  const theirs = { [list]: _.elemMatch({ [path]: who, [first]: { $ne: done } }) }
  // One element of each row at a time: the database names only the first that matches.
  while (await rows.updateAll(theirs, { ...change(`${list}.$.`), version: _.inc(1) }));
}

/** Files removed at once, and rows looked at: more than one person has. */
const FILES = 50
const ROWS = 1000

/** Whatever of the rows names a file of storage goes from there. */
async function dropFiles({ collection, path, files = [] }: Holding, who: string): Promise<void> {
  const fields = Object.fromEntries(files.map(field => [field, 1]))
  const rows = await table<Row>(collection).aggregate(ROWS, pipeline =>
    pipeline
      .match({ [path]: who })
      .limit(ROWS)
      .project(fields),
  )
  const ids = JSON.stringify(rows).match(/cloud:\/\/[^"]+/g) ?? []
  for (let i = 0; i < ids.length; i += FILES) await storage.remove(ids.slice(i, i + FILES))
}

/** The fields of a row that nobody can be told from: personal ones go, and so does all that was given to the person. */
function anonymous({ _id, audit = [] }: Member): Fields {
  const personal = Object.entries(schema.fields).filter(([, field]) => field.personal)
  const emptied = ['scoped', 'frozen', 'leftAt', 'erasedAt', 'consent', 'reveals', 'colleagues', 'importId']
  return {
    ...Object.fromEntries([...personal.map(([name]) => name), ...emptied].map(name => [name, undefined])),
    ...{ name: ERASED_NAME, lastKey: '', sortKey: '', shows: SHOWS },
    ...{ terms: [], departments: [], posts: [], duties: [] },
    ...(audit.length && { audit: audit.map(row => forgotten(row, _id)) }),
  }
}

/** An entry that has not reached the log yet. */
const forgotten = ({ before, after, ...row }: AuditRow, id: string): AuditRow => ({
  ...row,
  target: { ...row.target, name: ERASED_NAME },
  by: row.by.id === id ? { id, name: ERASED_NAME } : row.by,
})
