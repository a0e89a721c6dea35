import { requestFailed } from '../database'

/**
 * Writes a value of tcb-admin-node's plain JSON as the extended JSON of today's SDK. They differ in two things: the
 * server's date is `{"$date":{"offset"}}`, and a pattern is `{"$regex","$options"}`, which in a list no operator explains.
 */
export function toEjson(value: unknown): string {
  return JSON.stringify(rewritten(value))
}

/** Reads a text that tcb-admin-node wrote. @throws DATABASE_REQUEST_FAILED when it is not JSON */
export function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch (error) {
    throw requestFailed(`not valid extended JSON: ${(error as Error).message}`)
  }
}

function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewritten)
  if (typeof value !== 'object' || value === null) return value
  const fields = value as Record<string, unknown>
  return serverDate(fields) ?? pattern(fields) ?? mapFields(fields, rewritten)
}

function serverDate(fields: Record<string, unknown>): unknown {
  const date = fields.$date
  if (typeof date !== 'object' || date === null || !('offset' in date)) return undefined
  return { $tcb_server_date: date }
}

function pattern({ $regex, $options = '', ...others }: Record<string, unknown>): unknown {
  if (typeof $regex !== 'string' || Object.keys(others).length > 0) return undefined
  return { $regularExpression: { pattern: $regex, options: $options } }
}

/** A document in extended JSON as tcb-admin-node reads it: dates are `{"$date": milliseconds}`. */
export function fromEjson(text: string): unknown {
  return plain(JSON.parse(text))
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const fields = value as Record<string, unknown>
  const milliseconds = (fields.$date as { $numberLong?: string } | undefined)?.$numberLong
  return milliseconds === undefined ? mapFields(fields, plain) : { $date: Number(milliseconds) }
}

function mapFields(fields: Record<string, unknown>, change: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value)]))
}
