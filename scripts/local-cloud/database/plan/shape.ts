import { isOperators } from '../query/conditions'
import type { SortSpec } from '../query/sort'
import { type Document, isDocument, type Value } from '../value'

/**
 * The shape of a query, with its values taken out, such as `{state: ?, end: {$gt: ?}} sort {end: 1}`. Statistics are
 * kept by shape, because an index serves all queries of one shape alike.
 */
export function shapeOf(filter: Document, sort: SortSpec = {}): string {
  const order = Object.entries(sort).map(([path, direction]) => `${path}: ${direction}`)
  return order.length > 0 ? `${filterShape(filter)} sort {${order.join(', ')}}` : filterShape(filter)
}

function filterShape(filter: Document): string {
  return `{${Object.entries(filter)
    .map(([name, operand]) => `${name}: ${operandShape(name, operand)}`)
    .join(', ')}}`
}

function operandShape(name: string, operand: Value): string {
  if (name === '$and' || name === '$or' || name === '$nor') {
    return `[${[...new Set((operand as Document[]).map(filterShape))].join(', ')}]`
  }
  if (name === '$elemMatch' && isDocument(operand)) return filterShape(operand)
  return isOperators(operand) ? filterShape(operand) : '?'
}
