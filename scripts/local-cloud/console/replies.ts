/**
 * The replies under `/local/console/`, shared by the local cloud and the console's page. The page is bundled for a
 * browser, so this file imports nothing.
 */

/** A document or any other value in the console's format: dates are `{"$date": "…Z"}`. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
export type JsonDocument = { [name: string]: Json }

export interface Overview {
  /** The cloud's time, and how many milliseconds it is ahead of real time. */
  clock: { now: string; aheadMs: number }
  functions: FunctionSummary[]
  collections: { count: number; documents: number }
  queries: { count: number; unindexed: number }
}

/** The settings of a function, and the totals of its calls since the local cloud was started. */
export interface FunctionSummary {
  name: string
  timeoutSeconds: number
  triggers: { name: string; config: string }[]
  /** Size of the bundle, in bytes. */
  bytes: number
  calls: number
  errors: number
  refusals: number
  coldStarts: number
  databaseCalls: number
  /** Milliseconds; absent before the first call. */
  averageMs?: number
  lastMs?: number
}

export interface FunctionDetail extends FunctionSummary {
  /** The last 200 lines, newest last. */
  log: { at: string; text: string }[]
  events: TestEvent[]
}

/** An event to run a function with; `as` is the id of the persona who may call, absent when the console calls. */
export interface TestEvent {
  name: string
  as?: string
  event: Json
}

export interface CollectionSummary {
  name: string
  description: string
  count: number
  indexes: IndexSummary[]
  /** Queries that read the whole collection because no index served them. */
  scans: number
}

export interface IndexSummary {
  name: string
  keys: Record<string, 1 | -1>
  unique: boolean
  sparse: boolean
  /** Number of queries that the index served. */
  uses: number
}

/** Queries of one shape, with the index that served them; null for a scan of the collection. */
export interface QuerySummary {
  collection: string
  action: string
  shape: string
  index: string | null
  count: number
}

export interface DocumentPage {
  /** Number of all matching documents. */
  total: number
  documents: JsonDocument[]
}

export type ImportMode = 'insert' | 'upsert'

/** A file of the cloud's storage. */
export interface FileSummary {
  path: string
  /** `cloud://…`, by which documents and the mini program name it. */
  id: string
  /** Bytes. */
  size: number
  type: string
  modified: string
}

/** The reason why one line of an import was refused; lines count from 1. */
export interface LineFault {
  line: number
  message: string
}

/** A refusal, with the lines at fault when it was an import. */
export interface Refusal {
  error: string
  lines?: LineFault[]
}
