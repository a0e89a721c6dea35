import { duplicateId } from './collection'
import { isDuplicateKey, transactionConflict } from './error'
import { boundedSize } from './size'
import type { Storage } from './storage'
import type { Change, Transaction, Transactions } from './transaction'

/** A write that has been computed but not made. */
export interface Intent<T> {
  changes: Change[]
  result: T
}

/** Makes writes, inside and outside of transactions. */
export class Writer {
  constructor(
    private readonly storage: Storage,
    private readonly transactions: Transactions,
  ) {}

  /** Runs an operation in the transaction with this id, or in none; a refusal ends the transaction, as in MongoDB. */
  inTransaction<T>(id: string | undefined, operation: (transaction?: Transaction) => T): T {
    if (id === undefined) return operation()
    const transaction = this.transactions.get(id)
    try {
      return operation(transaction)
    } catch (error) {
      this.transactions.end(transaction)
      throw error
    }
  }

  /**
   * Computes a write and makes it. A write outside of transactions waits until no transaction holds any of its
   * documents, and is then computed again.
   */
  async write<T>(id: string | undefined, intend: (transaction?: Transaction) => Intent<T>): Promise<T> {
    for (;;) {
      const { intent, holder } = this.inTransaction(id, transaction => {
        const intent = intend(transaction)
        const holder = this.transactions.holder(intent.changes, transaction)
        if (transaction && holder) throw transactionConflict()
        if (transaction) writeInto(transaction, intent.changes)
        else if (!holder) this.commit(intent.changes)
        return { intent, holder }
      })
      if (!holder) return intent.result
      await this.transactions.wait(holder)
    }
  }

  commitTransaction(id: string): void {
    const transaction = this.transactions.get(id)
    this.transactions.end(transaction)
    try {
      this.commit(transaction.changes())
    } catch (error) {
      // Another write took a unique key after the transaction had written it.
      throw isDuplicateKey(error) ? transactionConflict() : error
    }
  }

  private commit(changes: Change[]): void {
    for (const { collection, id, before } of this.storage.commit(changes)) {
      this.transactions.remember(collection, id, before)
    }
  }
}

function writeInto(transaction: Transaction, changes: Change[]): void {
  for (const change of changes) {
    const { collection, id, document, insert } = change
    const view = transaction.view(collection)
    const visible = view.has(id) ? view.get(id) : collection.get(id)
    if (insert && visible) throw duplicateId(collection.name, document!)
    if (document) {
      boundedSize(undefined, document, 0)
      collection.refuseDuplicate(id, document, view)
    }
    transaction.write(change)
  }
}
