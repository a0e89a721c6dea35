import { compare, equal, hashKey } from '../compare'
import { requestFailed } from '../error'
import { isOperators } from '../query/conditions'
import { compileFilter } from '../query/filter'
import { parseSort } from '../query/sort'
import { type Document, isDocument, Pattern, typeName, type Value, valueAt } from '../value'
import type { Slot } from './draft'
import type { SlotChange, UpdateOperator } from './field-operators'
import { storable } from './storable'

function arrayIn(slot: Slot, operator: string): Value[] | undefined {
  if (slot.value === undefined || Array.isArray(slot.value)) return slot.value
  throw requestFailed(
    `Cannot apply ${operator} to a non-array value. The field '${slot.path}' must be an array but is of type ${typeName(slot.value)}`,
  )
}

const PUSH_MODIFIERS = new Set(['$each', '$position', '$sort', '$slice'])

function push(operand: Value): SlotChange {
  if (!isDocument(operand) || !('$each' in operand)) {
    storable(operand)
    return slot => slot.write([...(arrayIn(slot, '$push') ?? []), operand])
  }
  for (const name of Object.keys(operand)) {
    if (!PUSH_MODIFIERS.has(name)) throw requestFailed(`Unrecognized clause in $push: ${name}`)
  }
  const each = eachOf(operand, '$push')
  const position = integer(operand.$position, '$position')
  const order = operand.$sort === undefined ? undefined : elementOrder(operand.$sort)
  const limit = integer(operand.$slice, '$slice')
  return slot => {
    const before = arrayIn(slot, '$push')
    const array = before?.slice() ?? []
    array.splice(placeFor(position, array.length), 0, ...each)
    if (order) array.sort(order)
    const after = limit === undefined ? array : limit < 0 ? array.slice(limit) : array.slice(0, limit)
    if (before === undefined || !sameElements(before, after)) slot.write(after)
  }
}

function eachOf(operand: Document, operator: string): Value[] {
  if (!Array.isArray(operand.$each)) {
    throw requestFailed(
      `The argument to $each in ${operator} must be an array but it was of type ${typeName(operand.$each)}`,
    )
  }
  storable(operand.$each)
  return operand.$each
}

function integer(value: Value | undefined, name: string): number | undefined {
  if (value === undefined) return undefined
  if (!Number.isInteger(value)) throw requestFailed(`The value for ${name} must be an integer value`)
  return value as number
}

/** Negative positions count from the end. */
function placeFor(position: number | undefined, length: number): number {
  if (position === undefined || position >= length) return length
  return position < 0 ? Math.max(0, length + position) : position
}

function elementOrder(sort: Value): (a: Value, b: Value) => number {
  if (sort === 1 || sort === -1) return (a, b) => compare(a, b) * sort
  if (!isDocument(sort))
    throw requestFailed('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1}')
  const fields = Object.entries(parseSort(sort)).map(([path, direction]) => ({
    parts: path.split('.'),
    direction,
  }))
  return (a, b) => {
    for (const { parts, direction } of fields) {
      // A missing field counts as null.
      const order = compare(valueAt(a, parts) ?? null, valueAt(b, parts) ?? null)
      if (order !== 0) return order * direction
    }
    return 0
  }
}

/** Elements are shared between versions, so most are found identical without looking into them. */
function sameElements(a: Value[], b: Value[]): boolean {
  return a.length === b.length && a.every((element, i) => element === b[i] || equal(element, b[i]))
}

function addToSet(operand: Value): SlotChange {
  const each = isDocument(operand) && '$each' in operand ? eachOf(operand, '$addToSet') : [operand]
  storable(each)
  return slot => {
    const before = arrayIn(slot, '$addToSet')
    const present = new Set((before ?? []).map(hashKey))
    const added = each.filter(element => !present.has(hashKey(element)) && present.add(hashKey(element)))
    if (before === undefined || added.length > 0) slot.write([...(before ?? []), ...added])
  }
}

function pop(operand: Value): SlotChange {
  if (operand !== 1 && operand !== -1) throw requestFailed('$pop expects 1 or -1')
  return slot => {
    const array = arrayIn(slot, '$pop')
    if (array && array.length > 0) slot.write(operand === 1 ? array.slice(0, -1) : array.slice(1))
  }
}

function removing(operator: string, gone: (element: Value) => boolean): SlotChange {
  return slot => {
    const array = arrayIn(slot, operator)
    const kept = array?.filter(element => !gone(element))
    if (kept && kept.length < array!.length) slot.write(kept)
  }
}

/** Takes a value to equal, operators each element must meet, or a filter for elements that are documents. */
function pull(operand: Value): SlotChange {
  const first = isOperators(operand) ? Object.keys(operand)[0]! : ''
  if (operand instanceof Pattern || (first !== '' && !['$and', '$or', '$nor'].includes(first))) {
    const holds = compileFilter({ element: operand })
    return removing('$pull', element => holds({ element }))
  }
  if (!isDocument(operand)) return removing('$pull', element => equal(element, operand))
  const holds = compileFilter(operand)
  return removing('$pull', element => isDocument(element) && holds(element))
}

function pullAll(operand: Value): SlotChange {
  if (!Array.isArray(operand)) throw requestFailed('$pullAll requires an array argument')
  const gone = new Set(operand.map(hashKey))
  return removing('$pullAll', element => gone.has(hashKey(element)))
}

export const ARRAY_OPERATORS: [string, UpdateOperator][] = [
  ['$push', { compile: push, creates: true }],
  ['$addToSet', { compile: addToSet, creates: true }],
  ['$pop', { compile: pop, creates: false }],
  ['$pull', { compile: pull, creates: false }],
  ['$pullAll', { compile: pullAll, creates: false }],
]
