import { compileExpression } from '../expression'
import type { Scope } from '../expression/operator'
import { type Document, isDocument, type Value } from '../value'

/**
 * Adds to a filter what `$expr: { $eq: ['$path', …] }` demands of a path, so that an index can serve it. The
 * expression itself stays and decides: equality in a filter only lets more documents through.
 */
export function narrowedByExpr(filter: Document, variables: Scope['variables']): Document {
  const demands = filter.$expr === undefined ? [] : equalitiesIn(filter.$expr, variables)
  return demands.length === 0 ? filter : { $and: [...demands, filter] }
}

function equalitiesIn(expression: Value, variables: Scope['variables']): Document[] {
  if (!isDocument(expression)) return []
  if (Array.isArray(expression.$and)) return expression.$and.flatMap(part => equalitiesIn(part, variables))
  if (!Array.isArray(expression.$eq) || expression.$eq.length !== 2) return []
  const [a, b] = expression.$eq as [Value, Value]
  return [...equality(a, b, variables), ...equality(b, a, variables)]
}

/** An expression gathers an array from the elements of another, which a filter does not see as one. */
function equality(path: Value, operand: Value, variables: Scope['variables']): Document[] {
  if (typeof path !== 'string' || !/^\$[^$]/.test(path) || !isFixed(operand)) return []
  const value = compileExpression(operand)({ root: {}, variables })
  return value === undefined || Array.isArray(value) ? [] : [{ [path.slice(1)]: { $eq: value } }]
}

/** Whether an operand is the same for every document: a variable's value or a plain one. */
function isFixed(operand: Value): boolean {
  if (typeof operand === 'string')
    return !operand.startsWith('$') || /^\$\$(?!ROOT|CURRENT|REMOVE)/.test(operand)
  return !isDocument(operand) && !Array.isArray(operand)
}
