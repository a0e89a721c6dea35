import { requestFailed } from '../error'
import { type Document, isDocument, typeName, type Value } from '../value'

/** The document and the variables that an expression is evaluated against. */
export interface Scope {
  root: Document
  variables: ReadonlyMap<string, Value | undefined>
}

/** A compiled expression; undefined means that the value is missing. */
export type Expression = (scope: Scope) => Value | undefined

/** Compiles an operator's operand. */
export type Operator = (operand: Value, compile: (expression: Value) => Expression) => Expression

type Argument = Value | undefined

/** An operator over a list of arguments; a single one need not be in a list. */
export function variadic(
  name: string,
  [least, most]: [number, number],
  evaluate: (args: Argument[]) => Argument,
): [string, Operator] {
  return [
    name,
    (operand, compile) => {
      const expressions = (Array.isArray(operand) ? operand : [operand]).map(compile)
      if (expressions.length < least || expressions.length > most) {
        const wanted = least === most ? `exactly ${least}` : `${least} to ${most}`
        throw requestFailed(
          `Expression ${name} takes ${wanted} arguments. ${expressions.length} were passed in.`,
        )
      }
      return scope => evaluate(expressions.map(expression => expression(scope)))
    },
  ]
}

/** An operator of exactly one argument. */
export function unary(name: string, evaluate: (argument: Argument) => Argument): [string, Operator] {
  return variadic(name, [1, 1], ([argument]) => evaluate(argument))
}

/** The named parts of an operand, compiled; parts that the operator does not know are refused. */
export function namedParts(
  name: string,
  operand: Value,
  compile: (expression: Value) => Expression,
  parts: { required: string[]; optional: string[] },
): Map<string, Expression> {
  if (!isDocument(operand)) throw requestFailed(`${name} only supports an object as its argument`)
  for (const part of parts.required) {
    if (operand[part] === undefined) throw requestFailed(`Missing '${part}' parameter to ${name}`)
  }
  const known = new Set([...parts.required, ...parts.optional])
  for (const part of Object.keys(operand)) {
    if (!known.has(part)) throw requestFailed(`Unrecognized or unsupported parameter to ${name}: ${part}`)
  }
  return new Map(Object.entries(operand).map(([part, expression]) => [part, compile(expression)]))
}

export function isNullish(value: Argument): value is null | undefined {
  return value === null || value === undefined
}

/** The truth of a value in a condition: false, null, missing and zero are false. */
export function isTrue(value: Argument): boolean {
  return !(value === false || value === 0 || isNullish(value))
}

export function wrongType(name: string, wanted: string, value: Argument): Error {
  return requestFailed(`${name} requires ${wanted}, found: ${typeName(value)}`)
}

export function needArray(name: string, value: Argument): Value[] {
  if (!Array.isArray(value)) throw wrongType(name, 'an array', value)
  return value
}

export function needInteger(name: string, value: Argument): number {
  if (!Number.isInteger(value)) throw wrongType(name, 'an integer', value)
  return value as number
}

export function needString(name: string, value: Argument): string {
  if (typeof value !== 'string') throw wrongType(name, 'a string', value)
  return value
}

/** The scope in which more variables are bound. */
export function bound(scope: Scope, bindings: Record<string, Argument>): Scope {
  return { ...scope, variables: new Map([...scope.variables, ...Object.entries(bindings)]) }
}
