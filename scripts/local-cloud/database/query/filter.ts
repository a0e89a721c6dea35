import { requestFailed } from '../error'
import { compileExpression } from '../expression'
import { isTrue } from '../expression/operator'
import { type Document, isDocument, Pattern, type Value } from '../value'
import {
  allHold,
  type Condition,
  conjunction,
  equality,
  isOperators,
  matchesPattern,
  negation,
  type Predicate,
  VALUE_OPERATORS,
  wholeValue,
} from './conditions'

/**
 * Compiles a MongoDB filter.
 * @param variables what `$expr` may refer to as `$$name`
 * @returns a predicate that answers for one document and never changes it
 * @throws DATABASE_REQUEST_FAILED for an operator that MongoDB or the local cloud does not know
 */
export function compileFilter(filter: Document, variables: Variables = new Map()): Predicate {
  const predicates = Object.entries(filter).map(([name, operand]) =>
    name.startsWith('$') ? logical(name, operand, variables) : compileField(operand).onPath(name),
  )
  return allHold(predicates)
}

function logical(operator: string, operand: Value, variables: Variables): Predicate {
  if (operator === '$expr') {
    const expression = compileExpression(operand)
    return root => isTrue(expression({ root, variables }))
  }
  if (operator !== '$and' && operator !== '$or' && operator !== '$nor') {
    throw requestFailed(`unknown or unsupported top level operator: ${operator}`)
  }
  if (!Array.isArray(operand) || operand.length === 0 || !operand.every(isDocument)) {
    throw requestFailed(`${operator} must be a nonempty array of filters`)
  }
  const branches = operand.map(branch => compileFilter(branch, variables))
  if (operator === '$and') return allHold(branches)
  if (operator === '$or') return document => branches.some(holds => holds(document))
  return document => !branches.some(holds => holds(document))
}

/** The condition that a filter puts on one field: a value to equal, a pattern, or operators. */
function compileField(operand: Value): Condition {
  if (operand instanceof Pattern) return matchesPattern(operand)
  return isOperators(operand) ? compileOperators(operand) : equality(operand)
}

function compileOperators(operators: Document): Condition {
  const names = Object.keys(operators).filter(name => name !== '$options')
  if (names.length < Object.keys(operators).length && !names.includes('$regex')) {
    throw requestFailed('$options needs a $regex')
  }
  return conjunction(names.map(name => compileOperator(name, operators[name]!, operators)))
}

function compileOperator(name: string, operand: Value, siblings: Document): Condition {
  const simple = VALUE_OPERATORS.get(name)
  if (simple) return simple(operand)
  switch (name) {
    case '$ne':
      if (operand instanceof Pattern) throw requestFailed("Can't have regex as arg to $ne.")
      return negation(equality(operand))
    case '$regex':
      return regex(operand, siblings.$options)
    case '$not':
      return not(operand)
    case '$elemMatch':
      return elemMatch(operand)
    case '$all':
      return all(operand)
    default:
      throw requestFailed(`unknown or unsupported operator: ${name}`)
  }
}

function regex(operand: Value, options: Value | undefined): Condition {
  const source = operand instanceof Pattern ? operand.source : operand
  const flags = options ?? (operand instanceof Pattern ? operand.flags : '')
  if (typeof source !== 'string' || typeof flags !== 'string')
    throw requestFailed('$regex has to be a string')
  return matchesPattern({ source, flags })
}

function not(operand: Value): Condition {
  if (operand instanceof Pattern) return negation(matchesPattern(operand))
  if (!isOperators(operand)) throw requestFailed('$not needs a regex or a document of operators')
  return negation(compileOperators(operand))
}

/** Some one element of the array meets the whole criterion. */
function elemMatch(operand: Value): Condition {
  if (!isDocument(operand)) throw requestFailed('$elemMatch needs an Object')
  const holds = elementTest(operand)
  return wholeValue(value => Array.isArray(value) && value.some(holds))
}

type Variables = ReadonlyMap<string, Value | undefined>

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr'])

function elementTest(criterion: Document): (element: Value) => boolean {
  const first = Object.keys(criterion)[0]
  if (first?.startsWith('$') && !LOGICAL.has(first)) return compileOperators(criterion).onValue
  const holds = compileFilter(criterion)
  return element => {
    if (isDocument(element)) return holds(element)
    // MongoDB reads an array inside an array as a document whose fields are the places.
    return Array.isArray(element) && holds({ ...element } as unknown as Document)
  }
}

function all(operand: Value): Condition {
  if (!Array.isArray(operand)) throw requestFailed('$all needs an array')
  if (operand.length === 0) return wholeValue(() => false)
  return conjunction(
    operand.map(item => {
      if (isDocument(item) && '$elemMatch' in item) return elemMatch(item.$elemMatch!)
      if (isOperators(item)) throw requestFailed('no $ expressions in $all')
      return item instanceof Pattern ? matchesPattern(item) : equality(item)
    }),
  )
}
