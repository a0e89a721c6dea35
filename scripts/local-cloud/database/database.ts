import { randomBytes } from 'node:crypto'
import { LIMITS } from '../limits'
import { compilePipeline } from './aggregation/pipeline'
import { runPipeline } from './aggregation/run-pipeline'
import type { Collection, Found, Query } from './collection'
import { hashKey } from './compare'
import { invalidParam, requestFailed } from './error'
import type { Written } from './log/entries'
import type { IndexSpec } from './plan/index-tree'
import { shapeOf } from './plan/shape'
import { project } from './query/projection'
import { type QueryShape, Recorder } from './recorder'
import type { DatabaseOptions, FindRequest, Target, UpdateRequest, UpdateResult } from './requests'
import { Storage } from './storage'
import { type Change, type Transaction, Transactions } from './transaction'
import { storable } from './update/storable'
import { compileUpdate } from './update/update'
import type { Document, Value } from './value'
import { type Intent, Writer } from './writer'

/** MongoDB's semantics as the cloud database offers them, over documents in memory. */
export class Database {
  private readonly recorder = new Recorder()
  private readonly transactions: Transactions
  private readonly writer: Writer

  private constructor(
    private readonly storage: Storage,
    private readonly now: () => number,
  ) {
    this.transactions = new Transactions(now)
    this.writer = new Writer(storage, this.transactions)
  }

  /** @throws Error when another process has the folder, or its documents break a unique index */
  static async open({ collections, folder, now }: DatabaseOptions): Promise<Database> {
    return new Database(new Storage(collections, folder), now)
  }

  /** Calls the listener after every commit, in the call that made it. */
  onCommit(listener: (written: Written[]) => void): void {
    this.storage.onCommit = listener
  }

  /** Ends when everything is on the disk; nothing may be asked afterwards. */
  close(): Promise<void> {
    return this.storage.close()
  }

  /** Every query that was made, one entry for each distinct shape and index. */
  get queries(): QueryShape[] {
    return this.recorder.list()
  }

  collectionNames(): string[] {
    return this.storage.names()
  }

  /** The number of documents of a collection, and its indexes without the one of `_id`. */
  describe(collection: string): { count: number; indexes: IndexSpec[] } {
    const { size, indexes } = this.storage.collection(collection)
    return { count: size, indexes }
  }

  createCollection(name: string): void {
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name)) throw invalidParam(`invalid collection name: ${name}`)
    this.storage.create(name)
  }

  /** All documents of a collection in the order of insertion. */
  dump(collection: string): Iterable<Document> {
    return this.storage.collection(collection).documents()
  }

  async find(request: FindRequest): Promise<Document[]> {
    return this.writer.inTransaction(request.transaction, transaction => {
      const found = this.read(request.collection, 'find', request, transaction)
      return project(found.documents, request.projection, request.filter)
    })
  }

  async count(request: { collection: string; filter: Document }): Promise<number> {
    return this.read(request.collection, 'count', request).documents.length
  }

  /**
   * Inserts in order and stops at the first refusal; what came before it stays, unless in a transaction.
   * @returns the ids; a document without one is given 32 hexadecimal digits
   */
  async insert(request: Target & { documents: Document[] }): Promise<Value[]> {
    const collection = this.storage.collection(request.collection)
    const documents = request.documents.map(withId)
    const changes = documents.map(document => ({
      collection,
      id: hashKey(document._id),
      document,
      insert: true,
    }))
    const make = (some: Change[]) =>
      this.writer.write(request.transaction, () => ({ changes: some, result: undefined }))
    try {
      await make(changes)
    } catch (error) {
      if (request.transaction !== undefined || changes.length === 1) throw error
      // One of them is refused: which, shows when they are made one by one.
      for (const change of changes) await make([change])
    }
    return documents.map(document => document._id!)
  }

  /**
   * Puts documents in the place of those that have their ids, all of them or none.
   * @param request `insert` refuses an id that exists
   * @throws E11000 for a duplicate key, DATABASE_REQUEST_FAILED for a document that cannot be stored
   */
  async put(request: { collection: string; documents: Document[]; insert: boolean }): Promise<void> {
    const collection = this.storage.collection(request.collection)
    const changes = request.documents
      .map(withId)
      .map(document => ({ collection, id: hashKey(document._id), document, insert: request.insert }))
    await this.writer.write(undefined, () => ({ changes, result: undefined }))
  }

  async update(request: UpdateRequest): Promise<UpdateResult> {
    const collection = this.storage.collection(request.collection)
    const updated = compileUpdate(request.update, request.filter)
    return this.writer.write<UpdateResult>(request.transaction, transaction => {
      const query = { filter: request.filter, limit: request.multi ? Infinity : 1 }
      const { documents } = this.read(request.collection, 'update', query, transaction)
      if (documents.length === 0 && request.upsert) return upsert(collection, request)
      const versions = documents.map(document => ({ document, next: updated(document) }))
      const changes = versions
        .filter(({ document, next }) => next !== document)
        .map(({ next }) => ({ collection, id: hashKey(next._id), document: next }))
      return {
        changes,
        result: { matched: documents.length, modified: changes.length, first: versions[0]?.next },
      }
    })
  }

  /** @returns how many documents were removed */
  async remove(request: Target & { filter: Document; multi?: boolean }): Promise<number> {
    const collection = this.storage.collection(request.collection)
    return this.writer.write(request.transaction, transaction => {
      const query = { filter: request.filter, limit: request.multi ? Infinity : 1 }
      const { documents } = this.read(request.collection, 'remove', query, transaction)
      const changes = documents.map(({ _id }) => ({ collection, id: hashKey(_id), document: undefined }))
      return { changes, result: documents.length }
    })
  }

  /**
   * Runs a pipeline; the query that it begins with uses indexes.
   * @throws DATABASE_REQUEST_FAILED when more than 10,000 documents come out
   */
  async aggregate(request: { collection: string; pipeline: Document[] }): Promise<Document[]> {
    const pipeline = compilePipeline(request.pipeline)
    const source = {
      find: (name: string, query: Query, action: string) => this.read(name, action, query).documents,
    }
    const run = { source, variables: new Map([['NOW', new Date(this.now())]]) }
    const documents = runPipeline(request.collection, pipeline, run, 'aggregate')
    if (documents.length <= LIMITS.aggregatedRows.value) return documents
    throw requestFailed(
      `the aggregation gives ${documents.length} documents, more than ${LIMITS.aggregatedRows.value}: limit it`,
    )
  }

  /**
   * Remembers everything that is stored.
   * @returns what brings it back, any number of times, and ends the transactions that are open then
   * @throws Error when the documents outlive the process
   */
  checkpoint(): () => void {
    const restore = this.storage.checkpoint()
    return () => {
      this.transactions.endAll()
      restore()
    }
  }

  startTransaction(): string {
    return this.transactions.start()
  }

  /** @throws DATABASE_TRANSACTION_CONFLICT, DATABASE_TRANSACTION_FAIL when there is no such transaction any more */
  async commitTransaction(id: string): Promise<void> {
    this.writer.commitTransaction(id)
  }

  abortTransaction(id: string): void {
    this.transactions.end(this.transactions.get(id))
  }

  private read(name: string, action: string, query: Query, transaction?: Transaction): Found {
    const collection = this.storage.collection(name)
    const found = collection.find(query, transaction?.view(collection))
    this.recorder.record({
      collection: name,
      action,
      shape: shapeOf(query.filter, query.sort),
      index: found.index,
    })
    return found
  }
}

function withId(document: Document): Document {
  storable(document)
  if (document._id === undefined) return { _id: randomBytes(16).toString('hex'), ...document }
  if (Array.isArray(document._id)) throw requestFailed("The '_id' value cannot be of type array")
  return document
}

function upsert(collection: Collection, { filter, update }: UpdateRequest): Intent<UpdateResult> {
  if (Object.keys(update).some(name => name.startsWith('$'))) {
    throw requestFailed('upsert is supported with a whole document only')
  }
  const document = withId('_id' in filter ? { _id: filter._id!, ...update } : update)
  const change = { collection, id: hashKey(document._id), document, insert: true }
  return { changes: [change], result: { matched: 0, modified: 0, upsertedId: document._id! } }
}
