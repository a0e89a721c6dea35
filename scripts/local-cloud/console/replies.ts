/**
 * What the console's page and the local cloud say to each other under `/local/console/`. The page is built for a
 * browser, so nothing is imported here.
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

/** What the calls of a function came to since the local cloud was started. */
export interface FunctionSummary {
  name: string
  timeoutSeconds: number
  triggers: { name: string; config: string }[]
  /** Size of the bundle. */
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

/** An event to run a function with; `as` is the persona whom it suits, absent for nobody. */
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
  /** How many queries it served. */
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
  /** How many documents match. */
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

/** One line of an import that cannot be taken; lines are counted from 1. */
export interface LineFault {
  line: number
  message: string
}

/** A refusal, with the lines at fault when it was an import. */
export interface Refusal {
  error: string
  lines?: LineFault[]
}
