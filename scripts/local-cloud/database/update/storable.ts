import { requestFailed } from '../error'
import { isDocument, Pattern, type Value } from '../value'

/** MongoDB's own limit on how deep documents nest. */
export const MAX_DEPTH = 100

/**
 * Checks that a value may be stored.
 * @throws DATABASE_REQUEST_FAILED for names that begin with `$`, contain a dot or a NUL, patterns, and deep nesting
 */
export function storable(value: Value, depth = 1): void {
  if (typeof value !== 'object' || value === null || value instanceof Date) return
  if (value instanceof Pattern) throw requestFailed('storing a regular expression is not supported')
  if (depth > MAX_DEPTH) throw requestFailed(`a document must not be nested deeper than ${MAX_DEPTH} levels`)
  if (Array.isArray(value)) {
    for (const element of value) storable(element, depth + 1)
    return
  }
  if (!isDocument(value)) return
  for (const name of Object.keys(value)) {
    if (name.startsWith('$'))
      throw requestFailed(`The dollar ($) prefixed field '${name}' is not valid for storage.`)
    if (name.includes('.')) throw requestFailed(`The dotted field '${name}' is not supported for storage.`)
    if (name.includes('\0')) throw requestFailed('A field name must not contain a NUL character.')
    if (name === '__proto__') throw requestFailed("The field name '__proto__' is not supported.")
    storable(value[name]!, depth + 1)
  }
}
