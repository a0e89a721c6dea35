import { type Document, isDocument, Pattern, requestFailed, type Value } from '../database'

/**
 * Reads MongoDB's extended JSON, as the node SDK writes it (canonical) or relaxed.
 * @param now milliseconds that `$tcb_server_date` stands for
 * @throws DATABASE_REQUEST_FAILED for a type that the local cloud does not keep (binary data, object ids …)
 */
export function decodeEjson(text: string, now: number): Value {
  return decode(JSON.parse(text), now)
}

/** Decodes a text that must hold a document. */
export function decodeDocument(text: string, now: number): Document {
  const value = decodeEjson(text, now)
  if (isDocument(value)) return value
  throw requestFailed('a document was expected')
}

function decode(value: unknown, now: number): Value {
  if (typeof value !== 'object' || value === null) return value as Value
  if (Array.isArray(value)) return value.map(element => decode(element, now))
  const names = Object.keys(value)
  const wrapped = value as Record<string, unknown>
  const first = names[0]
  if (names.length === 1 && first!.startsWith('$')) {
    const type = WRAPPERS.get(first!)
    if (type) return type(wrapped[first!], now)
  }
  const document: Document = {}
  for (const name of names) {
    if (name === '__proto__') throw requestFailed("The field name '__proto__' is not supported.")
    document[name] = decode(wrapped[name], now)
  }
  return document
}

type Wrapper = (content: unknown, now: number) => Value

const number: Wrapper = content => {
  const value = Number(content)
  if (Number.isNaN(value) && content !== 'NaN') throw requestFailed(`not a number: ${String(content)}`)
  return value
}

function date(content: unknown, now: number): Value {
  const moment = typeof content === 'string' ? content : Number(decode(content, now))
  const value = new Date(moment)
  if (Number.isNaN(value.getTime())) throw requestFailed(`not a date: ${JSON.stringify(content)}`)
  return value
}

function serverDate(content: unknown, now: number): Value {
  const offset = (content as { offset?: unknown } | null)?.offset ?? 0
  return new Date(now + Number(decode(offset, now)))
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

/** Writes a stored document as relaxed extended JSON. */
export function encodeEjson(value: Value): string {
  return JSON.stringify(encode(value))
}

/** What JSON can hold as it is, is passed through without a copy. */
function encode(value: Value): unknown {
  if (typeof value === 'number')
    return Number.isFinite(value) ? encodeZero(value) : { $numberDouble: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } }
  if (Array.isArray(value)) return value.map(encode)
  const encoded: Record<string, unknown> = {}
  for (const name of Object.keys(value)) encoded[name] = encode((value as Document)[name]!)
  return encoded
}

function encodeZero(value: number): unknown {
  return Object.is(value, -0) ? { $numberDouble: '-0.0' } : value
}
