import { invalidParam } from '../database'
import { fromEjson, parsed, toEjson } from './legacy-json'

type Body = Record<string, unknown>
type Action = (body: Body) => Promise<Body>

/**
 * The database actions in the dialect of tcb-admin-node (`@cloudbase/database` 0.9), by name. Each translates its
 * request for the action of the current SDK that does the work. Documents, filters and updates arrive as plain JSON, in
 * transactions as JSON texts. Collections and the begin and end of transactions are the same actions in both dialects.
 * @param today the actions of the current SDK, by name
 */
export function legacyDatabaseActions(today: Record<string, Action>): Record<string, Action> {
  const ask = async (action: string, body: Body) => (await today[action]!(body)).data as Answer
  return { ...plainActions(ask), ...transactionActions(ask) }
}

/** The union of the replies of the current SDK's actions; each action fills its part. */
interface Answer {
  list: string[]
  total: number
  insertedIds: unknown[]
  updated: number
  upsert_id: unknown
  deleted: number
}

type Ask = (action: string, body: Body) => Promise<Answer>

function plainActions(ask: Ask): Record<string, Action> {
  return {
    'database.queryDocument': async body => {
      const request = { ...body, ...queryOf(body), order: orderOf(body), projection: ejson(body.projection) }
      const { list } = await ask('database.getDocument', request)
      return { data: { list: list.map(fromEjson) }, Offset: body.offset, Limit: body.limit }
    },
    'database.countDocument': async body => ({
      data: { total: (await ask('database.calculateDocument', { ...body, ...queryOf(body) })).total },
    }),
    'database.aggregate': async body => {
      if (!Array.isArray(body.stages)) throw invalidParam('stages must be an array')
      const stages = body.stages.map(stage => ({
        ...stage,
        stageValue: toEjson(parsed((stage as Body | null)?.stageValue)),
      }))
      const { list } = await ask('database.aggregateDocuments', { ...body, stages })
      return { data: { list: JSON.stringify(list) } }
    },
    'database.addDocument': async body => {
      const { insertedIds } = await ask('database.insertDocument', { ...body, data: [documentOf(body)] })
      return { data: { _id: insertedIds[0] } }
    },
    'database.updateDocument': async body => {
      const request = { ...body, ...queryOf(body), data: toEjson(body.data) }
      const { updated, upsert_id } = await ask('database.modifyDocument', request)
      return { data: { updated, upsert_id, upserted_id: upsert_id } }
    },
    'database.deleteDocument': async body => ({
      data: { deleted: (await ask('database.removeDocument', { ...body, ...queryOf(body) })).deleted },
    }),
  }
}

function transactionActions(ask: Ask): Record<string, Action> {
  return {
    'database.getInTransaction': async body => {
      const { list } = await ask('database.getDocument', { ...body, ...idOf(body) })
      return { data: list[0] ?? 'null' }
    },
    'database.insertDocInTransaction': async body => {
      const document = documentOf({ ...body, data: parsed(body.data) })
      const { insertedIds } = await ask('database.insertDocument', { ...body, data: [document] })
      return { inserted: count(insertedIds.length), ok: count(1) }
    },
    'database.updateDocInTransaction': async body => {
      const request = { ...body, ...idOf(body), data: toEjson(parsed(body.data)) }
      const { updated, upsert_id } = await ask('database.modifyDocument', request)
      return {
        updated: count(updated),
        upserted: upsert_id === undefined ? undefined : JSON.stringify([{ _id: upsert_id }]),
      }
    },
    'database.deleteDocInTransaction': async body => ({
      deleted: count((await ask('database.removeDocument', { ...body, ...idOf(body) })).deleted),
    }),
  }
}

const queryOf = ({ query }: Body) => ({ query: ejson(query) })

/**
 * The id as a filter: transactions query one document as `{ _id: { $eq } }`, and an upsert takes its id from `{ _id }`.
 */
function idOf({ query }: Body): { query: string } {
  const id = (query as { _id?: { $eq?: unknown } } | undefined)?._id?.$eq
  if (typeof id !== 'string' && typeof id !== 'number') throw invalidParam('query must be { _id: { $eq } }')
  return { query: toEjson({ _id: id }) }
}

const ejson = (value: unknown): string | undefined => (value === undefined ? undefined : toEjson(value))

/** Translates `[{ field, direction }]` to `{ field: 1 | -1 }`, as JSON text. */
function orderOf({ order = [] }: Body): string {
  if (!Array.isArray(order)) throw invalidParam('order must be an array')
  return JSON.stringify(
    Object.fromEntries(
      order.map(({ field, direction }: { field: string; direction: string }) => [
        field,
        direction === 'desc' ? -1 : 1,
      ]),
    ),
  )
}

/** The document of an insertion as extended JSON; its id may come beside `data`. */
function documentOf({ _id, data }: Body): string {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw invalidParam('data must be a document')
  return toEjson(_id === undefined ? data : { ...data, _id })
}

const count = (number: number): string => JSON.stringify({ $numberInt: String(number) })
