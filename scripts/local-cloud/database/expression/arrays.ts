import { equal } from '../compare'
import { requestFailed } from '../error'
import { type Document, isDocument, type Value } from '../value'
import {
  bound,
  isNullish,
  isTrue,
  namedParts,
  needArray,
  needInteger,
  needString,
  type Operator,
  unary,
  variadic,
  wrongType,
} from './operator'

/** Negative places count from the end; a place outside gives a missing value. */
function elementAt([array, place]: (Value | undefined)[]): Value | undefined {
  if (isNullish(array) || isNullish(place)) return null
  return needArray('$arrayElemAt', array).at(needInteger('$arrayElemAt', place))
}

function toObject(pairs: Value | undefined): Value {
  if (isNullish(pairs)) return null
  const result: Document = {}
  for (const pair of needArray('$arrayToObject', pairs)) {
    const [name, value] = isDocument(pair) ? [pair.k, pair.v] : needArray('$arrayToObject', pair)
    if (value === undefined) throw requestFailed('$arrayToObject requires pairs of a key and a value')
    if (name === '__proto__') throw requestFailed("The field name '__proto__' is not supported.")
    result[needString('$arrayToObject', name)] = value
  }
  return result
}

function concat(arrays: (Value | undefined)[]): Value {
  return arrays.some(isNullish) ? null : arrays.flatMap(array => needArray('$concatArrays', array))
}

function indexOf([array, wanted, start = 0, end = Infinity]: (Value | undefined)[]): Value {
  if (isNullish(array)) return null
  const from = needInteger('$indexOfArray', start)
  const to = end === Infinity ? Infinity : needInteger('$indexOfArray', end)
  if (from < 0 || to < 0) throw requestFailed('$indexOfArray requires places that are not negative')
  return needArray('$indexOfArray', array).findIndex(
    (value, i) => i >= from && i < to && equal(value, wanted),
  )
}

function range([start, end, step = 1]: (Value | undefined)[]): Value {
  const [from, to, by] = [start, end, step].map(value => needInteger('$range', value)) as [
    number,
    number,
    number,
  ]
  if (by === 0) throw requestFailed('$range requires a non-zero step value')
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / by)) }, (_, i) => from + i * by)
}

/** `[array, count]` takes from the start or, negative, from the end; `[array, place, count]` from a place on. */
function slice([array, ...numbers]: (Value | undefined)[]): Value {
  if (isNullish(array) || numbers.some(isNullish)) return null
  const items = needArray('$slice', array)
  const [first, count] = numbers.map(value => needInteger('$slice', value)) as [number, number?]
  if (count === undefined) return first < 0 ? items.slice(first) : items.slice(0, first)
  if (count <= 0) throw requestFailed('Third argument to $slice must be positive')
  const start = first < 0 ? Math.max(0, items.length + first) : first
  return items.slice(start, start + count)
}

const filter: Operator = (operand, compile) => {
  const name = elementName(operand, '$filter')
  const parts = namedParts('$filter', without(operand, 'as'), compile, {
    required: ['input', 'cond'],
    optional: [],
  })
  return scope => {
    const input = parts.get('input')!(scope)
    if (isNullish(input)) return null
    return needArray('$filter', input).filter(element =>
      isTrue(parts.get('cond')!(bound(scope, { [name]: element }))),
    )
  }
}

const map: Operator = (operand, compile) => {
  const name = elementName(operand, '$map')
  const parts = namedParts('$map', without(operand, 'as'), compile, {
    required: ['input', 'in'],
    optional: [],
  })
  return scope => {
    const input = parts.get('input')!(scope)
    if (isNullish(input)) return null
    return needArray('$map', input).map(
      element => parts.get('in')!(bound(scope, { [name]: element })) ?? null,
    )
  }
}

/** The variable's name is a plain word, not an expression. */
function elementName(operand: Value, operator: string): string {
  const name = isDocument(operand) ? (operand.as ?? 'this') : 'this'
  if (typeof name !== 'string' || !/^[a-z]\w*$/.test(name))
    throw requestFailed(`${operator}: '${String(name)}' is not a variable name`)
  return name
}

function without(operand: Value, name: string): Value {
  if (!isDocument(operand)) return operand
  return Object.fromEntries(Object.entries(operand).filter(([part]) => part !== name))
}

const reduce: Operator = (operand, compile) => {
  const required = ['input', 'initialValue', 'in']
  const parts = namedParts('$reduce', operand, compile, { required, optional: [] })
  return scope => {
    const input = parts.get('input')!(scope)
    if (isNullish(input)) return null
    return needArray('$reduce', input).reduce<Value | undefined>(
      (value, element) => parts.get('in')!(bound(scope, { value, this: element })),
      parts.get('initialValue')!(scope),
    )
  }
}

const zip: Operator = (operand, compile) => {
  const optional = ['useLongestLength', 'defaults']
  const parts = namedParts('$zip', operand, compile, { required: ['inputs'], optional })
  return scope => {
    const inputs = needArray('$zip', parts.get('inputs')!(scope))
    if (inputs.some(isNullish)) return null
    const arrays = inputs.map(input => needArray('$zip', input))
    const lengths = arrays.map(array => array.length)
    const longest = parts.get('useLongestLength')?.(scope) === true
    const defaults = parts.get('defaults')?.(scope)
    if (defaults !== undefined && !longest)
      throw requestFailed('cannot specify defaults unless useLongestLength is true')
    const length = longest ? Math.max(...lengths) : Math.min(...lengths)
    return Array.from({ length }, (_, i) =>
      arrays.map((array, n) => array[i] ?? (Array.isArray(defaults) ? (defaults[n] ?? null) : null)),
    )
  }
}

export const ARRAYS: [string, Operator][] = [
  variadic('$arrayElemAt', [2, 2], elementAt),
  unary('$arrayToObject', toObject),
  variadic('$concatArrays', [0, Infinity], concat),
  ['$filter', filter],
  variadic('$in', [2, 2], ([value, array]) => needArray('$in', array).some(element => equal(element, value))),
  variadic('$indexOfArray', [2, 4], indexOf),
  unary('$isArray', value => Array.isArray(value)),
  ['$map', map],
  variadic('$range', [2, 3], range),
  ['$reduce', reduce],
  unary('$reverseArray', value =>
    isNullish(value) ? null : [...needArray('$reverseArray', value)].reverse(),
  ),
  unary('$size', value => needArray('$size', value).length),
  variadic('$slice', [2, 3], slice),
  ['$zip', zip],
  unary('$objectToArray', value => {
    if (isNullish(value)) return null
    if (!isDocument(value)) throw wrongType('$objectToArray', 'an object', value)
    return Object.entries(value).map(([k, v]) => ({ k, v }))
  }),
]
