import { compare } from '../compare'
import { requestFailed } from '../error'
import type { Document, Value } from '../value'
import { keysOf } from './path'

/** Field path → 1 ascending, -1 descending; the first field counts most. */
export type SortSpec = Record<string, 1 | -1>

interface Keyed {
  document: Document
  place: number
  key: (Value | undefined)[]
}

/** Checks a sort order that came from outside. */
export function parseSort(order: Document): SortSpec {
  for (const [path, direction] of Object.entries(order)) {
    if (direction !== 1 && direction !== -1)
      throw requestFailed(`$sort key ordering must be 1 or -1: ${path}`)
  }
  return order as SortSpec
}

/**
 * Orders documents as MongoDB does: missing like null, an array by its smallest element ascending and by its largest
 * descending. Documents that tie keep their order. With `limit` only the first so many are returned.
 */
export function sortDocuments(documents: Iterable<Document>, spec: SortSpec, limit = Infinity): Document[] {
  const byKey = comparator(spec)
  const keyed: Keyed[] = []
  for (const document of documents)
    keyed.push({ document, place: keyed.length, key: sortKey(document, spec) })
  const first = limit * 8 < keyed.length ? smallest(keyed, byKey, limit) : keyed.sort(byKey).slice(0, limit)
  return first.map(entry => entry.document)
}

function comparator(spec: SortSpec): (a: Keyed, b: Keyed) => number {
  const directions = Object.values(spec)
  return (a, b) => {
    for (let i = 0; i < directions.length; i++) {
      const order = compare(a.key[i], b.key[i])
      if (order !== 0) return order * directions[i]!
    }
    return a.place - b.place
  }
}

/** The `limit` first of many without ordering the rest. */
function smallest(entries: Keyed[], byKey: (a: Keyed, b: Keyed) => number, limit: number): Keyed[] {
  let best: Keyed[] = []
  let bar: Keyed | undefined
  for (const entry of entries) {
    if (bar && byKey(entry, bar) >= 0) continue
    best.push(entry)
    if (best.length < 2 * limit + 16) continue
    best = best.sort(byKey).slice(0, limit)
    bar = best.at(-1)
  }
  return best.sort(byKey).slice(0, limit)
}

function sortKey(document: Document, spec: SortSpec): (Value | undefined)[] {
  return Object.keys(spec).map(path => {
    const { keys } = keysOf(document, [path.split('.')], unreachable)
    const values = keys.map(key => key[0])
    if (values.length === 1) return values[0]
    return values.reduce((best, value) => (compare(value, best) * spec[path]! < 0 ? value : best))
  })
}

/** A single path cannot go through two arrays side by side. */
function unreachable(): Error {
  return new Error('one sort field met parallel arrays')
}
