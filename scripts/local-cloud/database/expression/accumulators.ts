import { compare, type HashKey, hashKey } from '../compare'
import { isDocument, type Value } from '../value'
import { isNullish, type Operator, wrongType } from './operator'

type Reduce = (values: (Value | undefined)[]) => Value

function numbers(values: (Value | undefined)[]): number[] {
  return values.filter(value => typeof value === 'number')
}

function sum(values: (Value | undefined)[]): number {
  return numbers(values).reduce((total, value) => total + value, 0)
}

function average(values: (Value | undefined)[]): Value {
  const { length } = numbers(values)
  return length === 0 ? null : sum(values) / length
}

/** The smallest or largest by the order of all types; null and missing do not take part. */
function extreme(sign: 1 | -1): Reduce {
  return values => {
    let best: Value = null
    for (const value of values) {
      if (!isNullish(value) && (best === null || compare(value, best) * sign > 0)) best = value
    }
    return best
  }
}

/** `spared` is 1 for a sample and 0 for the population. */
function deviation(spared: 0 | 1): Reduce {
  return values => {
    const all = numbers(values)
    if (all.length <= spared) return null
    const mean = sum(all) / all.length
    return Math.sqrt(all.reduce((total, value) => total + (value - mean) ** 2, 0) / (all.length - spared))
  }
}

function distinct(values: (Value | undefined)[]): Value[] {
  const seen = new Map<HashKey, Value>()
  for (const value of values)
    if (value !== undefined && !seen.has(hashKey(value))) seen.set(hashKey(value), value)
  return [...seen.values()]
}

/** Later fields win; null and missing are passed over. */
export function mergeObjects(values: (Value | undefined)[]): Value {
  for (const value of values)
    if (!isNullish(value) && !isDocument(value)) throw wrongType('$mergeObjects', 'objects', value)
  return Object.assign({}, ...values)
}

/** The accumulators that are expressions, too, over an array or a list of values. */
const NUMERIC: [string, Reduce][] = [
  ['$sum', sum],
  ['$avg', average],
  ['$max', extreme(1)],
  ['$min', extreme(-1)],
  ['$stdDevPop', deviation(0)],
  ['$stdDevSamp', deviation(1)],
]

/** The accumulators of `$group` and the buckets, over a group's values in the order of its documents. */
export const ACCUMULATORS = new Map<string, Reduce>([
  ...NUMERIC,
  ['$first', values => values[0] ?? null],
  ['$last', values => values.at(-1) ?? null],
  ['$push', values => values.filter(value => value !== undefined)],
  ['$addToSet', distinct],
  ['$mergeObjects', mergeObjects],
])

/** A single operand that is an array stands for its elements; in a list an array is a value like others. */
export function reduceOperators(): [string, Operator][] {
  return NUMERIC.map(([name, reduce]) => [
    name,
    (operand, compile) => {
      if (Array.isArray(operand) && operand.length !== 1) {
        const expressions = operand.map(compile)
        return scope => reduce(expressions.map(expression => expression(scope)))
      }
      const single = compile(Array.isArray(operand) ? operand[0]! : operand)
      return scope => {
        const value = single(scope)
        return reduce(Array.isArray(value) ? value : [value])
      }
    },
  ])
}
