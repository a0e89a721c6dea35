import type { CollectionSpec, Query } from './collection'
import type { Document, Value } from './value'

export interface DatabaseOptions {
  collections: CollectionSpec[]
  /** The product's clock, in milliseconds since 1970. */
  now: () => number
  /** Folder that keeps documents beyond the process; without it they live in memory. */
  folder?: string
}

/** The collection of an operation, and the id of the transaction if it is part of one. */
export interface Target {
  collection: string
  transaction?: string
}

export interface FindRequest extends Target, Query {
  projection?: Document
}

export interface UpdateRequest extends Target {
  filter: Document
  /** Update operators, or the document that replaces the matched one. */
  update: Document
  multi?: boolean
  /** A replacement is inserted when nothing matches. */
  upsert?: boolean
}

export interface UpdateResult {
  matched: number
  /** Documents that are different now; a replacement always counts. */
  modified: number
  /** The first match as it is now. */
  first?: Document
  upsertedId?: Value
}
