import { compare, equal, type HashKey, hashKey, TypeOrder, typeOrder } from '../compare'
import { requestFailed } from '../error'
import { type Document, fieldOf, isDocument, Pattern, typeName, type Value } from '../value'
import { type PathTest, someAtPath } from './path'
import { compilePattern } from './pattern'

export type Predicate = (document: Document) => boolean
export type ValueTest = (value: Value | undefined) => boolean

/** One operator of a filter with its operand, not yet tied to a field. */
export interface Condition {
  /** Asked of a field of a document: arrays on the path and at its end are entered. */
  onPath(path: string): Predicate
  /** Asked of one value as it is, the way `$elemMatch` asks its elements. */
  onValue: ValueTest
}

/** A condition that holds when any value at the path passes; array elements are asked before the array itself. */
export function anyValue(test: ValueTest): Condition {
  const leaf: ValueTest = value => (Array.isArray(value) && value.some(test)) || test(value)
  return { onPath: path => predicateAt(path, { leaf, element: test }), onValue: test }
}

/** A condition on the value at the end of the path as a whole: an array is one value. */
export function wholeValue(test: ValueTest): Condition {
  return { onPath: path => predicateAt(path, { leaf: test, element: test }), onValue: test }
}

function predicateAt(path: string, test: PathTest): Predicate {
  if (!path.includes('.')) return document => test.leaf(fieldOf(document, path))
  const parts = path.split('.')
  return document => someAtPath(document, parts, 0, test)
}

/** Holds where `condition` does not; a document in which nothing is found at the path is included. */
export function negation(condition: Condition): Condition {
  return {
    onPath: path => {
      const holds = condition.onPath(path)
      return document => !holds(document)
    },
    onValue: value => !condition.onValue(value),
  }
}

/** Holds where all do, each possibly through another array element. */
export function conjunction(conditions: Condition[]): Condition {
  if (conditions.length === 1) return conditions[0]!
  return {
    onPath: path => {
      const predicates = conditions.map(condition => condition.onPath(path))
      return allHold(predicates)
    },
    onValue: value => conditions.every(condition => condition.onValue(value)),
  }
}

/** A predicate that holds where all do; spelled out because it runs for every element of every document. */
export function allHold(predicates: Predicate[]): Predicate {
  if (predicates.length === 1) return predicates[0]!
  return document => {
    for (const holds of predicates) if (!holds(document)) return false
    return true
  }
}

/** Equality; null also equals a missing value. */
export function equality(operand: Value): Condition {
  if (operand === null) return anyValue(value => value === null || value === undefined)
  if (typeof operand === 'string' || typeof operand === 'boolean') return anyValue(value => value === operand)
  return anyValue(value => equal(value, operand))
}

export function matchesPattern(pattern: { source: string; flags: string }): Condition {
  const compiled = compilePattern(pattern.source, pattern.flags)
  return anyValue(value => typeof value === 'string' && compiled.test(value))
}

/** `$gt` and its kin compare values of the operand's own type only; NaN is ordered with nothing. */
function range(operand: Value, holds: (order: number) => boolean): Condition {
  if (operand instanceof Pattern) throw requestFailed("Can't have RegEx as arg to predicate")
  if (operand === null) return holds(0) ? equality(null) : anyValue(() => false)
  const type = typeOrder(operand)
  if (typeof operand === 'number' && !Number.isNaN(operand)) {
    return anyValue(
      value =>
        typeof value === 'number' &&
        !Number.isNaN(value) &&
        holds(value < operand ? -1 : Number(value > operand)),
    )
  }
  return anyValue(value => {
    if (typeOrder(value) !== type) return false
    if (Number.isNaN(operand)) return holds(0) && Number.isNaN(value)
    return holds(compare(value, operand))
  })
}

function membership(operand: Value, operator: string): Condition {
  if (!Array.isArray(operand)) throw requestFailed(`${operator} needs an array`)
  const keys = new Set<HashKey>()
  const patterns: RegExp[] = []
  for (const item of operand) {
    if (item instanceof Pattern) patterns.push(compilePattern(item.source, item.flags))
    else if (isOperators(item)) throw requestFailed(`cannot nest $ under ${operator}`)
    else keys.add(hashKey(item))
  }
  return anyValue(
    value =>
      keys.has(hashKey(value ?? null)) ||
      (typeof value === 'string' && patterns.some(pattern => pattern.test(value))),
  )
}

function exists(operand: Value): Condition {
  const present = wholeValue(value => value !== undefined)
  return operand === false || operand === null || operand === 0 ? negation(present) : present
}

function size(operand: Value): Condition {
  if (!Number.isInteger(operand) || (operand as number) < 0) {
    throw requestFailed('$size must be a whole number that is not negative')
  }
  return wholeValue(value => Array.isArray(value) && value.length === operand)
}

function modulo(operand: Value): Condition {
  if (!Array.isArray(operand) || operand.length !== 2 || !operand.every(Number.isFinite)) {
    throw requestFailed('malformed mod, needs to be an array of two numbers')
  }
  const [divisor, remainder] = operand.map(number => Math.trunc(number as number)) as [number, number]
  if (divisor === 0) throw requestFailed('divisor cannot be 0')
  // Adding 0 turns -0 into 0.
  return anyValue(
    value =>
      typeof value === 'number' &&
      Number.isFinite(value) &&
      (Math.trunc(value) % divisor) + 0 === remainder + 0,
  )
}

const TYPE_CODES = new Map<Value, string>([
  [1, 'double'],
  [2, 'string'],
  [3, 'object'],
  [4, 'array'],
  [8, 'bool'],
  [9, 'date'],
  [10, 'null'],
  [16, 'int'],
  [18, 'long'],
])
const TYPE_NAMES = new Set<Value>([...TYPE_CODES.values(), 'number'])

function type(operand: Value): Condition {
  const wanted = (Array.isArray(operand) ? operand : [operand]).map(item => TYPE_CODES.get(item) ?? item)
  for (const name of wanted) {
    if (!TYPE_NAMES.has(name)) throw requestFailed(`$type does not know or support the type ${String(name)}`)
  }
  return anyValue(
    value => wanted.includes(typeName(value)) || (typeof value === 'number' && wanted.includes('number')),
  )
}

/** The operators that look at one value and need no other filter inside them. */
export const VALUE_OPERATORS = new Map<string, (operand: Value) => Condition>([
  ['$eq', equality],
  ['$gt', operand => range(operand, order => order > 0)],
  ['$gte', operand => range(operand, order => order >= 0)],
  ['$lt', operand => range(operand, order => order < 0)],
  ['$lte', operand => range(operand, order => order <= 0)],
  ['$in', operand => membership(operand, '$in')],
  ['$nin', operand => negation(membership(operand, '$nin'))],
  ['$exists', exists],
  ['$size', size],
  ['$mod', modulo],
  ['$type', type],
])

/** True for `{ $gt: 1, … }`: an embedded document whose first field names an operator. */
export function isOperators(value: Value | undefined): value is Document {
  return isDocument(value) && (Object.keys(value)[0]?.startsWith('$') ?? false)
}

/** The order of types a range operand brackets, for those who turn ranges into index bounds. */
export const RANGE_TYPES: ReadonlySet<number> = new Set([
  TypeOrder.number,
  TypeOrder.string,
  TypeOrder.boolean,
  TypeOrder.date,
])
