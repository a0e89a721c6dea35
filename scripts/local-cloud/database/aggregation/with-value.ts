import { type Document, fieldOf, isDocument, type Value } from '../value'

/** The document with another value at a path, or without it; only the documents on the path are copied. */
export function withValue(document: Document, [part, ...rest]: string[], value: Value | undefined): Document {
  const below = fieldOf(document, part!)
  const next = rest.length === 0 ? value : withValue(isDocument(below) ? below : {}, rest, value)
  if (next !== undefined) return { ...document, [part!]: next }
  const { [part!]: _, ...others } = document
  return others
}
