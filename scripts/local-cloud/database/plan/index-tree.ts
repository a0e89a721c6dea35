import BTree from 'sorted-btree'
import { compare, equal, type HashKey, hashKey } from '../compare'
import { requestFailed } from '../error'
import { type Key, type Keys, keysOf } from '../query/path'
import { sharedEnds } from '../shared-ends'
import type { Document, Value } from '../value'

/** Declares a secondary index: field path → 1 ascending or -1 descending. */
export interface IndexSpec {
  name: string
  keys: Record<string, 1 | -1>
  unique?: boolean
  /** Whether documents that have none of the fields are left out. */
  sparse?: boolean
}

/** A stored document and its place in the order of insertion; a change replaces the record as a whole. */
export interface StoredRecord {
  readonly id: HashKey
  readonly sequence: number
  readonly document: Document
  /** An upper bound of the document's size, in bytes. */
  readonly bytes: number
}

/** A place in the tree. A key with fewer values than the index, and an infinite sequence, is the edge of a range. */
export interface TreeKey {
  values: Key
  sequence: number
}

/** One stretch of the tree, both ends included. */
export interface Interval {
  low: TreeKey
  high: TreeKey
}

/** The keys that one index loses and gains by an update. */
export interface KeyChange {
  gone: Key[]
  added: Key[]
}

const NO_CHANGE: KeyChange = { gone: [], added: [] }

/** A sorted tree over the keys of all documents of a collection; an array gives one entry per element. */
export class IndexTree {
  readonly paths: string[]
  readonly directions: number[]
  /** Per field: whether any document ever had an array on its path. */
  readonly arrays: boolean[]
  private readonly parts: string[][]
  private tree: BTree<TreeKey, HashKey>

  constructor(readonly spec: IndexSpec) {
    this.paths = Object.keys(spec.keys)
    this.directions = Object.values(spec.keys)
    this.parts = this.paths.map(path => path.split('.'))
    this.arrays = this.paths.map(() => false)
    this.tree = new BTree(undefined, (a, b) => this.compareKeys(a, b), 64)
    if (this.parts.flat().some(part => /^\d+$/.test(part))) {
      throw requestFailed(`index ${spec.name}: a path through an element's number is not supported`)
    }
  }

  /**
   * The keys that go and come when one version replaces another. @throws DATABASE_REQUEST_FAILED for parallel arrays
   */
  keyChange(before: Document | undefined, after: Document | undefined): KeyChange {
    if (before && after && this.parts.every(parts => before[parts[0]!] === after[parts[0]!])) return NO_CHANGE
    const [from, to] =
      before && after && !this.spec.sparse ? this.differingPart(before, after) : [before, after]
    const old = from ? this.keysIn(from) : []
    const next = to ? this.keysIn(to) : []
    const [start, end] = sharedEnds(old, next, sameValues)
    const gone = old.slice(start, old.length - end)
    // An equal key can remain elsewhere in the array.
    const kept = new Set(gone.length > 0 && after ? this.keysIn(after).map(hashKeyOf) : [])
    return {
      gone: gone.filter(values => !kept.has(hashKeyOf(values))),
      added: next.slice(start, next.length - end),
    }
  }

  /**
   * Both versions without the elements that they share at the ends of the only changed array: shared elements have the
   * same keys, and an array can be long.
   */
  private differingPart(before: Document, after: Document): [Document | undefined, Document | undefined] {
    const roots = [...new Set(this.parts.map(parts => parts[0]!))]
    const changed = roots.filter(root => before[root] !== after[root])
    const [from, to] = [before[changed[0]!], after[changed[0]!]]
    if (changed.length !== 1 || !Array.isArray(from) || !Array.isArray(to)) return [before, after]
    if (from.length === 0 || to.length === 0) return [before, after]
    const [start, end] = sharedEnds(from, to)
    const part = (document: Document, array: Value[]) => {
      const rest = array.slice(start, array.length - end)
      return rest.length > 0 ? { ...document, [changed[0]!]: rest } : undefined
    }
    return [part(before, from), part(after, to)]
  }

  apply({ gone, added }: KeyChange, { id, sequence }: StoredRecord): void {
    for (const values of gone) this.tree.delete({ values, sequence })
    for (const values of added) this.tree.set({ values, sequence }, id)
  }

  /** Remembers the tree as it is. @returns a function that restores it, any number of times */
  checkpoint(): () => void {
    // Copies share their nodes until one of them changes.
    const tree = this.tree.clone()
    const arrays = [...this.arrays]
    return () => {
      this.tree = tree.clone()
      this.arrays.splice(0, arrays.length, ...arrays)
    }
  }

  /** Finds the records that share a key with a document; each comes with the key as error messages print it. */
  *sharing(document: Document): Iterable<{ id: HashKey; key: string }> {
    for (const values of this.keysIn(document)) {
      for (const [key, id] of this.tree.entries({ values, sequence: -Infinity })) {
        if (!sameValues(key.values, values)) break
        yield { id, key: this.describe(values) }
      }
    }
  }

  /** The first key that two documents share, as error messages print it. */
  commonKey(a: Document, b: Document): string | undefined {
    const keys = new Set(this.keysIn(a).map(hashKeyOf))
    const common = this.keysIn(b).find(values => keys.has(hashKeyOf(values)))
    return common && this.describe(common)
  }

  /** The ids in an interval, in the index's order or backwards; an id with several keys comes several times. */
  *scan({ low, high }: Interval, backwards: boolean): Iterable<HashKey> {
    const entries = backwards ? this.tree.entriesReversed(high) : this.tree.entries(low)
    for (const [key, id] of entries) {
      if (backwards ? this.compareKeys(key, low) < 0 : this.compareKeys(key, high) > 0) return
      yield id
    }
  }

  get isMultikey(): boolean {
    return this.arrays.includes(true)
  }

  private keysIn(document: Document): Key[] {
    const { keys, arrays, absent }: Keys = keysOf(document, this.parts, () =>
      requestFailed(`cannot index parallel arrays: ${this.paths.join(', ')}`),
    )
    for (const [field, met] of arrays.entries()) this.arrays[field] ||= met
    return absent && this.spec.sparse ? [] : keys
  }

  private compareKeys(a: TreeKey, b: TreeKey): number {
    const shared = Math.min(a.values.length, b.values.length)
    for (let i = 0; i < shared; i++) {
      const order = compare(a.values[i], b.values[i])
      if (order !== 0) return order * this.directions[i]!
    }
    if (a.values.length === b.values.length)
      return a.sequence < b.sequence ? -1 : Number(a.sequence > b.sequence)
    return a.values.length < b.values.length ? Math.sign(a.sequence) : -Math.sign(b.sequence)
  }

  private describe(values: Key): string {
    const fields = this.paths.map((path, i) => `${path}: ${shellNotation(values[i])}`)
    return `{ ${fields.join(', ')} }`
  }
}

/** Prints a value as MongoDB's error messages do. */
export function shellNotation(value: Value | undefined): string {
  if (value instanceof Date) return `new Date(${value.getTime()})`
  return JSON.stringify(value) ?? 'undefined'
}

function sameValues(a: Key, b: Key): boolean {
  return a.every((value, i) => equal(value, b[i]))
}

function hashKeyOf(values: Key): HashKey {
  return values.length === 1 ? hashKey(values[0]) : values.map(value => String(hashKey(value))).join('\0')
}
