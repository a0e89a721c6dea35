import { refuse } from '#contract/kernel/errors'
import { MINUTE } from '#contract/kernel/time'
import { type AuditRow, auditEntry } from '../audit'
import { _, storage } from '../data/cloud'
import { table } from '../data/table'
import { toCsv } from './csv'
import { type Cell, toXlsx } from './xlsx'

/** One export; the nightly timer removes it with its files. */
interface Exported {
  _id: string
  /** Storage paths of the files. */
  paths: string[]
  /** URLs that expire, in the order of `paths`; absent until the export is complete. */
  urls: string[]
  /** Number of rows of a sheet. */
  rows?: number
  expiresAt: Date
  at: Date
  audit?: AuditRow[]
}

/** Fields that are written last. */
type Completed = 'urls' | 'expiresAt' | 'rows' | 'audit'

const exports = table<Omit<Exported, Completed> & Partial<Exported>>('exports')
/** Short, because an export holds data of many people: just enough for a download. */
const VALID = 15 * MINUTE

/** The call that exports. */
interface Exporting {
  actor: { _id: string; name: string }
  now: Date
  key?: string
  newId(): string
}

export interface FileContent {
  extension: 'csv' | 'json' | 'xlsx'
  content: Buffer
}

type Content = Pick<Exported, 'rows' | 'audit'> & { contents: FileContent[] }

/**
 * Stores an export as files at URLs that expire. Repeated and concurrent calls with one id get one export.
 */
export async function exportFiles(
  _id: string,
  { now, key }: Pick<Exporting, 'now' | 'key'>,
  make: () => Promise<Content>,
): Promise<Exported> {
  const before = key ? await exports.first({ _id }) : null
  if (isComplete(before)) return before
  const { contents, ...facts } = await make()
  const paths = contents.map(({ extension }) => `exports/${_id}.${extension}`)
  // The row comes before the files, so that the nightly timer finds those of an interrupted call.
  await exports.add({ _id, paths, at: now })
  const files = await Promise.all(contents.map(({ content }, i) => storage.upload(paths[i]!, content)))
  const urls = await storage.addresses(files, VALID / 1000)
  if (!urls.every(url => url !== undefined)) throw new Error(`no address for an export: ${files}`)
  const made = { urls, expiresAt: new Date(+now + VALID), ...facts }
  const isFirst = await exports.update({ _id, urls: _.exists(false) }, made)
  const stored = isFirst ? null : await exports.first({ _id })
  return isComplete(stored) ? stored : { _id, paths, at: now, ...made }
}

const isComplete = (row: Partial<Exported> | null): row is Exported => row?.urls !== undefined

export interface SheetColumn<T> {
  title: string
  cell(row: T): Cell
}

export interface SheetSpec<T> {
  format: 'csv' | 'xlsx'
  columns: readonly SheetColumn<T>[]
  /** Pages of rows, in the order of the sheet. */
  rows: AsyncIterable<T[]>
  /** Limit on rows, because one call has limited time. */
  most: number
  /** Input field that determines the number of rows. */
  field: string
}

type AuditFacts = Pick<AuditRow, 'action' | 'departments' | 'target'>

/**
 * Exports rows as a sheet whose cells are never run as formulas, once per idempotency key; audits the number of rows.
 * @throws Refusal INVALID_INPUT with `details.most` if there are more rows than `most`
 */
export async function exportSheet<T>(
  spec: SheetSpec<T>,
  audit: Omit<AuditFacts, 'target'> & { target: Omit<AuditFacts['target'], 'id'> },
  context: Exporting,
): Promise<{ url: string; rows: number; expiresAt: Date }> {
  const id = context.newId()
  const { urls, rows, expiresAt } = await exportFiles(id, context, async () => {
    const lines = await linesOf(spec)
    const entry = auditEntry(context.actor, {
      ...audit,
      id: `${id}-export`,
      at: context.now,
      target: { ...audit.target, id },
      after: { rows: String(lines.length) },
    })
    return { contents: [toSheet(spec, lines)], rows: lines.length, audit: [entry] }
  })
  return { url: urls[0]!, rows: rows!, expiresAt }
}

async function linesOf<T>({ columns, rows, most, field }: SheetSpec<T>): Promise<Cell[][]> {
  const lines: Cell[][] = []
  for await (const page of rows) {
    lines.push(...page.map(row => columns.map(({ cell }) => cell(row))))
    if (lines.length > most) refuse('INVALID_INPUT', { field, details: { most } })
  }
  return lines
}

function toSheet<T>({ format, columns }: SheetSpec<T>, lines: Cell[][]): FileContent {
  const sheet = [columns.map(({ title }) => title), ...lines]
  const content = format === 'xlsx' ? toXlsx('Sheet1', sheet) : Buffer.from(toCsv(sheet))
  return { extension: format, content }
}
