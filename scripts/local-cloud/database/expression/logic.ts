import { compare } from '../compare'
import { requestFailed } from '../error'
import { isDocument } from '../value'
import { isNullish, isTrue, namedParts, type Operator, unary, variadic } from './operator'

/** Compares across types as well; a missing value is smaller than null. */
function comparison(name: string, holds: (order: number) => boolean): [string, Operator] {
  return variadic(name, [2, 2], ([a, b]) => holds(compare(a, b)))
}

const and: Operator = (operand, compile) => {
  const parts = (Array.isArray(operand) ? operand : [operand]).map(compile)
  return scope => parts.every(part => isTrue(part(scope)))
}

const or: Operator = (operand, compile) => {
  const parts = (Array.isArray(operand) ? operand : [operand]).map(compile)
  return scope => parts.some(part => isTrue(part(scope)))
}

/** Only the branch that is taken is evaluated. */
const cond: Operator = (operand, compile) => {
  const named =
    Array.isArray(operand) && operand.length === 3
      ? { if: operand[0]!, then: operand[1]!, else: operand[2]! }
      : operand
  const parts = namedParts('$cond', named, compile, { required: ['if', 'then', 'else'], optional: [] })
  return scope => parts.get(isTrue(parts.get('if')!(scope)) ? 'then' : 'else')!(scope)
}

const choose: Operator = (operand, compile) => {
  if (!isDocument(operand) || !Array.isArray(operand.branches) || operand.branches.length === 0) {
    throw requestFailed('$switch requires at least one branch')
  }
  const branches = operand.branches.map(branch =>
    namedParts('$switch', branch, compile, { required: ['case', 'then'], optional: [] }),
  )
  const otherwise = operand.default === undefined ? undefined : compile(operand.default)
  return scope => {
    const taken = branches.find(branch => isTrue(branch.get('case')!(scope)))
    if (taken) return taken.get('then')!(scope)
    if (!otherwise)
      throw requestFailed(
        '$switch could not find a matching branch for an input, and no default was specified.',
      )
    return otherwise(scope)
  }
}

const ifNull: Operator = (operand, compile) => {
  if (!Array.isArray(operand) || operand.length < 2)
    throw requestFailed('$ifNull needs at least two arguments')
  const parts = operand.map(compile)
  return scope => {
    for (const part of parts.slice(0, -1)) {
      const value = part(scope)
      if (!isNullish(value)) return value
    }
    return parts.at(-1)!(scope)
  }
}

export const LOGIC: [string, Operator][] = [
  comparison('$eq', order => order === 0),
  comparison('$ne', order => order !== 0),
  comparison('$gt', order => order > 0),
  comparison('$gte', order => order >= 0),
  comparison('$lt', order => order < 0),
  comparison('$lte', order => order <= 0),
  variadic('$cmp', [2, 2], ([a, b]) => Math.sign(compare(a, b))),
  unary('$not', value => !isTrue(value)),
  ['$and', and],
  ['$or', or],
  ['$cond', cond],
  ['$switch', choose],
  ['$ifNull', ifNull],
]
