import * as v from 'valibot'
import { refuse } from '#contract/kernel/errors'

/** Where a page ends, as the opaque text that `page.after` carries back. */
export const encodeCursor = (place: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

/** The place that `after` names; a text that we did not make is refused INVALID_INPUT. */
export function decodeCursor<S extends v.GenericSchema>(schema: S, after: string): v.InferOutput<S> {
  const result = v.safeParse(schema, parseCursor(after))
  return result.success ? result.output : refuse('INVALID_INPUT', { field: 'page.after' })
}

function parseCursor(after: string): unknown {
  try {
    return JSON.parse(Buffer.from(after, 'base64url').toString())
  } catch {
    return refuse('INVALID_INPUT', { field: 'page.after' })
  }
}

/** `rows` hold one more than `size` when another page follows. */
export const toPage = <T, R>(
  rows: T[],
  size: number,
  show: (row: T) => R,
  place: (row: T) => readonly unknown[],
) => ({
  items: rows.slice(0, size).map(show),
  ...(rows.length > size && { next: encodeCursor(place(rows[size - 1]!)) }),
})
