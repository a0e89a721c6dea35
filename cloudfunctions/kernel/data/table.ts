import { _, type Aggregate, collection } from './cloud'

/** What every document has. */
export interface Row {
  _id: string
}

export type Fields = Record<string, unknown>
/** Fields to match, or conditions that must all hold. */
export type Filter = Fields | Fields[]

/** The guarded door to one collection. Every method is one database call. */
export interface Table<T extends Row> {
  /** The document that matches; null when there is none. */
  first(filter: Filter): Promise<T | null>
  /** At most `limit` matching documents; throws when there are more, so that nothing is cut silently. */
  find(filter: Filter, limit: number): Promise<T[]>
  /** Inserts the document; false when its `_id` is taken. */
  add(row: T): Promise<boolean>
  /** Inserts the document or replaces the one with its `_id`. */
  put(row: T): Promise<void>
  /** Changes the one document that matches; false when none does. The change must differ from what is there. */
  update(filter: Filter, change: Fields): Promise<boolean>
  /** Changes every document that matches; answers how many changed. */
  updateAll(filter: Filter, change: Fields): Promise<number>
  /** Inserts the documents in order up to the first whose `_id` or unique field is taken; false when one was. */
  addAll(rows: T[]): Promise<boolean>
  /** Removes every document that matches; answers how many there were. */
  removeAll(filter: Filter): Promise<number>
  /** All rows of the pipeline; throws when they are more than `limit`. */
  aggregate<R>(limit: number, build: (pipeline: Aggregate) => Aggregate): Promise<R[]>
}

let callCount = 0
/** How many database calls this instance has made so far. */
export const callsMade = (): number => callCount

/** True for the failure of a write whose `_id`, or another unique field, belongs to another document. */
export const isDuplicate = (error: unknown): boolean =>
  /E11000|duplicate key/.test(String((error as { errMsg?: string })?.errMsg ?? error))

/** The only way to a collection: refuses filters that would match more than was meant. */
export function table<T extends Row>(name: string): Table<T> {
  const insert = async (data: object) => {
    callCount++
    try {
      await collection(name).add({ data })
      return true
    } catch (error) {
      if (isDuplicate(error)) return false
      throw error
    }
  }
  const query = (filter: Filter) => {
    callCount++
    return collection(name).where(toFilter(filter))
  }
  const find = async (filter: Filter, limit: number): Promise<T[]> => {
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
      // Without `multi: false` every match would change.
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

/** One filter of all conditions. An empty one, or one with a hole, would reach other people's documents. */
function toFilter(filter: Filter) {
  const conditions = Array.isArray(filter) ? filter : [filter]
  for (const condition of conditions) {
    if (!Object.keys(condition).length) throw new Error('empty filter')
    checkFields(condition)
    checkEncodable(condition)
  }
  return conditions.length === 1 ? conditions[0]! : _.and(conditions)
}

/** Refuses `undefined`, which the SDK drops silently, and keys that the database would run as operators. */
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

/** Dates and the like are not ours to look into. */
const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/**
 * Refuses what the SDK would garble: it sends `_.and`, `_.or` and their like inside `_.elemMatch` as if they were
 * values to compare with, and the condition is never met.
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
