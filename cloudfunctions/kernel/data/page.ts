import { refuse } from '#contract/kernel/errors'
import type { Page } from '#contract/kernel/rpc'
import { _, type Aggregate } from './cloud'
import type { Fields, Row, Table } from './table'

/** Which part of a list is asked for, as `page` of the contract's fields gives it. */
export interface PageRequest {
  after?: string
  size: number
}

type SortType = 'string' | 'number' | 'date'
type SortValue = string | number | Date

/** A field that rows are sorted by, as a path; the last key of an order makes the order total. */
export type SortKey = readonly [field: string, direction: 1 | -1, type: SortType]

/** The order by a moment, ties by id. */
export const byTime = (field: string, direction: 1 | -1): SortKey[] => [
  [field, direction, 'date'],
  ['_id', 1, 'string'],
]

export interface ListQuery {
  /** Conditions that must all hold. */
  where: readonly Fields[]
  /** Alternatives of which one must hold, too; each is sent complete with `where`, so that an index serves it. */
  anyOf?: readonly Fields[][]
  order: readonly SortKey[]
  page: PageRequest
  /** Stages before the cursor applies: what unwinds rows or computes a field of the order. */
  prepare?: (pipeline: Aggregate) => Aggregate
  /** Which fields come along; those of the order must. */
  fields?: Record<string, 0 | 1>
  /** Stages for the rows of this page alone, such as a lookup. */
  join?: (pipeline: Aggregate) => Aggregate
}

/** One keyset page in one database call. Refuses INVALID_INPUT for a cursor that no page of this order gave. */
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

/** The rows of every page, one database call a page. */
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

const allOf = (conditions: readonly Fields[], anyOf?: readonly Fields[][]): object => {
  const complete = anyOf?.map(way => _.and([...way, ...conditions])) ?? [_.and([...conditions])]
  return complete.length === 1 ? complete[0]! : _.or(complete)
}

/** The sort stage of an order. */
export const toSort = (order: readonly SortKey[]): Record<string, 1 | -1> =>
  Object.fromEntries(order.map(([field, direction]) => [field, direction]))

/** The conditions of what follows the cursor: none without one. */
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

/** The cursor that ends a page at the row. */
export const cursorAt = (order: readonly SortKey[], row: unknown): string =>
  encodeCursor(order.map(([field]) => valueAt(row, field)))

const valueAt = (row: unknown, path: string): SortValue =>
  path.split('.').reduce((value, field) => (value as Fields)[field], row) as SortValue

/** Values as the opaque text that `page.after` carries back; dates as milliseconds. */
export const encodeCursor = (values: readonly SortValue[]): string =>
  Buffer.from(JSON.stringify(values.map(value => (value instanceof Date ? +value : value)))).toString(
    'base64url',
  )

/** The values in the text; refuses INVALID_INPUT when they are not of these types. */
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
