import { MINUTE } from '#contract/kernel/time'
import type { LocalCloud, Outcome } from '../../scripts/local-cloud/cloud'
import { comparableReply } from './reply'

type Row = { _id: string }

/** Everything that a cloud in memory stores. */
export interface Snapshot {
  documents: Record<string, Row[]>
  files: Map<string, Buffer>
  restoreDocuments(): void
}

export async function takeSnapshot(cloud: LocalCloud): Promise<Snapshot> {
  return {
    documents: cloud.snapshot(),
    files: await contentOf(cloud),
    restoreDocuments: cloud.database.checkpoint(),
  }
}

/** Brings back what was stored, and the moment. */
export async function restore(cloud: LocalCloud, snapshot: Snapshot, at: Date): Promise<void> {
  snapshot.restoreDocuments()
  const files = await contentOf(cloud)
  for (const path of files.keys()) if (!snapshot.files.has(path)) await cloud.files.remove(path)
  for (const [path, bytes] of snapshot.files)
    if (files.get(path) !== bytes) await cloud.files.put(path, { bytes, type: '', modified: +at })
  cloud.clock.set(at)
}

async function contentOf(cloud: LocalCloud): Promise<Map<string, Buffer>> {
  const content = new Map<string, Buffer>()
  for (const { path } of await cloud.files.list()) content.set(path, (await cloud.files.get(path))!.bytes)
  return content
}

/** Fields that are different each time without meaning anything. */
const RANDOM: Record<string, string[]> = {
  // A code must not be foreseen.
  codes: ['digest'],
  // Two checks of one sheet at once must not mix their plans.
  imports: ['plan'],
  import_rows: ['_id', 'plan'],
  // The names of kept files are random.
  uploads: ['name'],
}

const ISO = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+08:00)/g
const MILLISECONDS = /(?<=:)1\d{12}(?=[,}])/g
/** Hours between moments, to a tenth. */
const FRACTION = /\b\d+\.\d{5,}\b/g
/** Addresses of files tell the second in which they expire. */
const SIGNATURE = /\?sign=[^"]*/g

/** Moments as whole grains since `at`: what happens within one happens at the same time. */
const timeless = (value: unknown, at: Date, grain: number): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replace(ISO, text => moment(Date.parse(text) - +at, grain))
      .replace(MILLISECONDS, text => JSON.stringify(moment(Number(text) - +at, grain)))
      .replace(FRACTION, text => Number(text).toFixed(1))
      .replace(SIGNATURE, ''),
  )

const moment = (since: number, grain: number): string =>
  `minute ${(Math.floor(since / grain) * grain) / MINUTE}`

/** Differences between two snapshots. */
export interface Difference {
  /** New and changed rows by collection. */
  rows: Record<string, Partial<Row>[]>
  /** New and changed files. */
  files: [path: string, bytes: number][]
  /** Removed rows, as `collection/id`, and removed files. */
  gone: string[]
}

interface Comparing {
  /** When all of it happened. */
  at: Date
  /** Milliseconds within which things happen at the same time. */
  grain?: number
  /** Fields of collections that are left out. */
  but?: Record<string, string[]>
}

/** The differences between two snapshots with moments relative to `at`, so that they can be compared. */
export function difference(
  before: Snapshot,
  now: Snapshot,
  { at, grain = MINUTE, but = {} }: Comparing,
): Difference {
  const names = Object.keys(now.documents)
  const rows = names.flatMap(name => {
    const changed = newIn(before.documents[name]!, now.documents[name]!)
    return changed.length
      ? [[name, changed.map(without([...(RANDOM[name] ?? []), ...(but[name] ?? [])])).sort(byId)]]
      : []
  })
  const gone = names.flatMap(name => {
    const left = new Set(now.documents[name]!.map(({ _id }) => _id))
    return before.documents[name]!.flatMap(({ _id }) => (left.has(_id) ? [] : `${name}/${_id}`))
  })
  const files = [...now.files].filter(([path, bytes]) => before.files.get(path) !== bytes)
  return timeless(
    {
      rows: Object.fromEntries(rows),
      files: files.map(([path, { length }]) => [path, length]).sort(),
      gone: [...gone, ...[...before.files.keys()].filter(path => !now.files.has(path))],
    },
    at,
    grain,
  ) as Difference
}

function newIn(before: Row[], now: Row[]): Row[] {
  const known = new Set(before)
  return now.filter(row => !known.has(row))
}

const without =
  (fields: string[]) =>
  (row: Row): Partial<Row> =>
    Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field)))

const byId = (a: Partial<Row>, b: Partial<Row>): number => (String(a._id) < String(b._id) ? -1 : 1)

/** The content of a reply without moments. */
export const timelessReply = (outcome: Outcome, at: Date): unknown =>
  timeless(comparableReply(outcome), at, MINUTE)
