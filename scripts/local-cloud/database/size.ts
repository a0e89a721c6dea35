import { LIMITS } from '../limits'
import { requestFailed } from './error'
import { sharedEnds } from './shared-ends'
import { type Document, fieldOf, isDocument, type Value } from './value'

const MAX_BYTES = LIMITS.document.value

/**
 * A document's size in bytes, or more: what the version before had, and what is new in this one. Counting a long
 * array anew for each element that is added to it would cost more than the update.
 * @param beforeBytes what this function gave for the version before
 * @throws DATABASE_REQUEST_FAILED for a document that is too large to be stored
 */
export function boundedSize(before: Document | undefined, after: Document, beforeBytes: number): number {
  const atMost = beforeBytes + addedBytes(before, after)
  if (atMost <= MAX_BYTES) return atMost
  const bytes = exactBytes(after)
  if (bytes <= MAX_BYTES) return bytes
  throw requestFailed(`the document has ${bytes} bytes, more than the ${MAX_BYTES} that it may have`)
}

/** An upper bound of the bytes in `after` that it does not share with `before`. */
function addedBytes(before: Value | undefined, after: Value): number {
  if (before === after) return 0
  if (Array.isArray(after)) return addedElements(Array.isArray(before) ? before : [], after)
  if (isDocument(after)) return addedFields(isDocument(before) ? before : {}, after)
  // A UTF-16 unit takes at most three bytes of UTF-8.
  return typeof after === 'string' ? 5 + after.length * 3 : 8
}

function addedElements(before: Value[], after: Value[]): number {
  const [start, end] = sharedEnds(before, after)
  let bytes = 5
  for (let i = start; i < after.length - end; i++) bytes += 10 + addedBytes(before[i], after[i]!)
  return bytes
}

function addedFields(before: Document, after: Document): number {
  let bytes = 5
  for (const name of Object.keys(after))
    bytes += 2 + name.length * 3 + addedBytes(fieldOf(before, name), after[name]!)
  return bytes
}

/** The size of a value in BSON, without its type and name. */
function exactBytes(value: Value): number {
  if (typeof value === 'string') return 5 + Buffer.byteLength(value)
  if (typeof value === 'number' || value instanceof Date) return 8
  if (typeof value !== 'object' || value === null) return 1
  return Object.keys(value).reduce(
    (bytes, name) => bytes + 2 + Buffer.byteLength(name) + exactBytes((value as Document)[name]!),
    5,
  )
}
