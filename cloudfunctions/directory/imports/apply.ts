import { IMPORT_CHANGE, type ImportChange, type ImportView } from '#contract/directory'
import { AUDIT_ACTION } from '#contract/features/index'
import { refuse } from '#contract/kernel/errors'
import { type AuditRow, auditEntry, withAudit } from '../../kernel/audit'
import { _ } from '../../kernel/data/cloud'
import type { Fields } from '../../kernel/data/table'
import { withEvents } from '../../kernel/events/carry'
import { operationKey } from '../../kernel/idempotency'
import { SET_UP } from '../../kernel/identity/set-up'
import type { Context } from '../../kernel/serve'
import { currentTree } from '../tree'
import { chunkId, chunksOf, type Import, type Planned } from './model'
import { applyRows, undoRows } from './rows'
import { chunks, imports, visible } from './store'
import { eventsFor } from './todos'
import { changeDepartments, restoreDepartments } from './tree-changes'

export type Acting = Pick<Context, 'actor' | 'now' | 'key'>

/** The most rows left alone that an import lists. */
const MOST_KEPT = 1000

/**
 * Applies the next rows. The second of two calls, or one after a crash, does what was not done yet; one of many at once
 * counts it. Refuses IMPORT_WRONG_STATE, SYNC_HELD, and IMPORT_HELD unless `release` says that the warnings were read.
 */
export async function step(id: string, acting: Acting, release = false): Promise<Import> {
  const lastKey = operationKey('importStep', acting.key)
  const found = await visible(id, acting.actor)
  if (found.state === 'applied' || (lastKey && found.lastKey === lastKey)) return found
  if (found.state === 'held' && found.source === 'sync') refuse('SYNC_HELD')
  if (found.state === 'held' && !release) refuse('IMPORT_HELD', { details: { warnings: found.warnings } })
  if (!['checked', 'held', 'applying'].includes(found.state)) refuse('IMPORT_WRONG_STATE')
  const rows = await rowsOf(found, found.done)
  const running = await enterState(found, 'applying', acting.now, entry(found, 'import', acting))
  if (running.state !== 'applying' || running.done !== found.done) return running
  const departments = await changeDepartments(running, acting)
  const where = { importId: id, departments, actor: acting.actor, now: acting.now }
  const kept = await applyRows(rows, where)
  const done = running.done + 1
  const state = done < chunksOf(running) ? 'applying' : 'applied'
  const now = await saveProgress(running, { state, done, lastKey, ...withKept(kept) }, kept)
  // The undo may have begun meanwhile and passed these rows by.
  if (now.state === 'undoing' || now.state === 'undone') await undoRows(rows, where)
  return now
}

/** Undoes the next rows, the last first; rows that people have changed since stay and are listed. */
export async function undo(id: string, acting: Acting): Promise<Import> {
  const lastKey = operationKey('importUndo', acting.key)
  const found = await visible(id, acting.actor)
  if (found.state === 'undone' || (lastKey && found.lastKey === lastKey)) return found
  if (!['applying', 'applied', 'undoing'].includes(found.state)) refuse('IMPORT_WRONG_STATE')
  // Another call may be applying the chunk behind the last counted one.
  const undoFrom = Math.min(found.done + 1, chunksOf(found))
  const rows = await rowsOf(found, (found.state === 'undoing' ? found.done : undoFrom) - 1)
  const running = await enterState(found, 'undoing', acting.now, {
    ...entry(found, 'undoImport', acting),
    done: undoFrom,
    undoFrom,
    kept: _.set([]),
  })
  if (running.state !== 'undoing' || (found.state === 'undoing' ? found.done : undoFrom) !== running.done)
    return running
  const departments = (await currentTree()).departments
  const kept = await undoRows(rows, { importId: id, departments, actor: acting.actor, now: acting.now })
  const done = running.done - 1
  if (!done) await restoreDepartments(running, acting)
  return saveProgress(running, { state: done ? 'undoing' : 'undone', done, lastKey, ...withKept(kept) }, kept)
}

type Kept = ImportView['kept']

const withKept = (kept: Kept): Fields =>
  kept.length ? { kept: _.push({ each: kept, slice: MOST_KEPT }) } : {}

/** The import in the wanted state, or as another call has left it. */
async function enterState(
  found: Import,
  state: 'applying' | 'undoing',
  now: Date,
  change: Fields,
): Promise<Import> {
  if (found.state === state) return found
  const version = found.version + 1
  const after = { ...found, state, version, ...numbers(change) }
  const won = await imports.update(
    { _id: found._id, version: found.version },
    { ...change, state, version, ...withEvents(found.state === 'held' ? eventsFor(after, now) : []) },
  )
  return won ? after : reload(found)
}

const numbers = ({ done, undoFrom }: Fields): Partial<Import> =>
  typeof done === 'number' ? { done, undoFrom: undoFrom as number, kept: [] } : {}

/** Counts the rows as done, once; answers the import as another call has left it if that came first. */
async function saveProgress(running: Import, change: Fields & Partial<Import>, kept: Kept): Promise<Import> {
  const version = running.version + 1
  const events = change.state === 'applied' ? [SET_UP.done(new Date())] : []
  const won = await imports.update(
    { _id: running._id, version: running.version },
    { ...change, version, ...withEvents(events) },
  )
  return won
    ? { ...running, ...change, kept: [...running.kept, ...kept].slice(0, MOST_KEPT), version }
    : reload(running)
}

const reload = async ({ _id }: Import): Promise<Import> => (await imports.first({ _id }))!

/** The rows of the n-th chunk; refuses IMPORT_WRONG_STATE when retention has removed the plan. */
async function rowsOf(one: Import, n: number): Promise<Planned[]> {
  const chunk = await chunks.first({ _id: chunkId(one, n) })
  return chunk ? chunk.rows : refuse('IMPORT_WRONG_STATE')
}

/** One audit entry for the whole import, with its file and the counts of its changes. */
function entry(one: Import, action: 'import' | 'undoImport', { actor, now }: Acting): Fields {
  const counts = (Object.keys(one.counts) as ImportChange[]).map(
    change => [IMPORT_CHANGE[change], String(one.counts[change])] as const,
  )
  const row: AuditRow = auditEntry(actor, {
    id: `${one._id}-${action}`,
    at: now,
    action,
    target: { kind: 'import', id: one._id, name: one.file || AUDIT_ACTION[action] },
    departments: one.scope.filter(id => id !== '*'),
    after: Object.fromEntries(counts),
  })
  return withAudit(row)
}
