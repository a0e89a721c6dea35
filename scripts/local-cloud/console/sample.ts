import { DAY, dateOf, HOUR, iso, midnight } from '#contract/kernel/time'
import type { Json } from './replies'

/** The part of JSON Schema that descriptions of operations use. */
export interface Schema {
  type?: string
  enum?: Json[]
  const?: Json
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  minimum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
}

export interface World {
  /** The cloud's time, in milliseconds. */
  now: number
  /** A stored value that a field of this name can refer to, such as the id of a room. */
  known(field: string): string | undefined
}

/** Makes a value that the schema accepts: required fields only, and tomorrow afternoon for times. */
export function sampleOf(schema: Schema, field: string, world: World): Json {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]!
  if (schema.anyOf) return sampleOf(schema.anyOf[0]!, field, world)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map(name => [name, sampleOf(schema.properties?.[name] ?? {}, name, world)]),
      )
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, field, world))
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      // A false often requires a reason in another field, a true hardly ever does.
      return true
    case 'string':
      return candidates(field, world).find(value => fits(value, schema)) ?? '字'.repeat(schema.minLength ?? 1)
    default:
      return null
  }
}

/** Values for fields whose schema does not describe its check, because a transformation comes before it. */
const MEANT: Record<string, string> = {
  account: 'sample-1',
  address: '19900000001',
  code: '123456',
  mail: 'someone@example.edu',
  phone: '19900000001',
  qq: '100001',
}

/**
 * Texts of the kinds that the contract knows; the first that fits the schema is used, so the most specific stand first.
 */
function candidates(field: string, { now, known }: World): string[] {
  const tomorrow = midnight(now) + DAY
  const from = iso(tomorrow + (field === 'to' ? 16 : 14) * HOUR)
  const codes = ['19900000001', '123456', 'someone@example.edu', 'cloud://local.files/incoming/o-1/a.jpg']
  const texts = ['测试样例', 'sample-1', from, dateOf(tomorrow), '09:00', ...codes, '测试', '1']
  const meant = known(field) ?? MEANT[field]
  return meant === undefined ? texts : [meant, ...texts]
}

function fits(value: string, { minLength = 0, maxLength = Infinity, pattern, format }: Schema): boolean {
  if (format === 'date' && !/^\d{4}-\d\d-\d\d$/.test(value)) return false
  if (value.length < minLength || value.length > maxLength) return false
  return pattern === undefined || new RegExp(pattern, 'u').test(value)
}
