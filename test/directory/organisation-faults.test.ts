import { seed } from '../../database-schema/seed'
import { departments } from '../../database-schema/seed/departments'
import type { Fault } from '../../scripts/local-cloud/faults'
import { type LocalCloud, start } from '../../scripts/local-cloud/start'
import { anApplication } from '../make/applications'

const morning = new Date()
const applications = [
  anApplication('p-1', { phone: '19900006101' }),
  anApplication('p-2', { departmentId: 'lit-cn' }),
]

/** Operations that write, on things that exist in the seeded organisation. */
const WRITES: [op: string, as: string, input: object][] = [
  ['saveMember', 'a-system', { name: '新来的', departments: ['it'], phone: '19900006401' }],
  ['saveMember', 'a-system', { id: 't-lin', posts: ['教授'], version: 1 }],
  ['saveDepartment', 'a-system', { name: '新系', parent: 'cs' }],
  ['saveDepartment', 'a-system', { id: 'cs', name: '计算机与人工智能学院' }],
  ['moveDepartment', 'a-system', { id: 'cs-ai', parent: 'lit' }],
  ['removeDepartment', 'a-system', { id: 'empty' }],
  ['freeze', 'a-system', { id: 't-su', reason: '手机丢失' }],
  ['unfreeze', 'a-system', { id: 'f-frozen' }],
  ['decide', 'a-system', { id: 'p-1', accept: true }],
  ['decide', 'a-system', { id: 'p-2', accept: false, reason: '不符合' }],
  ['reveal', 'a-system', { id: 't-su', reason: '核对' }],
  ['addColleague', 't-lin', { id: 'm-01' }],
]

/** Not done; then done, but nobody learns of it. */
const TROUBLES: Pick<Fault, 'kind' | 'when'>[] = [
  { kind: 'error', when: 'before' },
  { kind: 'error', when: 'after' },
]

/** Everything but the moments at which it was done. */
const timeless = (what: unknown) => JSON.stringify(what, (key, value) => (key === 'at' ? '' : value))

describe('B9: interrupted at any of its database calls and pressed again', () => {
  const empty = { id: 'empty', name: '空系', parent: 'econ', kind: 'department' }
  const tree = { _id: 'tree', version: 1, lastKey: '', renamed: [], departments: [...departments, empty] }
  const administrators = { _id: 'administrators', version: 1, members: ['a-system'] }
  const seeded = () => ({ ...seed(morning), organisation: [tree, administrators], applications })
  let undisturbed: LocalCloud
  let cloud: LocalCloud
  beforeAll(async () => {
    undisturbed = await start({ seed: seeded })
    cloud = await start({ seed: seeded })
  })
  afterAll(() => Promise.all([undisturbed.close(), cloud.close()]))

  const state = ({ database }: LocalCloud) =>
    timeless(['members', 'organisation', 'applications'].map(name => [...database.dump(name)]))

  /** Both clouds see the same writes in the same order, so that their states can be compared after each. */
  test.each(WRITES)('B9: directory.%s by %s is done once', async (op, as, input) => {
    const press = async (where: LocalCloud) => {
      const key = `${op}-${WRITES.findIndex(write => write[2] === input)}`
      const { reply } = await where.call(`o-${as}`, 'directory', { op, input, key })
      return reply.ok ? timeless(reply.data) : reply.error.code
    }
    const expected = await press(undisturbed)
    expect(expected).toMatch(/^{/)
    for (let nth = 1; nth <= 4; nth++)
      for (const trouble of TROUBLES) {
        cloud.faults.add({ action: 'database.*', nth, ...trouble })
        await press(cloud)
        cloud.faults.clear()
      }
    expect(await press(cloud)).toEqual(expected)
    expect(state(cloud)).toBe(state(undisturbed))
  })
})
