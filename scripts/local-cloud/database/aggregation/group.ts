import { compare, equal, type HashKey, hashKey } from '../compare'
import { requestFailed } from '../error'
import { compileExpression } from '../expression'
import { ACCUMULATORS } from '../expression/accumulators'
import { type Expression, needArray, needInteger, type Scope } from '../expression/operator'
import { type Document, isDocument, type Value } from '../value'

type Summary = (scopes: Scope[]) => Document

/** Compiles the fields of a group: each is one accumulator over an expression. */
function compileSummary(fields: Document): Summary {
  const outputs = Object.entries(fields).map(([name, specification]) => {
    if (name.includes('.')) throw requestFailed(`The field name '${name}' cannot contain '.'`)
    const [operator, operand, ...more] = isDocument(specification) ? Object.entries(specification).flat() : []
    const reduce = ACCUMULATORS.get(operator as string)
    if (!reduce || more.length > 0) {
      throw requestFailed(
        `The field '${name}' must be an accumulator that is supported, not ${JSON.stringify(specification)}`,
      )
    }
    return { name, reduce, expression: compileExpression(operand as Value) }
  })
  return scopes => {
    const result: Document = {}
    for (const { name, reduce, expression } of outputs) result[name] = reduce(scopes.map(expression))
    return result
  }
}

/** Compiles `$group`; groups come in the order of their first documents. */
export function compileGroup(specification: Document): (scopes: Scope[]) => Document[] {
  const { _id, ...fields } = specification
  if (_id === undefined) throw requestFailed('a group specification must include an _id')
  const key = compileExpression(_id)
  const summary = compileSummary(fields)
  return scopes => groupBy(scopes, key).map(({ id, members }) => ({ _id: id, ...summary(members) }))
}

interface Group {
  id: Value
  members: Scope[]
}

/** A missing value groups with null. */
export function groupBy(scopes: Scope[], key: Expression): Group[] {
  const groups = new Map<HashKey, Group>()
  for (const scope of scopes) {
    const id = key(scope) ?? null
    const known = groups.get(hashKey(id))
    if (known) known.members.push(scope)
    else groups.set(hashKey(id), { id, members: [scope] })
  }
  return [...groups.values()]
}

const COUNT: Document = { count: { $sum: 1 } }

/** Compiles `$bucket`: groups by ascending boundaries, each including its lower one. */
export function compileBucket(specification: Document): (scopes: Scope[]) => Document[] {
  refuseOthers('$bucket', specification, ['groupBy', 'boundaries', 'default', 'output'])
  const key = compileExpression(specification.groupBy ?? null)
  const boundaries = needArray('$bucket boundaries', specification.boundaries)
  const ascending = boundaries.every((value, i) => i === 0 || compare(boundaries[i - 1], value) < 0)
  if (boundaries.length < 2 || !ascending)
    throw requestFailed('$bucket needs at least two boundaries in ascending order')
  const summary = compileSummary((specification.output as Document | undefined) ?? COUNT)
  const bucketOf: Expression = scope => {
    const value = key(scope)
    const place = boundaries.filter(boundary => compare(value, boundary) >= 0).length - 1
    if (place >= 0 && place < boundaries.length - 1) return boundaries[place]
    if (specification.default === undefined)
      throw requestFailed('$bucket found a value in no bucket, and has no default')
    return specification.default
  }
  return scopes =>
    groupBy(scopes, bucketOf)
      .sort((a, b) => compare(a.id, b.id))
      .map(({ id, members }) => ({ _id: id, ...summary(members) }))
}

/** Compiles `$bucketAuto`: so many groups of about the same number of documents; equal values stay together. */
export function compileBucketAuto(specification: Document): (scopes: Scope[]) => Document[] {
  refuseOthers('$bucketAuto', specification, ['groupBy', 'buckets', 'output'])
  const key = compileExpression(specification.groupBy ?? null)
  const buckets = needInteger('$bucketAuto', specification.buckets)
  if (buckets <= 0) throw requestFailed('The $bucketAuto buckets field must be greater than 0')
  const summary = compileSummary((specification.output as Document | undefined) ?? COUNT)
  return scopes => {
    const values = scopes
      .map(scope => ({ scope, value: key(scope) ?? null }))
      .sort((a, b) => compare(a.value, b.value))
    const parts = divide(values, buckets)
    return parts.map((part, i) => ({
      _id: { min: part[0]!.value, max: (parts[i + 1]?.[0] ?? part.at(-1)!).value },
      ...summary(part.map(({ scope }) => scope)),
    }))
  }
}

function divide<T extends { value: Value }>(sorted: T[], buckets: number): T[][] {
  const size = Math.max(1, Math.round(sorted.length / buckets))
  const parts: T[][] = []
  for (let start = 0; start < sorted.length; ) {
    let end = parts.length === buckets - 1 ? sorted.length : start + size
    while (end < sorted.length && equal(sorted[end]!.value, sorted[end - 1]!.value)) end++
    parts.push(sorted.slice(start, end))
    start = end
  }
  return parts
}

function refuseOthers(stage: string, specification: Document, known: string[]): void {
  const other = Object.keys(specification).find(name => !known.includes(name))
  if (other) throw requestFailed(`Unrecognized or unsupported option to ${stage}: ${other}`)
}
