import { requestFailed } from '../error'
import type { Value } from '../value'
import { reduceOperators } from './accumulators'
import { isNullish, type Operator, unary, variadic, wrongType } from './operator'

function needNumber(name: string, value: Value | undefined): number {
  if (typeof value !== 'number') throw wrongType(name, 'a number', value)
  return value
}

/** A function of one number; null and missing give null. */
function numeric(name: string, evaluate: (value: number) => number, refused?: (value: number) => boolean) {
  return unary(name, value => {
    if (isNullish(value)) return null
    const number = needNumber(name, value)
    if (refused?.(number)) throw requestFailed(`${name}'s argument is out of its range: ${number}`)
    return evaluate(number)
  })
}

/** A function of two numbers; null and missing give null. */
function numericPair(name: string, evaluate: (a: number, b: number) => number) {
  return variadic(name, [2, 2], ([a, b]) => {
    if (isNullish(a) || isNullish(b)) return null
    return evaluate(needNumber(name, a), needNumber(name, b))
  })
}

/** Numbers, and at most one date that they are added to as milliseconds. */
function add(args: (Value | undefined)[]): Value {
  if (args.some(isNullish)) return null
  const dates = args.filter(value => value instanceof Date)
  if (dates.length > 1) throw requestFailed('only one date allowed in an $add expression')
  const sum = args.reduce<number>(
    (total, value) => total + (value instanceof Date ? value.getTime() : needNumber('$add', value)),
    0,
  )
  return dates.length === 1 ? new Date(sum) : sum
}

function subtract([a, b]: (Value | undefined)[]): Value {
  if (isNullish(a) || isNullish(b)) return null
  if (a instanceof Date) {
    return b instanceof Date ? a.getTime() - b.getTime() : new Date(a.getTime() - needNumber('$subtract', b))
  }
  return needNumber('$subtract', a) - needNumber('$subtract', b)
}

function multiply(args: (Value | undefined)[]): Value {
  return args.some(isNullish)
    ? null
    : args.reduce<number>((product, value) => product * needNumber('$multiply', value), 1)
}

function divide(a: number, b: number): number {
  if (b === 0) throw requestFailed("can't $divide by zero")
  return a / b
}

function modulo(a: number, b: number): number {
  if (b === 0) throw requestFailed("can't $mod by zero")
  return a % b
}

function power(base: number, exponent: number): number {
  if (base === 0 && exponent < 0) throw requestFailed('$pow cannot take a base of 0 and a negative exponent')
  return base ** exponent
}

function logarithm(value: number, base: number): number {
  if (value <= 0 || base <= 0 || base === 1)
    throw requestFailed(`$log cannot take ${value} to the base ${base}`)
  return Math.log(value) / Math.log(base)
}

const notPositive = (value: number) => value <= 0

export const ARITHMETIC: [string, Operator][] = [
  numeric('$abs', Math.abs),
  numeric('$ceil', Math.ceil),
  numeric('$floor', Math.floor),
  numeric('$trunc', Math.trunc),
  numeric('$exp', Math.exp),
  numeric('$sqrt', Math.sqrt, value => value < 0),
  numeric('$ln', Math.log, notPositive),
  numeric('$log10', Math.log10, notPositive),
  numericPair('$log', logarithm),
  numericPair('$divide', divide),
  numericPair('$mod', modulo),
  numericPair('$pow', power),
  variadic('$add', [0, Infinity], add),
  variadic('$multiply', [0, Infinity], multiply),
  variadic('$subtract', [2, 2], subtract),
  ...reduceOperators(),
]
