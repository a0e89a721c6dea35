import type { admin, BadRow } from '#contract/admin'
import { refuse } from '#contract/kernel/errors'
import { collections } from '../../database-schema'
import type { CollectionSchema, Field } from '../../database-schema/schema'
import { _, $ } from '../kernel/data/cloud'
import { decodeCursor, encodeCursor } from '../kernel/data/page'
import { type Row, table } from '../kernel/data/table'
import type { Handlers } from '../kernel/serve'

/** Rows of one read, and reads of one request. */
const ROWS = 500
const READS = 3

type Place = [collection: string, afterId: string]

/**
 * Finds rows that the schema would refuse, such as a number typed as text; `next` in the reply continues the search.
 */
export const lint: Handlers<typeof admin>['lint'] = async ({ page: { after } }) => {
  let place: Place | undefined = after === undefined ? [collections[0]!.name, ''] : placeIn(after)
  const rows: BadRow[] = []
  let checked = 0
  for (let reads = 0; place && reads < READS; reads++) {
    const schema: CollectionSchema = collections.find(({ name }) => name === place![0])!
    const found = await rowsOf(schema, place[1])
    checked += found.length
    rows.push(...found.flatMap(row => faultsOf(schema, row)))
    place = placeAfter(schema, found)
  }
  return { checked, rows, ...(place && { next: encodeCursor(place) }) }
}

function placeIn(after: string): Place {
  const place = decodeCursor(['string', 'string'], after) as Place
  return collections.some(({ name }) => name === place[0])
    ? place
    : refuse('INVALID_INPUT', { field: 'page.after' })
}

/** Rows by id, with their lists emptied: lists can be long, and only their being lists is checked. */
function rowsOf({ name, fields }: CollectionSchema, afterId: string): Promise<Row[]> {
  const lists = Object.keys(fields).filter(field => fields[field]!.type === 'array')
  const emptied = lists.map(field => [field, $.cond([$.isArray(`$${field}`), [], `$${field}`])])
  return table<Row>(name).aggregate<Row>(ROWS, pipeline =>
    pipeline
      .match({ _id: _.gt(afterId) })
      .sort({ _id: 1 })
      .limit(ROWS)
      .addFields({ ...Object.fromEntries(emptied), _id: '$_id' }),
  )
}

/** The next rows of the collection, or the next collection. */
function placeAfter({ name }: CollectionSchema, found: Row[]): Place | undefined {
  if (found.length === ROWS) return [name, found.at(-1)!._id]
  const next = collections[collections.findIndex(one => one.name === name) + 1]
  return next && [next.name, '']
}

const EXPECTED: Record<Field['type'], [words: string, fits: (value: unknown) => boolean]> = {
  string: ['文字', value => typeof value === 'string'],
  number: ['数字', value => typeof value === 'number'],
  boolean: ['是或否', value => typeof value === 'boolean'],
  date: ['时间', value => value instanceof Date],
  array: ['列表', value => Array.isArray(value)],
  object: [
    '对象',
    value => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date),
  ],
}

/** The faults of a row. A missing field is no fault, since every field is optional. */
export function faultsOf({ name, fields }: CollectionSchema, { _id, ...values }: Row): BadRow[] {
  return Object.entries(values).flatMap(([field, value]) => {
    if (!Object.hasOwn(fields, field)) return [{ collection: name, id: _id, field, expected: '没有这个字段' }]
    const { type, nullable } = fields[field]!
    const [words, fits] = EXPECTED[type]
    return fits(value) || (nullable && value === null)
      ? []
      : [{ collection: name, id: _id, field, expected: words }]
  })
}
