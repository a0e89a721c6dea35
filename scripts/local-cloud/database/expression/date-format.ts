import { requestFailed } from '../error'
import { dayOfYear, isoDate, isoDayOfWeek, isoWeek, isoWeekYear, type WallClock, week } from './calendar'
import { type CivilTime, momentOf, parseZone, type Zone } from './zone'

const SPECIFIERS: Record<string, (date: WallClock, offset: number) => string> = {
  d: date => pad(date.getUTCDate(), 2),
  G: date => pad(isoWeekYear(date), 4),
  H: date => pad(date.getUTCHours(), 2),
  j: date => pad(dayOfYear(date), 3),
  L: date => pad(date.getUTCMilliseconds(), 3),
  m: date => pad(date.getUTCMonth() + 1, 2),
  M: date => pad(date.getUTCMinutes(), 2),
  S: date => pad(date.getUTCSeconds(), 2),
  u: date => String(isoDayOfWeek(date)),
  U: date => pad(week(date), 2),
  V: date => pad(isoWeek(date), 2),
  w: date => String(date.getUTCDay() + 1),
  Y: date => pad(date.getUTCFullYear(), 4),
  z: (_, offset) => `${sign(offset)}${pad(hours(offset), 2)}${pad(minutes(offset) % 60, 2)}`,
  Z: (_, offset) => `${sign(offset)}${pad(minutes(offset), 3)}`,
  '%': () => '%',
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

function sign(offset: number): string {
  return offset < 0 ? '-' : '+'
}

function minutes(offset: number): number {
  return Math.floor(Math.abs(offset) / 60_000)
}

function hours(offset: number): number {
  return Math.floor(minutes(offset) / 60)
}

/** Writes a moment as the clocks of a zone show it. @param format text with `%Y %m %d …` in it */
export function formatDate(moment: number, format: string, zone: Zone): string {
  const offset = zone(moment)
  const date = new Date(moment + offset)
  return format.replace(/%([\s\S]?)/g, (_, letter: string) => {
    const specifier = Object.hasOwn(SPECIFIERS, letter) ? SPECIFIERS[letter] : undefined
    if (!specifier) throw requestFailed(`Invalid format character '%${letter}' in format string`)
    return specifier(date, offset)
  })
}

const FIELD_PATTERNS: Record<string, string> = {
  d: '(?<d>\\d{2})',
  G: '(?<G>\\d{4})',
  H: '(?<H>\\d{2})',
  j: '(?<j>\\d{3})',
  L: '(?<L>\\d{1,3})',
  m: '(?<m>\\d{2})',
  M: '(?<M>\\d{2})',
  S: '(?<S>\\d{2})',
  u: '(?<u>[1-7])',
  V: '(?<V>\\d{2})',
  Y: '(?<Y>\\d{4})',
  z: '(?<z>Z|[+-]\\d{2}:?\\d{2})',
  '%': '%',
}

/** The forms that are read without a format. */
const ISO =
  /^(?<Y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?:[T ](?<H>\d{2}):(?<M>\d{2})(?::(?<S>\d{2})(?:\.(?<L>\d{1,3}))?)?(?<z>Z|[+-]\d{2}(?::?\d{2})?)?)?$/

/**
 * Reads a date.
 * @param format text with `%Y %m %d …`; without it an ISO 8601 date, or date and time, is read
 * @param zone the clocks that the text goes by, when it names none; giving both is refused
 * @returns milliseconds since 1970; undefined when the text is no such date
 */
export function parseDate(
  text: string,
  format: string | undefined,
  zone: Zone | undefined,
): number | undefined {
  const fields = (format === undefined ? ISO : formatPattern(format)).exec(text)?.groups
  if (!fields) return undefined
  if (fields.z && zone)
    throw requestFailed('you cannot pass in a date/time string with time zone information and a timezone')
  const time = civilTime(fields)
  if (!time) return undefined
  const named = fields.z === undefined ? undefined : parseZone(fields.z === 'Z' ? 'UTC' : fields.z)
  return momentOf(time, named ?? zone ?? (() => 0))
}

function formatPattern(format: string): RegExp {
  const source = format.replace(/%([\s\S]?)|[\\^$.*+?()[\]{}|]/g, (found, letter: string | undefined) => {
    if (letter === undefined) return `\\${found}`
    const pattern = Object.hasOwn(FIELD_PATTERNS, letter) ? FIELD_PATTERNS[letter] : undefined
    if (!pattern) throw requestFailed(`Invalid or unsupported format character '%${letter}' in format string`)
    return pattern
  })
  return new RegExp(`^${source}$`)
}

/** Undefined when a field is out of its range. */
function civilTime(fields: Record<string, string | undefined>): CivilTime | undefined {
  const field = (name: string, absent: number) => (fields[name] === undefined ? absent : Number(fields[name]))
  const [hour, minute, second] = [field('H', 0), field('M', 0), field('S', 0)]
  const [month, day] = [field('m', 1), field('d', 1)]
  if (hour > 23 || minute > 59 || second > 59 || month < 1 || month > 12) return undefined
  if (day < 1 || day > new Date(Date.UTC(2000 + (field('Y', 0) % 400), month, 0)).getUTCDate())
    return undefined
  const milliseconds = Number((fields.L ?? '0').padEnd(3, '0'))
  return [...calendarDay(fields, field), hour, minute, second, milliseconds]
}

/** A date is given by month and day, by the day of the year, or by the ISO week. */
function calendarDay(
  fields: Record<string, string | undefined>,
  field: (name: string, absent: number) => number,
): [number, number, number] {
  if (fields.G !== undefined) return isoDate(field('G', 1), field('V', 1), field('u', 1))
  if (fields.Y === undefined)
    throw requestFailed('an incomplete date/time string has been found: the year is missing')
  return fields.j === undefined
    ? [field('Y', 1), field('m', 1), field('d', 1)]
    : [field('Y', 1), 1, field('j', 1)]
}
