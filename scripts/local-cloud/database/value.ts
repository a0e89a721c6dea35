/** A regular expression as MongoDB takes it: PCRE source and options. */
export class Pattern {
  constructor(
    readonly source: string,
    readonly flags: string,
  ) {}

  toString(): string {
    return `/${this.source}/${this.flags}`
  }
}

/** A value of a document's field. Patterns occur in filters only and are refused in stored documents. */
export type Value = null | boolean | number | string | Date | Pattern | Value[] | Document

/** A document or an embedded document. Stored versions are shared and never changed in place. */
export interface Document {
  [field: string]: Value
}

/** Whether a value is a document: of type object, but not null, an array, a date or a pattern. */
export function isDocument(value: unknown): value is Document {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Pattern)
  )
}

/**
 * Reads an own field of a document. Inherited members are functions, which no document holds, so testing for a function
 * is a fast substitute for `Object.hasOwn`.
 */
export function fieldOf(document: Document, name: string): Value | undefined {
  const value = document[name]
  return typeof value === 'function' || name === '__proto__' ? undefined : value
}

/** The value at the end of a path through embedded documents; arrays are not entered. */
export function valueAt(start: Value | undefined, path: string[]): Value | undefined {
  let value = start
  for (const name of path) value = isDocument(value) ? fieldOf(value, name) : undefined
  return value
}

/** MongoDB's name of a value's type, as its messages and `$type` use it. */
export function typeName(value: Value | undefined): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (value instanceof Date) return 'date'
  if (value instanceof Pattern) return 'regex'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return numberTypeName(value)
  return typeof value
}

/** The client's encoding makes whole numbers int or long and all others double, so the value tells the type. */
function numberTypeName(value: number): string {
  if (!Number.isInteger(value) || Math.abs(value) >= 2 ** 63) return 'double'
  return value >= -(2 ** 31) && value < 2 ** 31 ? 'int' : 'long'
}

/** The array index that a part of a path stands for, or -1 when it is a name (`01` is a name). */
export function arrayIndex(part: string): number {
  return /^(0|[1-9]\d*)$/.test(part) ? Number(part) : -1
}
