import { compare, type HashKey, hashKey } from '../compare'
import type { Value } from '../value'
import { mergeObjects } from './accumulators'
import { isNullish, isTrue, needArray, type Operator, unary, variadic } from './operator'

type ValueSet = Map<HashKey, Value>

function setOf(name: string, value: Value | undefined): ValueSet {
  return new Map(needArray(name, value).map(element => [hashKey(element), element]))
}

/** MongoDB leaves the order of a set open; ascending is as good as any and always the same. */
function ordered(set: ValueSet): Value[] {
  return [...set.values()].sort(compare)
}

function union(args: (Value | undefined)[]): Value {
  if (args.some(isNullish)) return null
  return ordered(new Map(args.flatMap(value => [...setOf('$setUnion', value)])))
}

function intersection(args: (Value | undefined)[]): Value {
  if (args.some(isNullish)) return null
  const sets = args.map(value => setOf('$setIntersection', value))
  const [first = new Map(), ...others] = sets
  return ordered(new Map([...first].filter(([key]) => others.every(set => set.has(key)))))
}

/** The first without the second, in the order of the first. */
function difference([a, b]: (Value | undefined)[]): Value {
  if (isNullish(a) || isNullish(b)) return null
  const taken = setOf('$setDifference', b)
  return [...setOf('$setDifference', a)].filter(([key]) => !taken.has(key)).map(([, value]) => value)
}

function isSubset(a: ValueSet, b: ValueSet): boolean {
  return [...a.keys()].every(key => b.has(key))
}

function setEquals(args: (Value | undefined)[]): Value {
  const [first, ...others] = args.map(value => setOf('$setEquals', value))
  return others.every(set => set.size === first!.size && isSubset(set, first!))
}

export const SETS: [string, Operator][] = [
  unary('$allElementsTrue', value => needArray('$allElementsTrue', value).every(isTrue)),
  unary('$anyElementTrue', value => needArray('$anyElementTrue', value).some(isTrue)),
  variadic('$setUnion', [0, Infinity], union),
  variadic('$setIntersection', [0, Infinity], intersection),
  variadic('$setDifference', [2, 2], difference),
  variadic('$setEquals', [2, Infinity], setEquals),
  variadic('$setIsSubset', [2, 2], ([a, b]) => isSubset(setOf('$setIsSubset', a), setOf('$setIsSubset', b))),
  variadic('$mergeObjects', [0, Infinity], mergeObjects),
]
