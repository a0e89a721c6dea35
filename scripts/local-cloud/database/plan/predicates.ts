import { compare, type HashKey, hashKey, typeOrder } from '../compare'
import { isOperators, RANGE_TYPES } from '../query/conditions'
import { type Document, Pattern, type Value } from '../value'

export interface Bound {
  value: Value
  inclusive: boolean
}

/** Conditions that every matching document meets at one path. */
export interface PathPredicate {
  /** The values allowed; a list with an array or a pattern gives no condition. */
  equals?: Value[]
  low?: Bound
  high?: Bound
  /** Ends between which one and the same element of an array lies. */
  element?: { low: Bound; high: Bound }
}

/**
 * Collects the conditions of a filter on single paths: from its top level, from `$and`, and from inside `$elemMatch` as
 * dotted paths. Ignoring the other operators is safe, because each candidate of the plan is tested against the filter.
 */
export function pathPredicates(filter: Document): Map<string, PathPredicate> {
  const found = new Map<string, PathPredicate>()
  collect(filter, '', found)
  return found
}

function collect(filter: Document, prefix: string, found: Map<string, PathPredicate>): void {
  for (const [name, operand] of Object.entries(filter)) {
    if (name === '$and') for (const part of operand as Document[]) collect(part, prefix, found)
    else if (!name.startsWith('$')) collectField(prefix + name, operand, found)
  }
}

function collectField(path: string, operand: Value, found: Map<string, PathPredicate>): void {
  const predicate = found.get(path) ?? {}
  found.set(path, predicate)
  if (operand instanceof Pattern) addPrefix(predicate, operand.source, operand.flags)
  else if (!isOperators(operand)) addEquals(predicate, [operand])
  else
    for (const [operator, value] of Object.entries(operand))
      addOperator(path, operator, value, operand, found)
}

function addOperator(
  path: string,
  operator: string,
  operand: Value,
  siblings: Document,
  found: Map<string, PathPredicate>,
): void {
  const predicate = found.get(path)!
  if (operator === '$eq') addEquals(predicate, [operand])
  else if (operator === '$in') addEquals(predicate, operand as Value[])
  else if (operator === '$gt' || operator === '$gte')
    raiseLow(predicate, { value: operand, inclusive: operator === '$gte' })
  else if (operator === '$lt' || operator === '$lte')
    lowerHigh(predicate, { value: operand, inclusive: operator === '$lte' })
  else if (operator === '$regex') addRegex(predicate, operand, siblings.$options)
  else if (operator === '$elemMatch') collectElement(path, operand as Document, found)
}

/** A criterion for plain elements counts for the array's own path, one for fields of elements for the dotted path. */
function collectElement(path: string, criterion: Document, found: Map<string, PathPredicate>): void {
  if (!isOperators(criterion)) collect(criterion, `${path}.`, found)
  else if ('$and' in criterion) collect(criterion, `${path}.`, found)
  else if (!('$or' in criterion || '$nor' in criterion)) collectValue(path, criterion, found)
}

/** Only the first `$elemMatch` with two ends is kept, since two could be met by different elements. */
function collectValue(path: string, criterion: Document, found: Map<string, PathPredicate>): void {
  const alone = new Map<string, PathPredicate>()
  collectField(path, criterion, alone)
  const { low, high } = alone.get(path)!
  collectField(path, criterion, found)
  if (low && high) found.get(path)!.element ??= { low, high }
}

function addEquals(predicate: PathPredicate, values: Value[]): void {
  if (values.some(value => Array.isArray(value) || value instanceof Pattern)) return
  const distinct = new Map<HashKey, Value>(values.map(value => [hashKey(value), value]))
  predicate.equals ??= [...distinct.values()]
}

function isRangeValue(value: Value): boolean {
  return RANGE_TYPES.has(typeOrder(value)) && !Number.isNaN(value)
}

/** Of two bounds of different types the first stays: no value meets both, so either bound is correct. */
function raiseLow(predicate: PathPredicate, bound: Bound): void {
  if (!isRangeValue(bound.value)) return
  const { low } = predicate
  if (!low || (typeOrder(low.value) === typeOrder(bound.value) && compare(bound.value, low.value) > 0))
    predicate.low = bound
}

function lowerHigh(predicate: PathPredicate, bound: Bound): void {
  if (!isRangeValue(bound.value)) return
  const { high } = predicate
  if (!high || (typeOrder(high.value) === typeOrder(bound.value) && compare(bound.value, high.value) < 0))
    predicate.high = bound
}

function addRegex(predicate: PathPredicate, operand: Value, options: Value | undefined): void {
  if (operand instanceof Pattern) addPrefix(predicate, operand.source, (options as string) ?? operand.flags)
  else if (typeof operand === 'string') addPrefix(predicate, operand, (options as string) ?? '')
}

/** `^abc…` bounds the strings to those that begin with abc. */
function addPrefix(predicate: PathPredicate, source: string, options: string): void {
  if (/[imx]/.test(options) || source.includes('|')) return
  const literal = /^\^([^\\.*+?()[\]{}^$]+)([*?{]?)/u.exec(source)
  if (!literal) return
  const points = [...literal[1]!]
  // A quantifier that allows zero repetitions makes the last character optional.
  if (literal[2] !== '') points.pop()
  if (points.length === 0) return
  raiseLow(predicate, { value: points.join(''), inclusive: true })
  const successor = successorOf(points)
  if (successor !== undefined) lowerHigh(predicate, { value: successor, inclusive: false })
}

/** The smallest string above every string with this prefix; undefined when there is none. */
function successorOf(points: string[]): string | undefined {
  const last = points.at(-1)!.codePointAt(0)!
  if (last === 0x10ffff) return undefined
  const next = last === 0xd7ff ? 0xe000 : last + 1
  return points.slice(0, -1).join('') + String.fromCodePoint(next)
}
