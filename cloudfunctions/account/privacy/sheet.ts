import { iso } from '#contract/kernel/time'
import type { CollectionSchema } from '../../../database-schema'
import type { Fields } from '../../kernel/data/table'
import { toCsv } from '../../kernel/files/csv'
import type { CollectedRows } from './collect'

/** All of it as JSON, moments in the time of the place. */
export const jsonOf = (held: CollectedRows): string => {
  const merged: Record<string, Fields[]> = {}
  for (const [collection, rows] of held) merged[collection] = [...(merged[collection] ?? []), ...rows]
  return JSON.stringify(plain(merged), null, 2)
}

const HEAD = ['collection', 'id', 'field', 'note', 'value']

/** One line a value, as spreadsheets open it: no cell is ever run as a formula. */
export function csvOf(held: CollectedRows, collections: readonly CollectionSchema[]): string {
  const lines = held.flatMap(([collection, rows]) => {
    const fields = collections.find(({ name }) => name === collection)?.fields ?? {}
    return rows.flatMap(({ _id, id = _id, ...row }) =>
      Object.entries(row).map(([name, value]) => [
        collection,
        id,
        name,
        fields[name]?.note ?? '',
        textOf(value),
      ]),
    )
  })
  return toCsv([HEAD, ...lines])
}

const textOf = (value: unknown): string =>
  typeof value === 'object' && !(value instanceof Date) ? JSON.stringify(plain(value)) : String(plain(value))

function plain(value: unknown): unknown {
  if (value instanceof Date) return iso(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]))
}
