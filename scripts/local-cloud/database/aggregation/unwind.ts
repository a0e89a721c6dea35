import { requestFailed } from '../error'
import { type Document, isDocument, type Value, valueAt } from '../value'
import type { Stage } from './stage'
import { withValue } from './with-value'

interface Unwind {
  parts: string[]
  indexParts?: string[]
  preserve: boolean
}

/** Compiles `$unwind`: one document per element of an array; a value that is no array counts as its one element. */
export function compileUnwind(operand: Value): Stage {
  const { path, includeArrayIndex, preserveNullAndEmptyArrays, ...others } = isDocument(operand)
    ? operand
    : { path: operand }
  if (Object.keys(others).length > 0)
    throw requestFailed(`unrecognized option to $unwind: ${Object.keys(others)[0]}`)
  if (typeof path !== 'string' || !/^\$[^$]/.test(path))
    throw requestFailed("path option to $unwind stage should be prefixed with a '$'")
  if (
    includeArrayIndex !== undefined &&
    (typeof includeArrayIndex !== 'string' || !/^[^$]/.test(includeArrayIndex))
  ) {
    throw requestFailed('includeArrayIndex option to $unwind stage should be a field path')
  }
  const unwind = {
    parts: path.slice(1).split('.'),
    indexParts: includeArrayIndex?.split('.'),
    preserve: preserveNullAndEmptyArrays === true,
  }
  return documents => documents.flatMap(document => unwindDocument(document, unwind))
}

function unwindDocument(document: Document, unwind: Unwind): Document[] {
  const value = valueAt(document, unwind.parts)
  if (Array.isArray(value) && value.length > 0) {
    return value.map((element, place) => numbered(withValue(document, unwind.parts, element), unwind, place))
  }
  if (value !== undefined && value !== null && !Array.isArray(value))
    return [numbered(document, unwind, null)]
  if (!unwind.preserve) return []
  return [
    numbered(Array.isArray(value) ? withValue(document, unwind.parts, undefined) : document, unwind, null),
  ]
}

function numbered(document: Document, { indexParts }: Unwind, place: number | null): Document {
  return indexParts ? withValue(document, indexParts, place) : document
}
