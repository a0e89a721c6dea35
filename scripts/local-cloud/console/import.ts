import type { Database, DatabaseError, Document } from '../database'
import { hashKey } from '../database/compare'
import { existing, storableDocument } from './documents'
import { Refused } from './refused'
import type { ImportMode, LineFault } from './replies'

/** One document of the file, and the line it stands on. */
interface Row {
  line: number
  document: Document
}

/**
 * Imports JSON lines, one document a line, in the console's format: all of them or none.
 * @param mode `insert` refuses an `_id` that exists, `upsert` replaces the document
 * @returns how many documents the file has
 * @throws Refused 400 with the lines at fault
 */
export async function importDocuments(
  database: Database,
  collection: string,
  { text, mode }: { text: string; mode: ImportMode },
): Promise<number> {
  existing(database, collection)
  const rows = rowsOf(text)
  refuseRepeated(rows)
  const documents = rows.map(({ document }) => document)
  try {
    await database.put({ collection, documents, insert: mode === 'insert' })
  } catch (error) {
    await refuseFirst(database, { collection, rows, mode })
    throw error
  }
  return rows.length
}

/** Finds the line that the database refuses: in a transaction that is never committed, a document at a time. */
async function refuseFirst(
  database: Database,
  { collection, rows, mode }: { collection: string; rows: Row[]; mode: ImportMode },
): Promise<void> {
  const transaction = database.startTransaction()
  for (const { line, document } of rows) {
    const target = { collection, transaction }
    const write =
      mode === 'insert' || document._id === undefined
        ? database.insert({ ...target, documents: [document] })
        : database.update({ ...target, filter: { _id: document._id }, update: document, upsert: true })
    try {
      await write
    } catch (error) {
      // A transaction that has expired ends the search, and the fault is reported without its line.
      if ((error as DatabaseError).code === 'DATABASE_TRANSACTION_FAIL') return
      refuse([{ line, message: (error as Error).message }])
    }
  }
  database.abortTransaction(transaction)
}

function rowsOf(text: string): Row[] {
  const rows: Row[] = []
  const faults: LineFault[] = []
  // Editors on Windows begin a file with a byte order mark and end lines with two characters.
  for (const [index, content] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (!content.trim()) continue
    try {
      rows.push({ line: index + 1, document: storableDocument(content) })
    } catch (error) {
      faults.push({ line: index + 1, message: (error as Error).message })
    }
  }
  if (faults.length > 0) refuse(faults)
  if (rows.length === 0) throw new Refused(400, '文件里没有文档')
  return rows
}

function refuseRepeated(rows: Row[]): void {
  const first = new Map<unknown, number>()
  const faults: LineFault[] = []
  for (const { line, document } of rows) {
    if (document._id === undefined) continue
    const key = hashKey(document._id)
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, line)
    else faults.push({ line, message: `_id 和第 ${earlier} 行重复` })
  }
  if (faults.length > 0) refuse(faults)
}

function refuse(lines: LineFault[]): never {
  throw new Refused(400, `有 ${lines.length} 行不能导入，什么都没有写入`, lines)
}
