import type { Collection } from '../collection'
import { type HashKey, hashKey } from '../compare'
import { fromJson, toJson } from '../ejson'
import type { Document, Value } from '../value'
import { applyPatch, difference, extendsOrder, type Patch } from './patch'

/** One change of a commit as a line of the log holds it: a collection's name and what happened in it. */
type Entry =
  | { collection: string; create: true }
  | { collection: string; put: unknown }
  | { collection: string; patch: unknown; id: unknown }
  | { collection: string; remove: unknown }

/** A document before and after a change; undefined where there is none. */
export interface Written {
  collection: Collection
  id: HashKey
  before: Document | undefined
  after: Document | undefined
}

/** The line for a commit. */
export function commitLine(changes: Written[]): string {
  return JSON.stringify(changes.map(entryOf))
}

export function createLine(collection: string): string {
  const entry: Entry = { collection, create: true }
  return JSON.stringify([entry])
}

/** The lines that say what a collection is now, for a log written anew. */
export function* contentLines(collection: Collection): Iterable<string> {
  yield createLine(collection.name)
  for (const document of collection.documents()) {
    const entry: Entry = { collection: collection.name, put: toJson(document) }
    yield JSON.stringify([entry])
  }
}

function entryOf({ collection: { name }, before, after }: Written): Entry {
  if (!after) return { collection: name, remove: toJson(before!._id!) }
  if (!before || !extendsOrder(before, after)) return { collection: name, put: toJson(after) }
  return {
    collection: name,
    id: toJson(after._id!),
    patch: toJson(difference(before, after) as unknown as Value),
  }
}

/** Makes the changes of a line, in memory. @param collectionOf finds a collection or creates it */
export function replayLine(text: string, collectionOf: (name: string) => Collection): void {
  for (const entry of JSON.parse(text) as Entry[]) {
    const collection = collectionOf(entry.collection)
    if ('put' in entry) {
      const document = fromJson(entry.put, 0) as Document
      collection.put(hashKey(document._id), document)
    } else if ('remove' in entry) collection.put(hashKey(fromJson(entry.remove, 0)), undefined)
    else if ('patch' in entry) {
      const id = hashKey(fromJson(entry.id, 0))
      collection.put(id, applyPatch(collection.get(id)!, fromJson(entry.patch, 0) as unknown as Patch))
    }
  }
}
