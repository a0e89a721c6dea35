import { DAY, dateOf, HOUR, iso, midnight } from '#contract/kernel/time'
import type { Json } from './replies'

/** The part of JSON Schema that descriptions of operations are made of. */
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
  /** A value that means something in a field of this name, if there is one. */
  known(field: string): string | undefined
}

/** A value that the schema takes: only what is required, and tomorrow afternoon for times. */
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
      // A no often needs a reason, a yes hardly ever.
      return true
    case 'string':
      return candidates(field, world).find(value => fits(value, schema)) ?? '字'.repeat(schema.minLength ?? 1)
    default:
      return null
  }
}

/** What the name of a field promises where its schema cannot: a check after a transformation is not described. */
const MEANT: Record<string, string> = {
  address: '19900000001',
  mail: 'someone@example.edu',
  phone: '19900000001',
}

/** Texts of the kinds that the contract knows, the most telling first. */
function candidates(field: string, { now, known }: World): string[] {
  const tomorrow = midnight(now) + DAY
  const from = iso(tomorrow + (field === 'to' ? 16 : 14) * HOUR)
  const codes = ['19900000001', '123456', 'someone@example.edu', 'cloud://local.files/incoming/o-1/a.jpg']
  const texts = ['控制台测试', 'sample-1', from, dateOf(tomorrow), '09:00', ...codes, '测试', '1']
  const meant = known(field) ?? MEANT[field]
  return meant === undefined ? texts : [meant, ...texts]
}

function fits(value: string, { minLength = 0, maxLength = Infinity, pattern, format }: Schema): boolean {
  if (format === 'date' && !/^\d{4}-\d\d-\d\d$/.test(value)) return false
  if (value.length < minLength || value.length > maxLength) return false
  return pattern === undefined || new RegExp(pattern, 'u').test(value)
}
