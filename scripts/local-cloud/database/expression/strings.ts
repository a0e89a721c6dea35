import { compareStrings } from '../compare'
import { requestFailed } from '../error'
import type { Value } from '../value'
import { isNullish, needInteger, needString, type Operator, unary, variadic, wrongType } from './operator'

/** Numbers and dates count as their text, null and missing as the empty text. */
function textOf(name: string, value: Value | undefined): string {
  if (isNullish(value)) return ''
  if (typeof value === 'number') return String(value)
  if (value instanceof Date) return value.toISOString()
  return needString(name, value)
}

/** MongoDB changes the case of the letters A to Z only. */
function upper(text: string): string {
  return text.replace(/[a-z]/g, letter => letter.toUpperCase())
}

function lower(text: string): string {
  return text.replace(/[A-Z]/g, letter => letter.toLowerCase())
}

function concat(args: (Value | undefined)[]): Value {
  return args.some(isNullish) ? null : args.map(value => needString('$concat', value)).join('')
}

function split([text, separator]: (Value | undefined)[]): Value {
  if (isNullish(text) || isNullish(separator)) return null
  if (separator === '') throw requestFailed('$split requires a non-empty separator')
  return needString('$split', text).split(needString('$split', separator))
}

/** Text in the units that an operator counts: bytes of UTF-8 or characters. */
interface Units {
  toList(text: string): (number | string)[]
  toText(list: (number | string)[]): string
}

const BYTES: Units = {
  toList: text => [...Buffer.from(text)],
  toText: list => {
    const bytes = Buffer.from(list as number[])
    const text = bytes.toString()
    if (!Buffer.from(text).equals(bytes))
      throw requestFailed('$substrBytes: the range is in the middle of a UTF-8 character')
    return text
  },
}

const POINTS: Units = { toList: text => [...text], toText: list => list.join('') }

function indexOf(name: string, units: Units): [string, Operator] {
  return variadic(name, [2, 4], ([text, wanted, start = 0, end]) => {
    if (isNullish(text)) return null
    const items = units.toList(needString(name, text))
    const part = units.toList(needString(name, wanted))
    const from = needInteger(name, start)
    const to = Math.min(isNullish(end) ? items.length : needInteger(name, end), items.length)
    if (from < 0 || to < 0) throw requestFailed(`${name} requires indexes that are not negative`)
    for (let at = from; at + part.length <= to; at++) {
      if (part.every((item, i) => items[at + i] === item)) return at
    }
    return -1
  })
}

/** `openEnded`: a negative length means the rest of the text. */
function substring(name: string, units: Units, openEnded: boolean): [string, Operator] {
  return variadic(name, [3, 3], ([text, start, length]) => {
    const from = Math.trunc(Number(numberIn(name, start)))
    const count = Math.trunc(Number(numberIn(name, length)))
    if (from < 0 || (count < 0 && !openEnded))
      throw requestFailed(`${name}: starting index and length must be non-negative`)
    return units.toText(units.toList(textOf(name, text)).slice(from, count < 0 ? undefined : from + count))
  })
}

function numberIn(name: string, value: Value | undefined): number {
  if (typeof value !== 'number') throw wrongType(name, 'a number', value)
  return value
}

export const STRINGS: [string, Operator][] = [
  variadic('$concat', [0, Infinity], concat),
  variadic('$split', [2, 2], split),
  indexOf('$indexOfBytes', BYTES),
  indexOf('$indexOfCP', POINTS),
  unary('$strLenBytes', value => Buffer.byteLength(needString('$strLenBytes', value))),
  unary('$strLenCP', value => [...needString('$strLenCP', value)].length),
  variadic('$strcasecmp', [2, 2], ([a, b]) =>
    Math.sign(compareStrings(upper(textOf('$strcasecmp', a)), upper(textOf('$strcasecmp', b)))),
  ),
  substring('$substr', BYTES, true),
  substring('$substrBytes', BYTES, true),
  substring('$substrCP', POINTS, false),
  unary('$toLower', value => lower(textOf('$toLower', value))),
  unary('$toUpper', value => upper(textOf('$toUpper', value))),
]
