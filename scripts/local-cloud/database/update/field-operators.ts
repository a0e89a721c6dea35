import { compare, equal } from '../compare'
import { requestFailed } from '../error'
import { isDocument, typeName, type Value } from '../value'
import type { Slot } from './draft'
import { storable } from './storable'

/** Applies an update operator, whose operand has been checked, to one slot. */
export type SlotChange = (slot: Slot) => void

export interface UpdateOperator {
  /** Checks the operand, once per update. @throws DATABASE_REQUEST_FAILED */
  compile(operand: Value): SlotChange
  /** Whether the operator makes the path where it is missing; operators that only remove do not. */
  creates: boolean
}

function set(operand: Value): SlotChange {
  storable(operand)
  return slot => {
    if (slot.value === undefined || !equal(slot.value, operand)) slot.write(operand)
  }
}

function unset(): SlotChange {
  return slot => {
    if (slot.value !== undefined) slot.clear()
  }
}

/** Builds `$inc` and `$mul`; `absent` gives the value of a missing field. */
function arithmetic(
  operator: string,
  absent: (by: number) => number,
  apply: (now: number, by: number) => number,
) {
  return (operand: Value): SlotChange => {
    if (typeof operand !== 'number') {
      throw requestFailed(`Cannot apply ${operator} with a non-numeric argument of type ${typeName(operand)}`)
    }
    return slot => {
      const now = slot.value
      if (now === undefined) return slot.write(absent(operand))
      if (typeof now !== 'number') {
        throw requestFailed(
          `Cannot apply ${operator} to a value of non-numeric type. The field '${slot.path}' is of type ${typeName(now)}`,
        )
      }
      const next = apply(now, operand) + 0
      if (!equal(now, next)) slot.write(next)
    }
  }
}

/** Builds `$min` and `$max`, which compare values of different types by MongoDB's order of types. */
function bound(sign: 1 | -1) {
  return (operand: Value): SlotChange => {
    storable(operand)
    return slot => {
      if (slot.value === undefined || compare(operand, slot.value) * sign > 0) slot.write(operand)
    }
  }
}

const BITWISE: Record<string, (a: bigint, b: bigint) => bigint> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
}

function bit(operand: Value): SlotChange {
  const steps = isDocument(operand) ? Object.entries(operand) : []
  if (steps.length === 0) throw requestFailed('The $bit modifier takes one of and, or, xor with an integer')
  for (const [name, mask] of steps) {
    if (!Object.hasOwn(BITWISE, name) || !Number.isSafeInteger(mask)) {
      throw requestFailed(
        `The $bit modifier only supports and, or, xor with an integer, not ${name}: ${String(mask)}`,
      )
    }
  }
  return slot => {
    const now = slot.value ?? 0
    if (!Number.isSafeInteger(now)) {
      throw requestFailed(
        `Cannot apply $bit to a value of non-integral type at '${slot.path}': ${typeName(now)}`,
      )
    }
    const next = Number(
      steps.reduce(
        (bits, [name, mask]) => BITWISE[name]!(bits, BigInt(mask as number)),
        BigInt(now as number),
      ),
    )
    if (slot.value === undefined || next !== now) slot.write(next)
  }
}

export const FIELD_OPERATORS: [string, UpdateOperator][] = [
  ['$set', { compile: set, creates: true }],
  ['$unset', { compile: unset, creates: false }],
  [
    '$inc',
    {
      compile: arithmetic(
        '$inc',
        by => by,
        (now, by) => now + by,
      ),
      creates: true,
    },
  ],
  [
    '$mul',
    {
      compile: arithmetic(
        '$mul',
        () => 0,
        (now, by) => now * by,
      ),
      creates: true,
    },
  ],
  ['$min', { compile: bound(-1), creates: true }],
  ['$max', { compile: bound(1), creates: true }],
  ['$bit', { compile: bit, creates: true }],
]
