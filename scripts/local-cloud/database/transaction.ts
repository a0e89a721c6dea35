import { randomUUID } from 'node:crypto'
import { LIMITS } from '../limits'
import type { Collection, Overlay } from './collection'
import type { HashKey } from './compare'
import { transactionConflict, transactionMissing } from './error'
import type { Document } from './value'

/** Real milliseconds between two looks at the clock while a write waits, since the clock can be moved. */
const CLOCK_CHECK = 50

/** One document's next version; undefined removes it. */
export interface Change {
  collection: Collection
  id: HashKey
  document: Document | undefined
  /** Whether the document must not exist yet. */
  insert?: boolean
}

type Versions = Map<Collection, Map<HashKey, Document | undefined>>

/**
 * Snapshot isolation: a transaction sees the database as it was at its first operation, and its own writes. Of two
 * transactions that write the same document the first wins, and the second ends with a conflict at once.
 */
export class Transaction {
  readonly id = randomUUID().replaceAll('-', '')
  /** Fulfilled when the transaction is over, however it ended. */
  readonly ended: Promise<void>
  private end!: () => void
  /** Whether the first operation has taken the snapshot. */
  private begun = false
  /** Versions at the snapshot of the documents that others have changed since. */
  private readonly before: Versions = new Map()
  private readonly written: Versions = new Map()

  constructor(readonly startedAt: number) {
    this.ended = new Promise(resolve => {
      this.end = resolve
    })
  }

  /** The versions that the transaction sees instead of the stored ones. */
  view(collection: Collection): Overlay {
    this.begun = true
    return new Map([...(this.before.get(collection) ?? []), ...(this.written.get(collection) ?? [])])
  }

  /** Keeps the version of a document that another write is about to change. */
  remember(collection: Collection, id: HashKey, document: Document | undefined): void {
    if (!this.begun) return
    const versions = versionsIn(this.before, collection)
    if (!versions.has(id)) versions.set(id, document)
  }

  write({ collection, id, document }: Change): void {
    if (this.before.get(collection)?.has(id)) throw transactionConflict()
    versionsIn(this.written, collection).set(id, document)
  }

  holds(collection: Collection, id: HashKey): boolean {
    return this.written.get(collection)?.has(id) ?? false
  }

  changes(): Change[] {
    return [...this.written].flatMap(([collection, versions]) =>
      [...versions].map(([id, document]) => ({ collection, id, document })),
    )
  }

  finish(): void {
    this.end()
  }
}

function versionsIn(versions: Versions, collection: Collection): Map<HashKey, Document | undefined> {
  const known = versions.get(collection)
  if (known) return known
  const created = new Map<HashKey, Document | undefined>()
  versions.set(collection, created)
  return created
}

/** The open transactions. */
export class Transactions {
  private readonly open = new Map<string, Transaction>()

  constructor(private readonly now: () => number) {}

  start(): string {
    this.expire()
    const transaction = new Transaction(this.now())
    this.open.set(transaction.id, transaction)
    return transaction.id
  }

  /** @throws DATABASE_TRANSACTION_FAIL for an id that is unknown, ended, or older than 30 seconds */
  get(id: string): Transaction {
    this.expire()
    const transaction = this.open.get(id)
    if (!transaction) throw transactionMissing()
    return transaction
  }

  end(transaction: Transaction): void {
    this.open.delete(transaction.id)
    transaction.finish()
  }

  endAll(): void {
    for (const transaction of this.open.values()) this.end(transaction)
  }

  /** Gives every open transaction the version of a document before it changes. */
  remember(collection: Collection, id: HashKey, before: Document | undefined): void {
    for (const transaction of this.open.values()) transaction.remember(collection, id, before)
  }

  /** The transaction, other than `own`, that has written one of these documents. */
  holder(changes: Change[], own?: Transaction): Transaction | undefined {
    if (this.open.size === 0) return undefined
    this.expire()
    for (const transaction of this.open.values()) {
      if (transaction !== own && changes.some(({ collection, id }) => transaction.holds(collection, id)))
        return transaction
    }
    return undefined
  }

  /** Waits for the end of a transaction, or for the next look at the clock. */
  async wait(transaction: Transaction): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const check = new Promise<void>(resolve => {
      timer = setTimeout(resolve, CLOCK_CHECK)
    })
    await Promise.race([transaction.ended, check])
    clearTimeout(timer)
  }

  private expire(): void {
    for (const transaction of this.open.values()) {
      if (this.now() - transaction.startedAt > LIMITS.transaction.value * 1000) this.end(transaction)
    }
  }
}
