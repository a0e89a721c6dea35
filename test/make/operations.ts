import type { GenericSchema } from 'valibot'
import * as fields from '#contract/kernel/fields'
import { contracts } from '../../scripts/local-cloud/contract'
import { seed } from '../../scripts/seed'
import { factsByTitle } from './fixtures'
import { standIn } from './roles'
import { type Row, versionIn } from './seen'
import { at } from './time'

interface Node {
  type: string
  kind?: string
  entries?: Record<string, Node>
  wrapped?: Node
  item?: Node
  options?: unknown[]
  pipe?: readonly (Node & { requirement?: unknown })[]
}

/** The smallest value that the schema takes, with the required fields alone, and those that are known. */
export const sampleOf = (schema: GenericSchema, known: object = {}): unknown =>
  sample(schema as unknown as Node, '', known)

function sample(schema: Node, name: string, known: object = {}): unknown {
  if ((schema as unknown) === fields.id) return 'no-such-thing'
  if ((schema as unknown) === fields.instant) return at(4, 14)
  if ((schema as unknown) === fields.date) return at(4, 14).slice(0, 10)
  if ((schema as unknown) === fields.clock) return '09:00'
  if ((schema as unknown) === fields.phone) return '19900009999'
  if ((schema as unknown) === fields.emailAddress) return 'x@example.edu'
  if ((schema as unknown) === fields.fileId) return 'cloud://weoffice-local.files/incoming/o-nobody/x.csv'
  const least = (type: string) =>
    schema.pipe?.find(step => step.type === type)?.requirement as number | undefined
  switch (schema.type) {
    case 'object':
      return {
        ...Object.fromEntries(
          Object.entries(schema.entries!)
            .filter(([key, entry]) => entry.type !== 'optional' && !(key in known))
            .map(([key, entry]) => [key, sample(entry, key)]),
        ),
        ...known,
      }
    case 'array':
      return Array.from({ length: least('min_length') ?? 0 }, () => sample(schema.item!, ''))
    case 'string':
      return '字'.repeat(least('min_length') || 1)
    case 'number':
      return least('value') ?? least('min_value') ?? 1
    case 'boolean':
      return true
    case 'picklist':
      return schema.options![0]
    default:
      throw new Error(`no sample of a ${schema.type} for '${name}'`)
  }
}

const SAMPLE = factsByTitle(({ sample }) => sample)

/** Every document of a new seeded organisation. */
const SEEDED = Object.values(seed(new Date())).flat() as Row[]

/** True for a decision that states the version it is about. */
export const needsVersion = (schema: GenericSchema): boolean => {
  const { version } = (schema as unknown as Node).entries ?? {}
  return version !== undefined && version.type !== 'optional'
}

/** The id of the thing that an input is about. */
export const idIn = ({ id, reservationId }: Record<string, unknown>): string => String(id ?? reservationId)

/** Every operation of every contract, with an input that it takes and finds something to do with. */
export const operations = contracts.flatMap(({ name, ops }) =>
  Object.entries(ops).map(([op, { input: schema }], i) => {
    const title = `${name}.${op}`
    const input = sampleOf(schema, SAMPLE[title]) as Record<string, unknown>
    if (needsVersion(schema)) input.version = versionIn(SEEDED, idIn(input))
    return { fn: name, op, title, input, schema, who: standIn(title, i) }
  }),
)

/** The functions that have operations. */
export const functions = [...new Set(operations.map(({ fn }) => fn))]
