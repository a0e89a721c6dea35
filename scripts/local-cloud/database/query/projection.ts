import { requestFailed } from '../error'
import { type Document, isDocument, type Value } from '../value'
import { compileFilter } from './filter'
import { matchedElement } from './positional'

/** The rule of a field: kept or dropped, replaced by a computed value, or a tree of rules for the fields below it. */
type Rule = boolean | Map<string, Rule> | ((value: Value, document: Document) => Value | undefined)
type Tree = Map<string, Rule>

interface Plan {
  tree: Tree
  /** Whether fields without a rule are kept. */
  others: boolean
}

/**
 * Projects documents: includes or excludes fields, and applies `$slice`, `$elemMatch` and the positional `field.$`,
 * which keeps the element that made `filter` match.
 */
export function project(
  documents: Document[],
  projection: Document | undefined,
  filter: Document,
): Document[] {
  if (!projection || Object.keys(projection).length === 0) return documents
  const { tree, others } = planOf(projection, filter)
  return documents.map(document => projectDocument(document, tree, { document, others }))
}

function planOf(projection: Document, filter: Document): Plan {
  const tree: Tree = new Map()
  const kinds = new Set<boolean>()
  for (const [path, wish] of Object.entries(projection)) {
    const { rule, kind } = ruleOf(path, wish, filter)
    if (kind !== undefined && path !== '_id') kinds.add(kind)
    addRule(tree, path.replace(/\.\$$/, '').split('.'), rule, path)
  }
  if (kinds.size > 1)
    throw requestFailed('Cannot do exclusion and inclusion in one projection, except of _id')
  const including =
    kinds.has(true) || (kinds.size === 0 && projection._id !== undefined && tree.get('_id') === true)
  if (including && !tree.has('_id')) tree.set('_id', true)
  return { tree, others: !including }
}

/** `kind` tells an including rule from an excluding one; `$slice` alone is neither. */
function ruleOf(path: string, wish: Value, filter: Document): { rule: Rule; kind?: boolean } {
  if (path.endsWith('.$')) return { rule: positional(path.slice(0, -2), filter), kind: true }
  if (path.split('.').some(part => part === '' || part.startsWith('$'))) {
    throw requestFailed(`the projection path '${path}' is not supported`)
  }
  if (typeof wish === 'number' || typeof wish === 'boolean')
    return { rule: Boolean(wish), kind: Boolean(wish) }
  const [operator, operand] = isDocument(wish) ? (Object.entries(wish)[0] ?? []) : []
  if (operator === '$slice') return { rule: slice(operand!) }
  if (operator === '$elemMatch' && isDocument(operand)) return { rule: elemMatch(operand), kind: true }
  throw requestFailed(`Unsupported projection option: ${path}: ${JSON.stringify(wish)}`)
}

function addRule(tree: Tree, parts: string[], rule: Rule, path: string): void {
  let level = tree
  for (const part of parts.slice(0, -1)) {
    const next = level.get(part) ?? new Map()
    if (!(next instanceof Map)) throw requestFailed(`Path collision at ${path}`)
    level.set(part, next)
    level = next
  }
  const name = parts.at(-1)!
  if (level.has(name)) throw requestFailed(`Path collision at ${path}`)
  level.set(name, rule)
}

function slice(operand: Value): Rule {
  const numbers = Array.isArray(operand) ? operand : [operand]
  if (numbers.length > 2 || !numbers.every(Number.isInteger))
    throw requestFailed('$slice takes one or two integers')
  const [first, count] = numbers as [number, number?]
  if (count !== undefined && count <= 0) throw requestFailed('$slice limit must be positive')
  return value => (Array.isArray(value) ? sliceArray(value, first, count) : value)
}

/** One number counts from the start or, negative, from the end; two numbers are a start and a count. */
function sliceArray(array: Value[], first: number, count: number | undefined): Value[] {
  if (count === undefined) return first < 0 ? array.slice(first) : array.slice(0, first)
  const start = first < 0 ? Math.max(0, array.length + first) : first
  return array.slice(start, start + count)
}

function elemMatch(criterion: Document): Rule {
  const matches = compileFilter({ element: { $elemMatch: criterion } })
  return value => {
    const element = Array.isArray(value) && value.find(candidate => matches({ element: [candidate] }))
    return element === undefined || element === false ? undefined : [element]
  }
}

function positional(path: string, filter: Document): Rule {
  return (value, document) =>
    Array.isArray(value) ? [value[matchedElement(filter, document, path)]!] : value
}

/** Facts that stay the same for all fields of one document. */
interface Context {
  document: Document
  others: boolean
}

function projectDocument(source: Document, tree: Tree, context: Context): Document {
  const result: Document = {}
  for (const name of Object.keys(source)) {
    const value = projectValue(source[name]!, tree.get(name), context)
    if (value !== undefined) result[name] = value
  }
  return result
}

function projectValue(value: Value, rule: Rule | undefined, context: Context): Value | undefined {
  if (rule === undefined) return context.others ? value : undefined
  if (typeof rule === 'boolean') return rule ? value : undefined
  if (typeof rule === 'function') return rule(value, context.document)
  return projectBelow(value, rule, context)
}

function projectBelow(value: Value, tree: Tree, context: Context): Value | undefined {
  if (isDocument(value)) return projectDocument(value, tree, context)
  if (Array.isArray(value)) {
    return value.map(element => projectBelow(element, tree, context)).filter(element => element !== undefined)
  }
  return context.others ? value : undefined
}
