import { refuse } from '#contract/kernel/errors'
import type { Page } from '#contract/kernel/rpc'
import { _, type Aggregate } from './cloud'
import type { Fields, Row, Table } from './table'

/** One page of a list, as field `page` of a contract gives it. */
export interface PageRequest {
  after?: string
  size: number
}

type SortType = 'string' | 'number' | 'date'
type SortValue = string | number | Date

/** Path, direction and type of a field to sort by; the last key of an order must be unique. */
export type SortKey = readonly [field: string, direction: 1 | -1, type: SortType]

/** Order by a date field, ties by id. */
export const byTime = (field: string, direction: 1 | -1): SortKey[] => [
  [field, direction, 'date'],
  ['_id', 1, 'string'],
]

export interface ListQuery {
  /** Conditions that must all hold. */
  where: readonly Fields[]
  /** Alternatives, one of which must hold, too; each is sent together with `where`, so that an index serves it. */
  anyOf?: readonly Fields[][]
  order: readonly SortKey[]
  page: PageRequest
  /** Stages before the cursor applies, to unwind rows or to compute a field of the order. */
  prepare?: (pipeline: Aggregate) => Aggregate
  /** Projection; it must keep the fields of the order. */
  fields?: Record<string, 0 | 1>
  /** Stages for the rows of the page alone, such as a lookup. */
  join?: (pipeline: Aggregate) => Aggregate
}

/** Reads a keyset page in one database call; refuses INVALID_INPUT for a cursor that does not fit the order. */
export async function listPage<T, R>(
  table: Pick<Table<Row>, 'aggregate'>,
  query: ListQuery,
  view: (row: T) => R,
): Promise<Page<R>> {
  const { where, anyOf, order, page, prepare, fields, join } = query
  const limit = page.size + 1
  const after = conditionsAfter(order, page.after)
  const rows = await table.aggregate<T>(limit, pipeline => {
    const matched = pipeline.match(allOf(prepare ? where : [...where, ...after], anyOf))
    const prepared = prepare ? prepare(matched) : matched
    if (prepare && after.length) prepared.match(allOf(after))
    prepared.sort(toSort(order)).limit(limit)
    if (fields) prepared.project(fields)
    return join ? join(prepared) : prepared
  })
  return {
    items: rows.slice(0, page.size).map(view),
    ...(rows.length > page.size && { next: cursorAt(order, rows[page.size - 1]!) }),
  }
}

/** Reads all rows in pages of `size`, one database call a page. */
export async function* everyPage<T>(
  table: Pick<Table<Row>, 'aggregate'>,
  query: Omit<ListQuery, 'page'>,
  size: number,
): AsyncGenerator<T[]> {
  let after: string | undefined
  do {
    const page = await listPage(table, { ...query, page: { size, after } }, (row: T) => row)
    yield page.items
    after = page.next
  } while (after)
}

/** One filter of the conditions that must all hold, and of the alternatives, one of which must hold, too. */
export const allOf = (conditions: readonly Fields[], anyOf?: readonly Fields[][]): object => {
  const complete = anyOf?.map(way => _.and([...way, ...conditions])) ?? [_.and([...conditions])]
  return complete.length === 1 ? complete[0]! : _.or(complete)
}

/** The sort stage of an order. */
export const toSort = (order: readonly SortKey[]): Record<string, 1 | -1> =>
  Object.fromEntries(order.map(([field, direction]) => [field, direction]))

/** Conditions of the rows after the cursor; none without a cursor. */
export function conditionsAfter(order: readonly SortKey[], after: string | undefined): Fields[] {
  if (after === undefined) return []
  const types = order.map(([, , type]) => type)
  const values = decodeCursor(types, after)
  const alternatives = order.map(([field, direction], i) => {
    const ties = order.slice(0, i).map(([tied], j) => [tied, values[j]])
    return { ...Object.fromEntries(ties), [field]: direction === 1 ? _.gt(values[i]) : _.lt(values[i]) }
  })
  return [_.or(alternatives) as unknown as Fields]
}

/** The cursor of a page that ends with the row. */
export const cursorAt = (order: readonly SortKey[], row: unknown): string =>
  encodeCursor(order.map(([field]) => valueAt(row, field)))

const valueAt = (row: unknown, path: string): SortValue =>
  path.split('.').reduce((value, field) => (value as Fields)[field], row) as SortValue

/** The opaque text of a cursor; dates become milliseconds. */
export const encodeCursor = (values: readonly SortValue[]): string =>
  Buffer.from(JSON.stringify(values.map(value => (value instanceof Date ? +value : value)))).toString(
    'base64url',
  )

/** The values of a cursor; refuses INVALID_INPUT unless they have these types. */
export function decodeCursor(types: readonly SortType[], after: string): SortValue[] {
  const values = parseCursor(after)
  if (!Array.isArray(values) || values.length !== types.length) return refuseCursor()
  return types.map((type, i) => toSortValue(type, values[i]))
}

function toSortValue(type: SortType, value: unknown): SortValue {
  if (type === 'string') return typeof value === 'string' ? value : refuseCursor()
  if (typeof value !== 'number' || !Number.isFinite(value)) return refuseCursor()
  if (type === 'number') return value
  const date = new Date(value)
  return Number.isNaN(+date) ? refuseCursor() : date
}

function parseCursor(after: string): unknown {
  try {
    return JSON.parse(Buffer.from(after, 'base64url').toString())
  } catch {
    return refuseCursor()
  }
}

const refuseCursor = (): never => refuse('INVALID_INPUT', { field: 'page.after' })
