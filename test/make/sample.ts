import type { GenericSchema } from 'valibot'
import * as fields from '#contract/kernel/fields'
import { contracts } from '../../scripts/local-cloud/contract'
import { standIn } from '../access-table'
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

/** What an operation is tried on, where any value of the right form would only meet a thing that does not exist. */
const DAYS = { from: at(-30, 0).slice(0, 10), to: at(0, 0).slice(0, 10) }
const ACTS_ON: Record<string, object> = {
  'repair.create': { categoryId: 'c-water', placeId: 'p-md-101', summary: '灯不亮' },
  'repair.atPlace': { placeId: 'p-md-101' },
  'repair.get': { id: 'seed-ticket-01' },
  'repair.cancel': { id: 'seed-ticket-01' },
  'repair.rate': { id: 'seed-ticket-10', result: 5, efficiency: 4 },
  'repair.reopen': { id: 'seed-ticket-11' },
  'repair.accept': { id: 'seed-ticket-02' },
  'repair.refuse': { id: 'seed-ticket-03' },
  'repair.workers': { id: 'seed-ticket-04' },
  'repair.dispatch': { id: 'seed-ticket-04', workerId: 'w-zhao' },
  'repair.note': { id: 'seed-ticket-06' },
  'repair.start': { id: 'seed-ticket-07' },
  'repair.abandon': { id: 'seed-ticket-16' },
  'repair.finish': { id: 'seed-ticket-17' },
  'repair.issue': { ticketId: 'seed-ticket-05', materialId: 'x-hinge', count: 1 },
  'repair.return': { ticketId: 'seed-ticket-05', materialId: 'x-hinge', count: 1 },
  'repair.restock': { materialId: 'x-tap', count: 5 },
  'repair.saveWorker': { id: 'w-qian', skills: ['木工'], campuses: ['东校区'] },
  'repair.placeCodes': { ids: ['p-md-101'] },
  'repair.mailPreview': { categoryId: 'c-water' },
  'repair.stats': DAYS,
  'repair.export': DAYS,
  'account.avatar': {},
  'directory.department': { id: 'cs-se' },
  'directory.search': { text: 'lin' },
  'directory.person': { id: 't-su' },
  'directory.reveal': { id: 't-su' },
  'directory.addColleague': { id: 't-su' },
  'directory.removeColleague': { id: 't-su' },
  'directory.saveMember': {
    ...{ name: '新来的', account: 'new-1', kind: 'staff', departments: ['cs-se'], phone: '19900008888' },
  },
  'directory.saveDepartment': { name: '新建系', parent: 'cs', kind: 'department' },
  'directory.moveDepartment': { id: 'cs-ai', parent: 'cs' },
  'directory.removeDepartment': { id: 'cs-2402' },
  'directory.freeze': { id: 't-su' },
  'directory.unfreeze': { id: 'f-frozen' },
  'access.saveGroup': {
    ...{ name: '会务组', members: ['t-su'], rights: [{ application: 'room', manage: true }], scope: ['cs'] },
  },
  'access.grantDuty': { id: 't-su', duty: 'room.admin' },
  'admin.import': { importId: 'no-such-thing' },
  'admin.grantDuty': { id: 't-su', duty: 'room.admin' },
  'admin.freeze': { id: 't-su' },
  'admin.exportPerson': { id: 't-su' },
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
  if ((schema as unknown) === fields.emailAddress) return 'x@example.edu'
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

/** Every operation of every contract, with an input that it takes and finds something to do with. */
export const operations = contracts.flatMap(({ name, ops }) =>
  Object.entries(ops).map(([op, { input }], i) => {
    const title = `${name}.${op}`
    const known = { ...(sampleOf(input) as Record<string, unknown>), ...ACTS_ON[title] }
    return { fn: name, op, title, input: known, schema: input, who: standIn(title, i) }
  }),
)
