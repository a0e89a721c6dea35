import { arrayIndex, type Document, fieldOf, isDocument, type Value } from '../value'

/** A test of the values that a path leads to. */
export interface PathTest {
  /** Tests the value at the end of the path; `undefined` when there is none. */
  leaf(value: Value | undefined): boolean
  /** Tests an array element that the path names by its number; an array there is not entered. */
  element(value: Value): boolean
}

/**
 * Whether any value that MongoDB's matcher finds at the path passes the test. Arrays on the way are entered: the path
 * is followed into every embedded document, and a numeric part also picks the element at that place.
 */
export function someAtPath(value: Value | undefined, parts: string[], at: number, test: PathTest): boolean {
  if (at === parts.length) return test.leaf(value)
  if (Array.isArray(value)) return someInArray(value, parts, at, test)
  if (!isDocument(value)) return test.leaf(undefined)
  return someAtPath(fieldOf(value, parts[at]!), parts, at + 1, test)
}

function someInArray(array: Value[], parts: string[], at: number, test: PathTest): boolean {
  for (const element of array) {
    if (isDocument(element) && someAtPath(element, parts, at, test)) return true
  }
  const picked = array[arrayIndex(parts[at]!)]
  if (picked === undefined) return false
  if (at + 1 === parts.length) return test.element(picked)
  return (isDocument(picked) || Array.isArray(picked)) && someAtPath(picked, parts, at + 1, test)
}

/** The progress along one indexed or sorted path inside a document. */
interface Cursor {
  value: Value | undefined
  parts: string[]
  at: number
}

/** One key of a document: a value per field; `undefined` stands for an empty array. */
export type Key = (Value | undefined)[]

export interface Keys {
  keys: Key[]
  /** Per field: whether an array was met on its path. */
  arrays: boolean[]
  /** Whether no field of the key is present. */
  absent: boolean
}

/**
 * The keys of a document in an index or a sort over `paths`: missing counts as null, an array gives one key per
 * element, and fields below the same array stay together.
 * @param parallel makes the error to throw when two of the fields go through different arrays
 */
export function keysOf(document: Document, paths: string[][], parallel: () => Error): Keys {
  const result: Keys = { keys: [], arrays: paths.map(() => false), absent: true }
  if (paths.length === 1) collectOne(document, paths[0]!, 0, result)
  else collect(startAt(document, paths), result, parallel)
  return result
}

function startAt(document: Document, paths: string[][]): Cursor[] {
  return paths.map(parts => ({ value: document, parts, at: 0 }))
}

/** A faster way for a single path, since arrays can be long. */
function collectOne(start: Value, parts: string[], from: number, result: Keys): void {
  let value: Value | undefined = start
  let at = from
  for (; at < parts.length && isDocument(value); at++) value = fieldOf(value, parts[at]!)
  const present = at === parts.length && value !== undefined
  if (Array.isArray(value)) collectElements(value, parts, at, result)
  else addKey(present ? value : null, present, result)
}

function collectElements(array: Value[], parts: string[], at: number, result: Keys): void {
  const atEnd = at === parts.length
  const picked = atEnd ? undefined : array[arrayIndex(parts[at]!)]
  result.arrays[0] ||= picked === undefined
  if (picked !== undefined) collectOne(picked, parts, at + 1, result)
  else if (array.length === 0) addKey(atEnd ? undefined : null, true, result)
  else
    for (const element of array) {
      if (!atEnd && isDocument(element)) collectOne(element, parts, at, result)
      else addKey(atEnd ? element : null, true, result)
    }
}

function addKey(value: Value | undefined, present: boolean, result: Keys): void {
  if (present) result.absent = false
  result.keys.push([value])
}

function collect(cursors: Cursor[], result: Keys, parallel: () => Error): void {
  let array: Value[] | undefined
  for (const [field, cursor] of cursors.entries()) {
    descend(cursor)
    if (!Array.isArray(cursor.value) || cursor.at > cursor.parts.length) continue
    if (array !== undefined && array !== cursor.value) throw parallel()
    array = cursor.value
    result.arrays[field] = true
  }
  if (array === undefined) result.keys.push(cursors.map(cursor => finish(cursor, result)))
  else
    for (const element of array.length > 0 ? array : [undefined])
      collect(enter(cursors, array, element), result, parallel)
}

/** Follows embedded documents until an array or the end of the path; a numeric part picks an array's element. */
function descend(cursor: Cursor): void {
  while (cursor.at < cursor.parts.length) {
    const part = cursor.parts[cursor.at]!
    if (isDocument(cursor.value)) cursor.value = fieldOf(cursor.value, part)
    else if (!Array.isArray(cursor.value)) cursor.value = undefined
    else if (cursor.value[arrayIndex(part)] !== undefined) cursor.value = cursor.value[arrayIndex(part)]
    else return
    cursor.at++
  }
}

/** Moves the cursors that stand on `array` into its element; a cursor at the end of its path is moved past it. */
function enter(cursors: Cursor[], array: Value[], element: Value | undefined): Cursor[] {
  return cursors.map(({ value, parts, at }) => {
    if (value !== array || at > parts.length) return { value, parts, at }
    if (at === parts.length) return { value: element, parts, at: at + 1 }
    return isDocument(element) ? { value: element, parts, at } : { value: null, parts, at: parts.length }
  })
}

function finish(cursor: Cursor, result: Keys): Value | undefined {
  const emptyArray = cursor.value === undefined && cursor.at > cursor.parts.length
  if (cursor.value !== undefined || emptyArray) result.absent = false
  return emptyArray ? undefined : (cursor.value ?? null)
}
