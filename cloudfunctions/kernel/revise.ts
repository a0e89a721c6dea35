import { isDeepStrictEqual } from 'node:util'
import { refuse } from '#contract/kernel/errors'
import { type AuditFacts, auditEntry, withAudit } from './audit'
import { _ } from './data/cloud'
import type { Fields, Row, Table } from './data/table'
import { withEvents } from './events/carry'
import type { SubjectEvent } from './events/event'
import { definedFields } from './fields'
import { operationKey } from './idempotency'
import { type Message, splitReceivers, withMessages } from './messages/message'

/** A document that compare-and-set can change: it counts its changes and keeps the idempotency key of the last. */
export interface Revised extends Row {
  /** 0 until the document is stored. */
  version: number
  lastKey: string
}

/** A document before it is stored. */
export type New<T> = Omit<T, 'version' | 'lastKey'>

/** The part of a handler's context that writes need. */
export interface WriteContext {
  /** Null for a stranger, whose writes must carry no audit entry. */
  actor: { _id: string; name: string } | null
  now: Date
  key?: string
  newId(): string
}

/** Audit entry, messages and events that the same write leaves in the document. */
export interface Carried<T = never> {
  audit?: AuditFacts
  messages?: Message[]
  /** The states of the subjects in the document as it is afterwards. */
  events?(after: T): SubjectEvent[]
}

export interface Change<T> extends Carried<T> {
  /** New values of fields; `undefined` removes the field, lists and objects are replaced as a whole. */
  set: Partial<T>
  /** Further conditions of the write; if they fail, the document is loaded and decided on again. */
  where?: Fields[]
}

export interface Revision<T> {
  /** Name for the idempotency key; without it the revision completes another one and leaves the key alone. */
  op?: string
  /** Reads the document and refuses callers who may not see it; a result of version 0 is going to be added. */
  load(): Promise<T>
  /** The document, if it has been read already. */
  read?: T
  /** Decides on the document as read; null if nothing is left to do. */
  decide(before: T): Change<T> | null | Promise<Change<T> | null>
  /** The count that the caller saw; a different one refuses CONFLICT. */
  seen?: number
  /** Field to compare instead of `version`, for documents with changes that must not get in the way. */
  counter?: keyof T & string
  /** Shows the document as it is now in the details of CONFLICT, as `current`. */
  view?(current: T): unknown
}

/** Attempts of one call before concurrent writes end it with CONFLICT. */
const MAX_ATTEMPTS = 4

/**
 * Changes a document by compare-and-set, once for an idempotency key, with up to four attempts.
 * Refuses CONFLICT if the caller saw another version or every attempt lost a race.
 * @returns the document after the change; a repeated key returns it as it is now
 */
export async function revise<T extends Revised>(
  table: Pick<Table<T>, 'add' | 'update'>,
  context: WriteContext,
  revision: Revision<T>,
): Promise<T> {
  const { op, seen, counter = 'version', load, decide } = revision
  const lastKey = op === undefined ? '' : operationKey(op, context.key)
  let current = revision.read ?? (await load())
  for (let attempts = 0; attempts < MAX_ATTEMPTS; attempts++) {
    if (lastKey && current.lastKey === lastKey) return current
    if (seen !== undefined && seen !== current[counter]) break
    const change = await decide(current)
    if (!change) return current
    const keyed = op === undefined ? change.set : { ...change.set, lastKey }
    const after = afterChange(current, keyed, counter)
    const written =
      current.version !== 0
        ? await update(table, { before: current, after }, { ...change, set: keyed, counter }, context)
        : await insert(table, after, change, context)
    if (written) return after
    current = await load()
  }
  if (lastKey && current.lastKey === lastKey) return current
  return refuse('CONFLICT', revision.view && { details: { current: await revision.view(current) } })
}

/**
 * Adds a document whose id comes from the idempotency key, so that a repeated key returns the document it made.
 * Refuses CONFLICT if another document has the value of a unique field.
 */
export async function create<T extends Revised>(
  table: Pick<Table<T>, 'add' | 'first'>,
  context: WriteContext,
  op: string,
  { row, ...carried }: { row: New<T> } & Carried<T>,
): Promise<T> {
  const made = { ...row, version: 1, lastKey: operationKey(op, context.key) } as T
  if (await insert(table, made, carried, context)) return made
  return (await table.first({ _id: made._id })) ?? refuse('CONFLICT')
}

function update<T extends Revised>(
  table: Pick<Table<T>, 'update'>,
  { before, after }: { before: T; after: T },
  { set, where = [], audit, messages = [], events, counter }: Change<T> & { counter: keyof T & string },
  context: WriteContext,
): Promise<boolean> {
  return table.update([{ _id: before._id, [counter]: before[counter] ?? _.exists(false) }, ...where], {
    ...toUpdate(set),
    version: _.inc(1),
    [counter]: _.inc(1),
    ...withMessages(messages),
    ...withEvents(events?.(after) ?? []),
    ...(audit && withAudit(toEntry(audit, context))),
  })
}

function insert<T extends Revised>(
  table: Pick<Table<T>, 'add'>,
  row: T,
  { audit, messages = [], events }: Carried<T>,
  context: WriteContext,
): Promise<boolean> {
  const states = events?.(row) ?? []
  return table.add({
    ...row,
    ...(audit && { audit: [toEntry(audit, context)] }),
    ...(messages.length && { outbox: messages.flatMap(splitReceivers) }),
    ...(states.length && { events: states }),
  })
}

const toEntry = (facts: AuditFacts, { actor, now, newId }: WriteContext) =>
  auditEntry(actor!, { id: newId(), at: now, ...facts })

/** The new values of fields in which two states of a document differ; undefined for a field that is gone. */
export const differences = <T extends object>(before: T, after: T): Partial<T> =>
  Object.fromEntries(
    (Object.keys({ ...before, ...after }) as (keyof T)[])
      .filter(field => !isDeepStrictEqual(before[field], after[field]))
      .map(field => [field, after[field]]),
  ) as Partial<T>

/** Update commands for new values: undefined removes the field, objects and lists are replaced as a whole. */
export const toUpdate = (change: object): Fields =>
  Object.fromEntries(
    Object.entries(change).map(([field, value]) => [
      field,
      value === undefined ? _.remove() : typeof value === 'object' ? _.set(value) : value,
    ]),
  )

function afterChange<T extends Revised>(before: T, set: Partial<T>, counter: keyof T & string): T {
  const counted = {
    version: (before.version ?? 0) + 1,
    [counter]: ((before[counter] as number | undefined) ?? 0) + 1,
  }
  return definedFields({ ...before, ...set, ...counted })
}
