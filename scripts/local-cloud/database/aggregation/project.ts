import { requestFailed } from '../error'
import { compileExpression } from '../expression'
import type { Expression, Scope } from '../expression/operator'
import { type Document, fieldOf, isDocument, type Value } from '../value'

/** The fate of a field: kept, dropped, computed, or changed further below. */
type Shape = boolean | Expression | ShapeTree
type ShapeTree = Map<string, Shape>

/** The meaning of fields without a shape and of plain numbers. */
type Mode = 'include' | 'exclude' | 'add'

/** Compiles `$addFields`: every value is an expression, documents name fields further below. */
export function compileAddFields(fields: Document): (scope: Scope) => Document {
  const tree = treeOf(fields, true)
  return scope => reshape(scope.root, tree, 'add', scope) as Document
}

/** Compiles `$project`: fields kept, dropped (then nothing else but `_id`), or computed. */
export function compileProject(fields: Document): (scope: Scope) => Document {
  if (Object.keys(fields).length === 0)
    throw requestFailed('$project specification must have at least one field')
  const tree = treeOf(fields, false)
  const others = new Map([...tree].filter(([name]) => name !== '_id'))
  const excluding = has(others, false) || (others.size === 0 && tree.get('_id') === false)
  if (excluding && (has(others, true) || hasExpression(others))) {
    throw requestFailed('Invalid $project: cannot do exclusion and inclusion or computation together')
  }
  if (!excluding && !tree.has('_id')) tree.set('_id', true)
  return scope => reshape(scope.root, tree, excluding ? 'exclude' : 'include', scope) as Document
}

function treeOf(fields: Document, computedOnly: boolean): ShapeTree {
  const tree: ShapeTree = new Map()
  for (const [path, value] of Object.entries(fields)) insert(tree, path, shapeOf(value, computedOnly))
  return tree
}

function shapeOf(value: Value, computedOnly: boolean): Shape {
  if (!computedOnly && (typeof value === 'boolean' || typeof value === 'number')) return Boolean(value)
  const nested =
    isDocument(value) &&
    Object.keys(value).length > 0 &&
    !Object.keys(value).some(name => name.startsWith('$'))
  return nested ? treeOf(value as Document, computedOnly) : compileExpression(value)
}

function insert(tree: ShapeTree, path: string, shape: Shape): void {
  const parts = path.split('.')
  if (parts.some(part => part === '' || part.startsWith('$')))
    throw requestFailed(`Invalid field path in a stage: '${path}'`)
  let level = tree
  for (const part of parts.slice(0, -1)) {
    const next = level.get(part) ?? new Map()
    if (!(next instanceof Map)) throw requestFailed(`Invalid stage: path collision at '${path}'`)
    level.set(part, next)
    level = next
  }
  if (level.has(parts.at(-1)!)) throw requestFailed(`Invalid stage: path collision at '${path}'`)
  level.set(parts.at(-1)!, shape)
}

function has(tree: ShapeTree, wanted: boolean): boolean {
  return [...tree.values()].some(shape => (shape instanceof Map ? has(shape, wanted) : shape === wanted))
}

function hasExpression(tree: ShapeTree): boolean {
  return [...tree.values()].some(shape =>
    shape instanceof Map ? hasExpression(shape) : typeof shape === 'function',
  )
}

/** Arrays are reshaped element by element; a plain value gives way to the fields computed below it. */
function reshape(value: Value | undefined, tree: ShapeTree, mode: Mode, scope: Scope): Value | undefined {
  if (Array.isArray(value)) {
    return value.map(element => reshape(element, tree, mode, scope)).filter(element => element !== undefined)
  }
  if (isDocument(value)) return compute(keep(value, tree, mode, scope), value, tree, scope)
  if (hasExpression(tree)) return compute({}, {}, tree, scope)
  return mode === 'include' ? undefined : value
}

function keep(source: Document, tree: ShapeTree, mode: Mode, scope: Scope): Document {
  const result: Document = {}
  for (const name of Object.keys(source)) {
    const shape = tree.get(name)
    let kept: Value | undefined = source[name]
    if (shape === false || (shape === undefined && mode === 'include')) continue
    if (shape instanceof Map) kept = reshape(kept, shape, mode, scope)
    if (typeof shape === 'function' && mode === 'include') continue
    if (kept !== undefined) result[name] = kept
  }
  return result
}

function compute(result: Document, source: Document, tree: ShapeTree, scope: Scope): Document {
  for (const [name, shape] of tree) {
    if (typeof shape === 'function') put(result, name, shape(scope))
    else if (shape instanceof Map && fieldOf(source, name) === undefined && hasExpression(shape)) {
      put(result, name, compute({}, {}, shape, scope))
    }
  }
  return result
}

/** A computed value that is missing takes the field away. */
function put(result: Document, name: string, value: Value | undefined): void {
  if (value === undefined) delete result[name]
  else result[name] = value
}
