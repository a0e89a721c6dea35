import { type Document, Pattern, type Value } from './value'

/** MongoDB's order between types. Missing values come first; a sort puts the empty array there as well. */
export const TypeOrder = {
  missing: 0,
  null: 5,
  number: 10,
  string: 15,
  document: 20,
  array: 25,
  boolean: 40,
  date: 45,
  pattern: 50,
} as const

export function typeOrder(value: Value | undefined): number {
  switch (typeof value) {
    case 'undefined':
      return TypeOrder.missing
    case 'number':
      return TypeOrder.number
    case 'string':
      return TypeOrder.string
    case 'boolean':
      return TypeOrder.boolean
  }
  if (value === null) return TypeOrder.null
  if (Array.isArray(value)) return TypeOrder.array
  if (value instanceof Date) return TypeOrder.date
  return value instanceof Pattern ? TypeOrder.pattern : TypeOrder.document
}

/** Total order of all values, as a MongoDB index and sort have it: by type first, then by value. */
export function compare(a: Value | undefined, b: Value | undefined): number {
  if (a === b) return 0
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b)
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b)
  const byType = typeOrder(a) - typeOrder(b)
  return byType === 0 ? compareSameType(a, b) : byType
}

function compareSameType(a: Value | undefined, b: Value | undefined): number {
  if (a instanceof Date) return compareNumbers(a.getTime(), (b as Date).getTime())
  if (Array.isArray(a)) return compareArrays(a, b as Value[])
  if (typeof a === 'boolean') return a ? 1 : -1
  if (a instanceof Pattern) return compareStrings(String(a), String(b))
  return compareDocuments(a as Document, b as Document)
}

/** NaN equals itself and precedes every other number. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a === b) return 0
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1
}

/**
 * Code point order, which is the order of the UTF-8 bytes. It differs from JavaScript's own order only where a
 * surrogate meets a unit above the surrogates.
 */
export function compareStrings(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  let at = 0
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++
  if (at === shorter) return a.length - b.length
  const x = a.charCodeAt(at)
  const y = b.charCodeAt(at)
  const surrogates = Number(isSurrogate(x)) - Number(isSurrogate(y))
  return surrogates !== 0 && Math.min(x, y) >= 0xd800 ? surrogates : x - y
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}

function compareArrays(a: Value[], b: Value[]): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const order = compare(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Field by field in stored order: type, then name, then value. */
function compareDocuments(a: Document, b: Document): number {
  const namesA = Object.keys(a)
  const namesB = Object.keys(b)
  const shorter = Math.min(namesA.length, namesB.length)
  for (let i = 0; i < shorter; i++) {
    const [x, y] = [a[namesA[i]!], b[namesB[i]!]]
    const order = typeOrder(x) - typeOrder(y) || compareStrings(namesA[i]!, namesB[i]!) || compare(x, y)
    if (order !== 0) return order
  }
  return namesA.length - namesB.length
}

export function equal(a: Value | undefined, b: Value | undefined): boolean {
  return compare(a, b) === 0
}

/** A key for Map and Set: two values have the same key exactly when they are equal. */
export type HashKey = string | number | boolean | null

export function hashKey(value: Value | undefined): HashKey {
  switch (typeof value) {
    case 'string':
      return `s${value}`
    case 'number':
    case 'boolean':
      return value
  }
  if (value === null) return null
  return value instanceof Date ? `d${value.getTime()}` : `j${canonical(value)}`
}

function canonical(value: Value | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (value instanceof Date) return `d${value.getTime()}`
  if (typeof value === 'number') return String(value === 0 ? 0 : value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'missing'
  if (value instanceof Pattern) return `r${JSON.stringify(String(value))}`
  return `{${Object.keys(value).map(name => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`
}
