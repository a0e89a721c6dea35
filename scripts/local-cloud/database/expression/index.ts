import { requestFailed } from '../error'
import { type Document, fieldOf, isDocument, type Value } from '../value'
import { ARITHMETIC } from './arithmetic'
import { ARRAYS } from './arrays'
import { DATES } from './dates'
import { LOGIC } from './logic'
import type { Expression, Operator } from './operator'
import { SETS } from './sets'
import { STRINGS } from './strings'

const OPERATORS = new Map<string, Operator>([
  ...ARITHMETIC,
  ...ARRAYS,
  ...DATES,
  ...LOGIC,
  ...SETS,
  ...STRINGS,
  ['$literal', operand => () => operand],
  ['$let', bind],
])

/**
 * Compiles an aggregation expression: a `$field.path`, a `$$variable.path`, operators, documents and arrays of
 * expressions, or a plain value.
 * @throws DATABASE_REQUEST_FAILED for an operator that the local cloud does not have
 */
export function compileExpression(expression: Value): Expression {
  if (typeof expression === 'string' && expression.startsWith('$')) return path(expression)
  if (Array.isArray(expression)) {
    const elements = expression.map(compileExpression)
    return scope => elements.map(element => element(scope) ?? null)
  }
  if (!isDocument(expression)) return () => expression
  const names = Object.keys(expression)
  if (!names.some(name => name.startsWith('$'))) return documentOf(expression)
  if (names.length > 1) throw requestFailed('an expression specification must contain exactly one operator')
  const operator = OPERATORS.get(names[0]!)
  if (!operator) throw requestFailed(`Unrecognized or unsupported expression '${names[0]}'`)
  return operator(expression[names[0]!]!, compileExpression)
}

/** A document of expressions; fields whose value is missing are left out. */
function documentOf(expressions: Document): Expression {
  const fields = Object.entries(expressions).map(([name, value]) => [name, compileExpression(value)] as const)
  return scope => {
    const result: Document = {}
    for (const [name, field] of fields) {
      const value = field(scope)
      if (value !== undefined) result[name] = value
    }
    return result
  }
}

function path(text: string): Expression {
  const [name, ...rest] = text.startsWith('$$')
    ? text.slice(2).split('.')
    : ['ROOT', ...text.slice(1).split('.')]
  if (name === '' || rest.includes('')) throw requestFailed(`'${text}' is not a valid field path`)
  const start = variable(name!)
  return scope => follow(start(scope), rest, 0)
}

function variable(name: string): Expression {
  if (name === 'ROOT' || name === 'CURRENT') return scope => scope.root
  if (name === 'REMOVE') return () => undefined
  return ({ variables }) => {
    if (!variables.has(name)) throw requestFailed(`Use of undefined variable: ${name}`)
    return variables.get(name)
  }
}

/** Unlike a filter, an expression does not take a number for an element's place, and gathers from arrays. */
function follow(value: Value | undefined, parts: string[], at: number): Value | undefined {
  if (at === parts.length) return value
  if (isDocument(value)) return follow(fieldOf(value, parts[at]!), parts, at + 1)
  if (!Array.isArray(value)) return undefined
  return value
    .filter(isDocument)
    .map(element => follow(element, parts, at))
    .filter(found => found !== undefined)
}

function bind(operand: Value, compile: (expression: Value) => Expression): Expression {
  if (!isDocument(operand) || !isDocument(operand.vars) || operand.in === undefined) {
    throw requestFailed('$let takes vars and in')
  }
  const bindings = Object.entries(operand.vars).map(([name, value]) => [name, compile(value)] as const)
  const body = compile(operand.in)
  return scope => {
    const variables = new Map(scope.variables)
    for (const [name, value] of bindings) variables.set(name, value(scope))
    return body({ ...scope, variables })
  }
}
