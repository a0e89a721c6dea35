import { requestFailed } from '../error'
import { arrayIndex, type Document, fieldOf, isDocument, typeName, type Value } from '../value'

/** MongoDB refuses to fill more places than this with null when an element far beyond an array's end is set. */
const MAX_BACKFILL = 1_500_000

/** One field or element of a draft that an update operator works on. */
export interface Slot {
  readonly path: string
  readonly value: Value | undefined
  write(value: Value): void
  /** A field disappears, an array element becomes null. */
  clear(): void
}

/**
 * A document being updated. Containers are copied when they are first touched, so the original stays what it was
 * and everything untouched is shared between the two versions.
 */
export class Draft {
  readonly root: Document
  changed = false
  private readonly copied: Set<Value>

  constructor(document: Document) {
    this.root = { ...document }
    this.copied = new Set([this.root])
  }

  /** The slot at a path, or undefined when the path leads nowhere. */
  find(parts: string[]): Slot | undefined {
    const container = this.container(parts, false)
    const name = parts.at(-1)!
    if (container === undefined || (Array.isArray(container) && arrayIndex(name) < 0)) return undefined
    return this.slot(container, name, parts)
  }

  /** The slot at a path, with the documents above it created where they are missing. */
  ensure(parts: string[]): Slot {
    const container = this.container(parts, true)!
    const name = parts.at(-1)!
    if (Array.isArray(container) && arrayIndex(name) < 0)
      throw cannotCreate(parts, parts.length - 1, container)
    return this.slot(container, name, parts)
  }

  private container(parts: string[], create: boolean): Document | Value[] | undefined {
    let container: Document | Value[] = this.root
    for (let at = 0; at < parts.length - 1; at++) {
      const next = this.child(container, parts, at, create)
      if (next === undefined) return undefined
      container = next
    }
    return container
  }

  private child(container: Document | Value[], parts: string[], at: number, create: boolean) {
    const name = parts[at]!
    if (Array.isArray(container) && arrayIndex(name) < 0) {
      if (create) throw cannotCreate(parts, at, container)
      return undefined
    }
    const value = read(container, name)
    if (isDocument(value) || Array.isArray(value)) return this.copyOnce(container, name, value)
    if (!create) return undefined
    if (value !== undefined) throw cannotCreate(parts, at + 1, value)
    const created: Document = {}
    this.copied.add(created)
    this.put(container, name, created)
    return created
  }

  private copyOnce(container: Document | Value[], name: string, value: Document | Value[]) {
    if (this.copied.has(value)) return value
    const copy = Array.isArray(value) ? value.slice() : { ...value }
    this.copied.add(copy)
    assign(container, name, copy)
    return copy
  }

  private put(container: Document | Value[], name: string, value: Value): void {
    if (Array.isArray(container)) backfill(container, arrayIndex(name))
    assign(container, name, value)
    this.changed = true
  }

  private slot(container: Document | Value[], name: string, parts: string[]): Slot {
    return {
      path: parts.join('.'),
      value: read(container, name),
      write: value => this.put(container, name, value),
      clear: () => {
        if (Array.isArray(container)) container[Number(name)] = null
        else delete container[name]
        this.changed = true
      },
    }
  }
}

function read(container: Document | Value[], name: string): Value | undefined {
  if (Array.isArray(container)) return container[Number(name)]
  return fieldOf(container, name)
}

function assign(container: Document | Value[], name: string, value: Value): void {
  if (Array.isArray(container)) container[Number(name)] = value
  else container[name] = value
}

function backfill(array: Value[], index: number): void {
  if (index - array.length > MAX_BACKFILL) {
    throw requestFailed(`cannot backfill more than ${MAX_BACKFILL} array elements to set element ${index}`)
  }
  while (array.length < index) array.push(null)
}

function cannotCreate(parts: string[], at: number, holder: Value): Error {
  return requestFailed(
    `Cannot create field '${parts[at]}' in element {${parts.slice(0, at).join('.')}: ${typeName(holder)}}`,
  )
}
