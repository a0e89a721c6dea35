import { requestFailed } from './error'
import { type Document, isDocument, Pattern, type Value } from './value'

/**
 * Reads MongoDB's extended JSON, as the node SDK writes it (canonical) or relaxed.
 * @param now milliseconds that `$tcb_server_date` stands for
 * @throws DATABASE_REQUEST_FAILED for a type that the local cloud does not keep (binary data, object ids …)
 */
export function decodeEjson(text: string, now: number): Value {
  return fromJson(parseJson(text), now)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw requestFailed(`not valid extended JSON: ${(error as Error).message}`)
  }
}

/** Decodes a text that must hold a document. */
export function decodeDocument(text: string, now: number): Document {
  const value = decodeEjson(text, now)
  if (isDocument(value)) return value
  throw requestFailed('a document was expected')
}

/** Deeper values are refused, because reading them recursively could exhaust the stack. */
const MAX_DEPTH = 200

/** The value that a JSON value stands for; the JSON value is used up. */
export function fromJson(json: unknown, now: number, depth = 0): Value {
  if (typeof json !== 'object' || json === null) return json as Value
  if (depth > MAX_DEPTH) throw requestFailed(`a value is nested deeper than ${MAX_DEPTH} levels`)
  const container = json as Record<string, unknown>
  const names = Object.keys(container)
  const wrapper = names.length === 1 ? WRAPPERS.get(names[0]!) : undefined
  if (wrapper) return wrapper(container[names[0]!], now)
  for (const name of names) {
    if (name === '__proto__') throw requestFailed("The field name '__proto__' is not supported.")
    const value = container[name]
    if (typeof value === 'object' && value !== null) container[name] = fromJson(value, now, depth + 1)
  }
  return container as Document
}

type Wrapper = (content: unknown, now: number) => Value

const number: Wrapper = content => {
  const value = Number(content)
  if (Number.isNaN(value) && content !== 'NaN') throw requestFailed(`not a number: ${String(content)}`)
  // Zero has no sign in an integer, and most numbers are integers in MongoDB.
  return value + 0
}

function date(content: unknown, now: number): Value {
  const moment = typeof content === 'string' ? content : Number(fromJson(content, now))
  const value = new Date(moment)
  if (Number.isNaN(value.getTime())) throw requestFailed(`not a date: ${JSON.stringify(content)}`)
  return value
}

function serverDate(content: unknown, now: number): Value {
  const offset = (content as { offset?: unknown } | null)?.offset ?? 0
  return new Date(now + Number(fromJson(offset, now)))
}

function pattern(content: unknown): Value {
  const { pattern, options } = content as { pattern: string; options: string }
  return new Pattern(pattern, options)
}

function unsupported(name: string): Wrapper {
  return () => {
    throw requestFailed(`values of type ${name} are not supported`)
  }
}

const WRAPPERS = new Map<string, Wrapper>([
  ['$numberInt', number],
  ['$numberLong', number],
  ['$numberDouble', number],
  ['$date', date],
  ['$tcb_server_date', serverDate],
  ['$regularExpression', pattern],
  ...[
    '$numberDecimal',
    '$oid',
    '$binary',
    '$timestamp',
    '$symbol',
    '$code',
    '$minKey',
    '$maxKey',
    '$undefined',
  ].map((name): [string, Wrapper] => [name, unsupported(name)]),
])

/** Writes a stored value as relaxed extended JSON on one line. */
export function encodeEjson(value: Value): string {
  return JSON.stringify(toJson(value))
}

/** The JSON value that stands for a stored value. */
export function toJson(value: Value): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $numberDouble: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } }
  if (Array.isArray(value)) return value.map(toJson)
  const encoded: Record<string, unknown> = {}
  for (const name of Object.keys(value)) encoded[name] = toJson((value as Document)[name]!)
  return encoded
}
