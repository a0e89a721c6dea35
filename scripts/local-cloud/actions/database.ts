import { type Database, type Document, invalidParam, parseSort, requestFailed } from '../database'
import { decodeDocument, decodeEjson, encodeEjson } from '../database/ejson'
import { LIMITS } from '../limits'

/** The fields of a request and of a reply, without the envelope. */
type Body = Record<string, unknown>
type Action = (body: Body) => Promise<Body>

/**
 * The database actions in the dialect of the node SDK (`@cloudbase/database` 1.x), by name. Documents, filters and
 * updates cross as texts of extended JSON.
 * @param now the product's clock, for server dates
 * @throws each action: DatabaseError, which the server turns into `{ code, message }`
 */
export function databaseActions(db: Database, now: () => number): Record<string, Action> {
  return { ...readActions(db, now), ...writeActions(db, now), ...transactionActions(db) }
}

function readActions(db: Database, now: () => number): Record<string, Action> {
  return {
    'database.getDocument': async body => {
      const limit = pageSize(body)
      const offset = wholeNumber(body.offset ?? 0, 'offset')
      const list = await db.find({
        ...target(body),
        filter: filterOf(body, now),
        sort: body.order === undefined ? {} : parseSort(decodeDocument(text(body.order, 'order'), now())),
        skip: offset,
        limit,
        projection:
          body.projection === undefined
            ? undefined
            : decodeDocument(text(body.projection, 'projection'), now()),
      })
      return { data: { list: encodeList(list) }, offset, limit }
    },
    'database.calculateDocument': async body => ({
      data: { total: await db.count({ collection: target(body).collection, filter: filterOf(body, now) }) },
    }),
    'database.aggregateDocuments': async body => {
      if (!Array.isArray(body.stages)) throw invalidParam('stages must be an array')
      const moment = now()
      const pipeline = body.stages.map(stage => stageOf(stage, moment))
      return { data: { list: encodeList(await db.aggregate({ ...target(body), pipeline })) } }
    },
  }
}

/** A stage's name, and its operand as a text of extended JSON. */
function stageOf(stage: unknown, moment: number): Document {
  const { stageKey, stageValue } = (stage ?? {}) as Record<string, unknown>
  return { [text(stageKey, 'stageKey')]: decodeEjson(text(stageValue, 'stageValue'), moment) }
}

function writeActions(db: Database, now: () => number): Record<string, Action> {
  return {
    'database.insertDocument': async body => {
      if (!Array.isArray(body.data)) throw invalidParam('data must be an array')
      const moment = now()
      const texts = body.data.map(item => text(item, 'data'))
      checkWrite(texts)
      const documents = texts.map(item => decodeDocument(item, moment))
      return { data: { insertedIds: await db.insert({ ...target(body), documents }) } }
    },
    'database.modifyDocument': async body => {
      const update = updateOf(body, now)
      refuseMixedUp(body, update)
      const multi = body.multi === true
      const result = await db.update({
        ...target(body),
        filter: filterOf(body, now),
        update,
        multi,
        upsert: body.upsert === true,
      })
      const updated = result.upsertedId === undefined ? result.modified : 0
      return { data: { updated, upsert_id: result.upsertedId } }
    },
    'database.modifyAndReturnDoc': async body => {
      const update = updateOf(body, now)
      const { modified, first } = await db.update({ ...target(body), filter: filterOf(body, now), update })
      return { data: { updated: modified, doc: first ? encodeEjson(first) : null } }
    },
    'database.removeDocument': async body => ({
      data: {
        deleted: await db.remove({
          ...target(body),
          filter: filterOf(body, now),
          multi: body.multi === true,
        }),
      },
    }),
    'database.addCollection': async body => {
      db.createCollection(target(body).collection)
      return { data: {} }
    },
  }
}

function transactionActions(db: Database): Record<string, Action> {
  return {
    'database.startTransaction': async () => ({ transactionId: db.startTransaction() }),
    'database.commitTransaction': async body => {
      await db.commitTransaction(text(body.transactionId, 'transactionId'))
      return {}
    },
    'database.abortTransaction': async body => {
      db.abortTransaction(text(body.transactionId, 'transactionId'))
      return {}
    },
  }
}

function target(body: Body): { collection: string; transaction?: string } {
  const collection = text(body.collectionName, 'collectionName')
  const { transactionId } = body
  return transactionId === undefined || transactionId === null
    ? { collection }
    : { collection, transaction: text(transactionId, 'transactionId') }
}

/** A query without a filter sends an empty text or nothing. */
function filterOf(body: Body, now: () => number): Document {
  const { query } = body
  return query === undefined || query === null || query === ''
    ? {}
    : decodeDocument(text(query, 'query'), now())
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw invalidParam(`${name} must be a string`)
  return value
}

function wholeNumber(value: unknown, name: string): number {
  if (!Number.isInteger(value) || (value as number) < 0) throw invalidParam(`${name} must be a whole number`)
  return value as number
}

function pageSize({ limit }: Body): number {
  if (limit === undefined || limit === null) return LIMITS.rowsByDefault.value
  return Math.min(wholeNumber(limit, 'limit'), LIMITS.rowsAtMost.value)
}

function updateOf(body: Body, now: () => number): Document {
  const data = text(body.data, 'data')
  checkWrite([data])
  return decodeDocument(data, now())
}

/** Measured as it crosses the wire. */
function checkWrite(texts: string[]): void {
  const { value, what } = LIMITS.write
  const bytes = texts.reduce((sum, one) => sum + Buffer.byteLength(one), 0)
  if (bytes > value) throw requestFailed(`${what} has ${bytes} bytes and may have ${value}`)
}

/** `merge` says whether the client means operators or a whole document; anything else would overwrite by accident. */
function refuseMixedUp({ merge }: Body, update: Document): void {
  const operators = Object.keys(update).some(name => name.startsWith('$'))
  if (merge === true && !operators) throw requestFailed('an update without operators changes nothing')
  if (merge === false && operators) throw requestFailed('a whole document cannot contain update operators')
}

function encodeList(documents: Document[]): string[] {
  let bytes = 0
  return documents.map(document => {
    const encoded = encodeEjson(document)
    bytes += Buffer.byteLength(encoded)
    if (bytes > LIMITS.queryReply.value) throw requestFailed('database query result size exceed limit (50MB)')
    return encoded
  })
}
