import { requestFailed } from '../error'
import { isDocument, type Value } from '../value'
import { dayOfYear, isoDate, isoDayOfWeek, isoWeek, isoWeekYear, type WallClock, week } from './calendar'
import { formatDate, parseDate } from './date-format'
import {
  type Expression,
  isNullish,
  namedParts,
  needInteger,
  needString,
  type Operator,
  type Scope,
  wrongType,
} from './operator'
import { type CivilTime, momentOf, parseZone, type Zone } from './zone'

/** A field of a date, as the clocks of a zone show it: the operand is a date, or `{ date, timezone }`. */
function datePart(name: string, read: (date: WallClock) => number): [string, Operator] {
  return [
    name,
    (operand, compile) => {
      const single = Array.isArray(operand) && operand.length === 1 ? operand[0]! : operand
      const named = isDocument(single) && 'date' in single ? single : { date: single }
      const parts = namedParts(name, named, compile, { required: ['date'], optional: ['timezone'] })
      return scope => {
        const date = parts.get('date')!(scope)
        const zone = zoneIn(parts, scope)
        if (isNullish(date) || zone === null) return null
        const moment = needDate(name, date)
        return read(new Date(moment + zone(moment)))
      }
    },
  ]
}

function needDate(name: string, value: Value | undefined): number {
  if (!(value instanceof Date)) throw wrongType(name, 'a date', value)
  return value.getTime()
}

/** UTC when no zone is asked for, null when the zone's value is. */
function zoneIn(parts: Map<string, Expression>, scope: Scope): Zone | null {
  const expression = parts.get('timezone')
  if (!expression) return () => 0
  const value = expression(scope)
  return isNullish(value) ? null : parseZone(needString('timezone', value))
}

const dateToString: Operator = (operand, compile) => {
  const optional = ['format', 'timezone', 'onNull']
  const parts = namedParts('$dateToString', operand, compile, { required: ['date'], optional })
  return scope => {
    const date = parts.get('date')!(scope)
    if (isNullish(date)) return parts.has('onNull') ? parts.get('onNull')!(scope) : null
    const format = parts.has('format') ? parts.get('format')!(scope) : '%Y-%m-%dT%H:%M:%S.%LZ'
    const zone = zoneIn(parts, scope)
    if (isNullish(format) || zone === null) return null
    return formatDate(needDate('$dateToString', date), needString('$dateToString', format), zone)
  }
}

const dateFromString: Operator = (operand, compile) => {
  const optional = ['format', 'timezone', 'onError', 'onNull']
  const parts = namedParts('$dateFromString', operand, compile, { required: ['dateString'], optional })
  if (parts.has('onError') && !parts.has('format')) {
    throw requestFailed('$dateFromString: onError is supported together with format only')
  }
  return scope => {
    const text = parts.get('dateString')!(scope)
    if (isNullish(text)) return parts.has('onNull') ? parts.get('onNull')!(scope) : null
    const format = parts.get('format')?.(scope)
    const zone = zoneIn(parts, scope)
    if (zone === null || (parts.has('format') && isNullish(format))) return null
    const wanted = isNullish(format) ? undefined : needString('$dateFromString', format)
    const moment =
      typeof text === 'string' ? parseDate(text, wanted, parts.has('timezone') ? zone : undefined) : undefined
    if (moment !== undefined) return new Date(moment)
    if (parts.has('onError')) return parts.get('onError')!(scope)
    throw requestFailed(`Error parsing date string '${String(text)}'`)
  }
}

const TIME_PARTS = ['hour', 'minute', 'second', 'millisecond']

/** Parts out of their range are carried into the next larger one. */
const dateFromParts: Operator = (operand, compile) => {
  const iso = isDocument(operand) && 'isoWeekYear' in operand
  const [year, ...day] = iso ? ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'] : ['year', 'month', 'day']
  const optional = [...day, ...TIME_PARTS, 'timezone']
  const parts = namedParts('$dateFromParts', operand, compile, { required: [year!], optional })
  return scope => {
    const zone = zoneIn(parts, scope)
    const values = [year!, ...day, ...TIME_PARTS].map((part, i) =>
      parts.has(part) ? parts.get(part)!(scope) : i < 3 ? 1 : 0,
    )
    if (zone === null || values.some(isNullish)) return null
    const time = values.map(value => needInteger('$dateFromParts', value)) as CivilTime
    if (time[0] < 1 || time[0] > 9999)
      throw requestFailed(`'${year}' must evaluate to an integer in the range 1 to 9999`)
    const [first, second, third, ...clock] = time
    return new Date(momentOf(iso ? [...isoDate(first, second, third), ...clock] : time, zone))
  }
}

export const DATES: [string, Operator][] = [
  datePart('$year', date => date.getUTCFullYear()),
  datePart('$month', date => date.getUTCMonth() + 1),
  datePart('$dayOfMonth', date => date.getUTCDate()),
  datePart('$dayOfWeek', date => date.getUTCDay() + 1),
  datePart('$dayOfYear', dayOfYear),
  datePart('$hour', date => date.getUTCHours()),
  datePart('$minute', date => date.getUTCMinutes()),
  datePart('$second', date => date.getUTCSeconds()),
  datePart('$millisecond', date => date.getUTCMilliseconds()),
  datePart('$week', week),
  datePart('$isoDayOfWeek', isoDayOfWeek),
  datePart('$isoWeek', isoWeek),
  datePart('$isoWeekYear', isoWeekYear),
  ['$dateToString', dateToString],
  ['$dateFromString', dateFromString],
  ['$dateFromParts', dateFromParts],
]
