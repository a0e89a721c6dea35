import { encodeConsole } from '../console-format'
import type { Database, Document, Value } from '../database'
import { equal } from '../database/compare'
import { decodeDocument, decodeEjson } from '../database/ejson'
import { compileFilter } from '../database/query/filter'
import { storable } from '../database/update/storable'
import { Refused } from './refused'
import type { DocumentPage, JsonDocument } from './replies'

const PAGE_SIZE = 20

/** A search of the console's page, as the query of its address carries it. */
export interface Search {
  by: string
  value: string
  skip: number
}

/**
 * Finds one page of 20 matching documents, in the order of insertion. The search reads a dump instead of asking a
 * query, so that looking on leaves the statistics of the product's queries unchanged.
 */
export function searchDocuments(database: Database, collection: string, search: Search): DocumentPage {
  existing(database, collection)
  const matches = matcher(search)
  const found = [...database.dump(collection)].filter(matches)
  const documents = found.slice(search.skip, search.skip + PAGE_SIZE)
  return {
    total: found.length,
    documents: documents.map(document => encodeConsole(document) as JsonDocument),
  }
}

function matcher({ by, value }: Search): (document: Document) => boolean {
  switch (by) {
    case 'all':
      return () => true
    case 'id':
      return ({ _id }) => String(_id) === value
    case 'text': {
      const wanted = value.toLowerCase()
      return document => JSON.stringify(encodeConsole(document)).toLowerCase().includes(wanted)
    }
    case 'filter':
      return compileFilter(decodeDocument(value, Date.now()))
    default:
      throw new Refused(400, `不能按 ${by} 查找`)
  }
}

/** Inserts a document given in the console's format. */
export async function insertDocument(database: Database, collection: string, text: string): Promise<Value> {
  existing(database, collection)
  const [id] = await database.insert({ collection, documents: [storableDocument(text)] })
  return id!
}

/**
 * Replaces `before` by `after`.
 * @throws Refused 404 when the document is gone, 409 when it has changed since the editor was shown it
 */
export async function replaceDocument(
  database: Database,
  collection: string,
  { before, after }: { before: string; after: string },
): Promise<void> {
  existing(database, collection)
  const [shown, wanted] = [decodeDocument(before, Date.now()), storableDocument(after)]
  if (!equal(shown._id, wanted._id)) throw new Refused(400, '_id 不能修改：请新建一个文档，再删除这一个')
  const stored = [...database.dump(collection)].find(({ _id }) => equal(_id, shown._id))
  if (!stored) throw new Refused(404, '这个文档已经被删除了')
  if (!equal(stored, shown)) throw new Refused(409, '这个文档刚刚被改过：请重新打开，再做修改')
  await database.update({ collection, filter: { _id: shown._id! }, update: wanted })
}

/** @param id as extended JSON, since an id need not be a text */
export async function removeDocument(database: Database, collection: string, id: string): Promise<void> {
  existing(database, collection)
  const removed = await database.remove({ collection, filter: { _id: { $eq: decodeEjson(id, Date.now()) } } })
  if (removed === 0) throw new Refused(404, '这个文档已经被删除了')
}

/** Reads a document in the console's format. @throws DatabaseError when it is malformed or may not be stored */
export function storableDocument(text: string): Document {
  const document = decodeDocument(text, Date.now())
  storable(document)
  return document
}

/** @throws Refused 404 when the collection does not exist */
export function existing(database: Database, collection: string): void {
  if (!database.collectionNames().includes(collection)) throw new Refused(404, `没有集合 ${collection}`)
}
