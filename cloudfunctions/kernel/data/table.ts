import { type RefusalCode, refuse } from '#contract/kernel/errors'
import { _, type Aggregate, collection } from './cloud'

/** Fields of every document. */
export interface Row {
  _id: string
}

export type Fields = Record<string, unknown>
/** Fields to match, or a list of conditions that must all hold. */
export type Filter = Fields | Fields[]

/** Guarded access to one collection. Every method is one database call. */
export interface Table<T extends Row> {
  /** Resolves to the first matching document, or null. */
  first(filter: Filter): Promise<T | null>
  /** Resolves to all matching documents; throws if they exceed `limit`, so that no list is cut silently. */
  find(filter: Filter, limit: number): Promise<T[]>
  /** Inserts the document; false if its `_id` or a unique field already exists. */
  add(row: T): Promise<boolean>
  /** Inserts the document or replaces the one with its `_id`. */
  put(row: T): Promise<void>
  /** Updates one matching document; false if none matches, or if the update changes no field. */
  update(filter: Filter, change: Fields): Promise<boolean>
  /** Updates every matching document; resolves to the number changed. */
  updateAll(filter: Filter, change: Fields): Promise<number>
  /** Inserts the documents in order; stops and resolves to false at the first duplicate `_id` or unique field. */
  addAll(rows: T[]): Promise<boolean>
  /** Removes every matching document; resolves to the number removed. */
  removeAll(filter: Filter): Promise<number>
  /** Resolves to all rows of the pipeline; throws if they exceed `limit`. */
  aggregate<R>(limit: number, build: (pipeline: Aggregate) => Aggregate): Promise<R[]>
}

/** Documents that the SDK reads at once: it would lower a larger limit silently. */
const MAX_READ = 1000

let callCount = 0
/** Number of database calls since the start of this instance. */
export const callsMade = (): number => callCount

/** True for the error of a write whose `_id` or unique field belongs to another document. */
const isDuplicate = (error: unknown): boolean =>
  /E11000|duplicate key/.test(String((error as { errMsg?: string })?.errMsg ?? error))

/** Awaits a write; false if another document has the value of a unique field. */
export async function falseIfDuplicate(write: Promise<boolean>): Promise<boolean> {
  try {
    return await write
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/** Awaits a write and refuses with the code if another document has the value of a unique field. */
export async function refuseIfDuplicate<T>(code: RefusalCode, write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (isDuplicate(error)) refuse(code)
    throw error
  }
}

/** The only access to a collection; throws on filters that would match more than intended. */
export function table<T extends Row>(name: string): Table<T> {
  const insert = async (data: object) => {
    callCount++
    return falseIfDuplicate(
      collection(name)
        .add({ data })
        .then(() => true),
    )
  }
  const query = (filter: Filter) => {
    callCount++
    return collection(name).where(toFilter(filter))
  }
  const find = async (filter: Filter, limit: number): Promise<T[]> => {
    if (limit >= MAX_READ) throw new Error(`${name}: a read has less than ${MAX_READ} documents`)
    const { data } = await query(filter)
      .limit(limit + 1)
      .get()
    if (data.length > limit) throw new Error(`${name}: more than ${limit} documents match`)
    return data as T[]
  }
  return {
    find,
    first: async filter => ((await query(filter).limit(1).get()).data[0] as T | undefined) ?? null,

    add: async row => insert(checkFields(row)),
    addAll: async rows => insert(checkFields(rows)),

    async put({ _id, ...fields }) {
      callCount++
      await collection(name)
        .doc(_id)
        .set({ data: checkFields(fields) })
    },

    async update(filter, change) {
      // The SDK would change every match without `multi: false`.
      const { stats } = await query(filter).update({ data: checkFields(change), multi: false })
      return stats.updated === 1
    },

    async updateAll(filter, change) {
      const { stats } = await query(filter).update({ data: checkFields(change), multi: true })
      return stats.updated
    },

    removeAll: async filter => (await query(filter).remove()).stats.removed,

    async aggregate<R>(limit: number, build: (pipeline: Aggregate) => Aggregate) {
      callCount++
      const { list } = await build(collection(name).aggregate())
        .limit(limit + 1)
        .end()
      if (list.length > limit) throw new Error(`${name}: the pipeline gave more than ${limit} rows`)
      return list as R[]
    },
  }
}

/** Joins the conditions into one filter. Throws on empty or undefined conditions, which match foreign documents. */
function toFilter(filter: Filter) {
  const conditions = Array.isArray(filter) ? filter : [filter]
  for (const condition of conditions) {
    if (!Object.keys(condition).length) throw new Error('empty filter')
    checkFields(condition)
    checkEncodable(condition)
  }
  return conditions.length === 1 ? conditions[0]! : _.and(conditions)
}

/** Throws on `undefined`, which the SDK drops silently, and on keys that the database would run as operators. */
function checkFields<V>(value: V, path = ''): V {
  if (value === undefined) throw new Error(`undefined at '${path}'`)
  if (Array.isArray(value)) for (const [i, item] of value.entries()) checkFields(item, `${path}[${i}]`)
  else if (isPlain(value))
    for (const [key, item] of Object.entries(value)) {
      if (key.startsWith('$')) throw new Error(`operator '${key}' at '${path}'`)
      checkFields(item, path ? `${path}.${key}` : key)
    }
  return value
}

/** False for dates and other instances, whose fields are not document fields. */
const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/**
 * Throws on logical operators inside `_.elemMatch`: the SDK encodes them as values to compare with, so that the
 * condition never matches.
 */
function checkEncodable(value: unknown, inElement = false): void {
  const { operator, operands } = (value ?? {}) as { operator?: string; operands?: unknown[] }
  if (Array.isArray(operands)) {
    if (inElement && LOGIC.has(operator!))
      throw new Error(`'${operator}' inside elemMatch: write it literally`)
    for (const operand of operands) checkEncodable(operand, inElement || operator === 'elemMatch')
  } else if (Array.isArray(value)) for (const item of value) checkEncodable(item, inElement)
  else if (isPlain(value)) for (const item of Object.values(value)) checkEncodable(item, inElement)
}

const LOGIC = new Set(['and', 'or', 'nor', 'not'])
