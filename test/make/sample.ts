import type { GenericSchema } from 'valibot'
import * as fields from '#contract/kernel/fields'
import { at } from './time'

/** Values that mean something to the seeded organisation, by the name of the field. */
const KNOWN: Record<string, unknown> = {
  roomId: 'r-301',
  reservationId: 'seed-r-301-3-14',
  departmentId: 'office',
  from: at(4, 14),
  to: at(4, 16),
  address: '19900009999',
  code: '123456',
  account: 'x-1',
  function: 'room',
  op: 'approve',
  memberId: 't-lin',
  scope: ['*'],
}

interface Node {
  type: string
  kind?: string
  entries?: Record<string, Node>
  wrapped?: Node
  item?: Node
  options?: unknown[]
  pipe?: readonly (Node & { requirement?: unknown })[]
}

/** A value that the schema takes: the smallest one, with only what is required. */
export const sampleOf = (schema: GenericSchema): unknown => sample(schema as unknown as Node, '')

function sample(schema: Node, name: string): unknown {
  if (name in KNOWN) return KNOWN[name]
  if ((schema as unknown) === fields.id) return 'no-such-thing'
  if ((schema as unknown) === fields.instant) return at(4, 14)
  if ((schema as unknown) === fields.date) return at(4, 14).slice(0, 10)
  if ((schema as unknown) === fields.clock) return '09:00'
  if ((schema as unknown) === fields.phone) return '19900009999'
  if ((schema as unknown) === fields.mail) return 'x@example.edu'
  if ((schema as unknown) === fields.fileId) return 'cloud://weoffice-local.files/incoming/o-nobody/x.csv'
  const least = (type: string) =>
    schema.pipe?.find(step => step.type === type)?.requirement as number | undefined
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.entries!)
          .filter(([, entry]) => entry.type !== 'optional')
          .map(([key, entry]) => [key, sample(entry, key)]),
      )
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

/** Every operation of every contract with a valid input. */
export { contracts } from '../../scripts/local-cloud/contract'
