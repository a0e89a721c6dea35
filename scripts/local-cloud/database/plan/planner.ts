import { type HashKey, TypeOrder, typeOrder } from '../compare'
import type { SortSpec } from '../query/sort'
import type { Value } from '../value'
import type { IndexTree, Interval } from './index-tree'
import type { PathPredicate } from './predicates'

/** A way to read the candidates of a query from one index. */
export interface Plan {
  tree: IndexTree
  intervals: Interval[]
  backwards: boolean
  /** Whether only part of the index is read. */
  bounded: boolean
  /** Whether the candidates come in the order that the query asked for. */
  ordered: boolean
}

/** The most combinations of `$in` values; reading more intervals one by one costs more than reading the index. */
const MAX_INTERVALS = 1_000

/** The conditions of a filter, by path. */
type Predicates = Map<string, PathPredicate>

interface Draft {
  tree: IndexTree
  /** The values allowed for each of the leading fields. */
  equals: Value[][]
  range?: PathPredicate
}

/**
 * Chooses the index that narrows the candidates most: leading equalities count most, then a range, then an order that
 * spares the sort. Candidates are a superset of the matches, so the caller tests each against the filter.
 * @returns undefined when no index helps
 */
export function choosePlan(trees: IndexTree[], predicates: Predicates, sort: SortSpec): Plan | undefined {
  let best: { plan: Plan; score: number } | undefined
  for (const tree of trees) {
    const draft = bound(tree, predicates)
    const order = orderGiven(draft, sort)
    const rangeScore = draft.range ? (draft.range.low && draft.range.high ? 6 : 4) : 0
    const score = draft.equals.length * 10 + rangeScore + (order ? 3 : 0)
    if (score === 0 || (best && score <= best.score)) continue
    const plan = { tree, intervals: intervalsOf(draft), backwards: order === 'backwards' }
    best = { score, plan: { ...plan, bounded: score > 3, ordered: order !== undefined } }
  }
  return best?.plan
}

/** Bounds the leading fields of an index by the conditions of the filter. */
function bound(tree: IndexTree, predicates: Predicates): Draft {
  const draft: Draft = { tree, equals: [] }
  let combinations = 1
  for (const [field, path] of tree.paths.entries()) {
    const predicate = predicates.get(path)
    if (!predicate) return draft
    const usable = usableEquals(tree, field, predicate)
    if (!usable || combinations * usable.length > MAX_INTERVALS) {
      draft.range = usableRange(tree, field, predicate)
      return draft
    }
    combinations *= usable.length
    draft.equals.push(usable)
    // Conditions on further fields can be met by other array elements, whose keys are elsewhere in the tree.
    if (tree.arrays[field]) return draft
  }
  return draft
}

/** Null also matches a missing field, which a sparse index leaves out and an array's keys do not show. */
function usableEquals(tree: IndexTree, field: number, { equals }: PathPredicate): Value[] | undefined {
  const risky = tree.spec.sparse || tree.arrays[field]
  return risky && equals?.includes(null) ? undefined : equals
}

/** Two elements of an array can meet the two ends of a range, so only one end bounds the keys. */
function usableRange(
  tree: IndexTree,
  field: number,
  { low, high, element }: PathPredicate,
): PathPredicate | undefined {
  if (!low && !high) return undefined
  if (element && tree.arrays[field]) return element
  return low && tree.arrays[field] ? { low } : { low, high }
}

/** Tells whether reading the index behind its equalities yields the sort, and in which direction. */
function orderGiven({ tree, equals }: Draft, sort: SortSpec): 'forwards' | 'backwards' | undefined {
  if (Object.keys(sort).length === 0 || tree.isMultikey || tree.spec.sparse) return undefined
  if (equals.some(values => values.length !== 1)) return undefined
  const fixed = new Set(tree.paths.slice(0, equals.length))
  const wanted = Object.entries(sort).filter(([path]) => !fixed.has(path))
  const same = wanted.map(([path, direction], i) => {
    const field = equals.length + i
    return tree.paths[field] === path ? direction * tree.directions[field]! : 0
  })
  if (same.every(sign => sign === 1)) return 'forwards'
  return same.every(sign => sign === -1) ? 'backwards' : undefined
}

function intervalsOf({ tree, equals, range }: Draft): Interval[] {
  const prefixes = equals.reduce<Value[][]>(
    (combined, values) => combined.flatMap(prefix => values.map(value => [...prefix, value])),
    [[]],
  )
  const descending = range && tree.directions[equals.length] === -1
  return prefixes.map(prefix => {
    if (!range) return { low: edge(prefix, -1), high: edge(prefix, 1) }
    const [first, last] = ends(range)
    // An excluded end begins behind the keys that equal it.
    const low = descending ? last : first
    const high = descending ? first : last
    return {
      low: edge([...prefix, low.value], low.inclusive ? -1 : 1),
      high: edge([...prefix, high.value], high.inclusive ? 1 : -1),
    }
  })
}

function edge(values: Value[], side: 1 | -1) {
  return { values, sequence: side * Infinity }
}

/** Both ends of a range; an open end is the end of the other end's type. */
function ends({ low, high }: PathPredicate) {
  const type = typeOrder((low ?? high)!.value)
  const [least, greatest] = TYPE_ENDS.get(type)!
  return [
    low ?? { value: least, inclusive: true },
    high ?? { value: greatest, inclusive: type !== TypeOrder.string },
  ] as const
}

/** The least and greatest value of a type; strings have no greatest, and the empty document follows all of them. */
const TYPE_ENDS = new Map<number, [Value, Value]>([
  [TypeOrder.number, [Number.NaN, Infinity]],
  [TypeOrder.string, ['', {}]],
  [TypeOrder.boolean, [false, true]],
  [TypeOrder.date, [new Date(-8.64e15), new Date(8.64e15)]],
])

/** The ids of a plan's candidates, each once. */
export function* candidates(plan: Plan): Iterable<HashKey> {
  const repeats = plan.tree.isMultikey
  const seen = new Set<HashKey>()
  for (const interval of plan.intervals) {
    for (const id of plan.tree.scan(interval, plan.backwards)) {
      if (repeats && seen.has(id)) continue
      if (repeats) seen.add(id)
      yield id
    }
  }
}
