import { refuse } from '#contract/kernel/errors'
import { type AuditFacts, auditEntry, withAudit } from './audit'
import { _ } from './data/cloud'
import type { Fields, Row, Table } from './data/table'
import { operationKey } from './idempotency'
import { type Message, splitReceivers, withMessages } from './messages/message'

/** A document that counts its changes and remembers the idempotency key of the last. */
export interface Revised extends Row {
  /** 0 for a document that is not stored yet. */
  version: number
  lastKey: string
}

/** A document that is to be added. */
export type New<T> = Omit<T, 'version' | 'lastKey'>

/** The call on whose behalf a document changes; the pipeline's context is one. */
export interface Press {
  /** Null for a stranger, whose writes leave no entry in the audit. */
  actor: { _id: string; name: string } | null
  now: Date
  key?: string
  newId(): string
}

/** What the write leaves with the document for the audit log and for the relay. */
export interface Carried {
  audit?: AuditFacts
  messages?: Message[]
}

export interface Change<T> extends Carried {
  /** New values, lists and objects as a whole; `undefined` for a field that goes. */
  set: Partial<T>
  /** Further conditions of the write; where they do not hold, the change is decided anew. */
  where?: Fields[]
}

export interface Revision<T> {
  /** Absent for what completes another revision of the same call: it neither looks at the key nor changes it. */
  op?: string
  /** The document as it is now, or one of version 0 that is to be added; refuses for who may not see it. */
  load(): Promise<T>
  /** The document, where it has been read already. */
  read?: T
  /** Null when nothing is left to do. */
  decide(before: T): Change<T> | null | Promise<Change<T> | null>
  /** The count that the caller saw; any other refuses CONFLICT. */
  seen?: number
  /** The field that counts what is decided on, where other changes must not be in the way; `version` unless said. */
  counter?: keyof T & string
  /** How the details of CONFLICT show, as `current`, what the document is now. */
  view?(current: T): unknown
}

/** How often a change is decided anew when somebody else came first. */
const MAX_ATTEMPTS = 4

/**
 * Changes a document by compare-and-set: decides on what was read and writes over exactly that, once for a key.
 * Refuses CONFLICT when others came first too often, or when the caller has not seen what is there.
 * @returns the document as it is then, also when the same key has changed it before
 */
export async function revise<T extends Revised>(
  table: Pick<Table<T>, 'add' | 'update'>,
  press: Press,
  revision: Revision<T>,
): Promise<T> {
  const { op, seen, counter = 'version', load, decide } = revision
  const lastKey = op === undefined ? '' : operationKey(op, press.key)
  let current = revision.read ?? (await load())
  for (let attempts = 0; attempts < MAX_ATTEMPTS; attempts++) {
    if (lastKey && current.lastKey === lastKey) return current
    if (seen !== undefined && seen !== current[counter]) break
    const change = await decide(current)
    if (!change) return current
    const keyed = op === undefined ? change.set : { ...change.set, lastKey }
    const after = afterChange(current, keyed, counter)
    const written = current.version
      ? await update(table, current, { ...change, set: keyed, counter }, press)
      : await insert(table, after, change, press)
    if (written) return after
    current = await load()
  }
  if (lastKey && current.lastKey === lastKey) return current
  return refuse('CONFLICT', revision.view && { details: { current: await revision.view(current) } })
}

/**
 * Adds a document. The same key, whose id is the same, gets what it made before; a unique field that another document
 * has refuses CONFLICT.
 */
export async function create<T extends Revised>(
  table: Pick<Table<T>, 'add' | 'first'>,
  press: Press,
  op: string,
  { row, ...carried }: { row: New<T> } & Carried,
): Promise<T> {
  const made = { ...row, version: 1, lastKey: operationKey(op, press.key) } as T
  if (await insert(table, made, carried, press)) return made
  return (await table.first({ _id: made._id })) ?? refuse('CONFLICT')
}

function update<T extends Revised>(
  table: Pick<Table<T>, 'update'>,
  before: T,
  { set, where = [], audit, messages = [], counter }: Change<T> & { counter: keyof T & string },
  press: Press,
): Promise<boolean> {
  return table.update([{ _id: before._id, [counter]: before[counter] }, ...where], {
    ...toUpdate(set),
    version: _.inc(1),
    [counter]: _.inc(1),
    ...withMessages(messages),
    ...(audit && withAudit(toEntry(audit, press))),
  })
}

const insert = <T extends Revised>(
  table: Pick<Table<T>, 'add'>,
  row: T,
  { audit, messages = [] }: Carried,
  press: Press,
): Promise<boolean> =>
  table.add({
    ...row,
    ...(audit && { audit: [toEntry(audit, press)] }),
    ...(messages.length && { outbox: messages.flatMap(splitReceivers) }),
  })

const toEntry = (facts: AuditFacts, { actor, now, newId }: Press) =>
  auditEntry(actor!, { id: newId(), at: now, ...facts })

/** A change as the database takes it: what is undefined goes, objects and lists are replaced as a whole. */
export const toUpdate = (change: object): Fields =>
  Object.fromEntries(
    Object.entries(change).map(([field, value]) => [
      field,
      value === undefined ? _.remove() : typeof value === 'object' ? _.set(value) : value,
    ]),
  )

function afterChange<T extends Revised>(before: T, set: Partial<T>, counter: keyof T & string): T {
  const counted = { version: before.version + 1, [counter]: (before[counter] as number) + 1 }
  const fields = Object.entries({ ...before, ...set, ...counted })
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as unknown as T
}
