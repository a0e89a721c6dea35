import type { ImportView } from '#contract/directory'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import type { LocalCloud } from '../../scripts/local-cloud/cloud'
import { start } from '../../scripts/local-cloud/start'
import { seed } from '../../scripts/seed'
import { csv, HEADINGS } from '../make/sheets'
import { uploadedBy } from '../make/upload'

const morning = new Date()
const open = () => start({ seed: () => seed(morning) })

const ROWS = [
  ['张三', 'zhangsan', '', '19900001001', '', '广研/产品中心', '产品经理'],
  ['李四', 'lisi14', '', '19900001002', '', '广研/运营中心', '工程师'],
  ['林知微', '10001', '', '', 't-lin@example.edu', '计算机学院/软件工程系', '教授'],
  ['苏青禾', '10002', '', '', 't-su@example.edu', '广研', '讲师'],
]

type Op = 'importCheck' | 'importStep' | 'importUndo'

/** One press of the button. */
async function press(cloud: LocalCloud, op: Op, input: object, key: string): Promise<ImportView | string> {
  const { reply } = await cloud.call('o-a-system', 'directory', { op, input, key })
  return reply.ok ? (reply.data as ImportView) : reply.error.code
}

/** Check, apply and take back. */
async function life(cloud: LocalCloud) {
  const fileId = await uploadedBy('a-system', cloud, csv([HEADINGS, ...ROWS]))
  const states: string[] = []
  let importId = ''
  for (const op of ['importCheck', 'importStep', 'importUndo'] as const) {
    const input = op === 'importCheck' ? { fileId } : { importId }
    const key = `${op}-once`
    const view = (await press(cloud, op, input, key)) as ImportView
    importId = view.id
    states.push(JSON.stringify({ ...view, at: '' }), everything(cloud))
  }
  return states
}

/** The changes of the import, without moments and the numbers that count writes. */
const everything = (cloud: LocalCloud) =>
  JSON.stringify(
    ['members', 'organisation', 'imports'].map(name =>
      [...cloud.database.dump(name)].map(row => ({
        ...row,
        at: 0,
        plan: '',
        audit: (row.audit as unknown[] | undefined)?.length,
        version: 0,
      })),
    ),
  )

test('E-23: two administrators and many presses at once apply an import, and take it back, once', async () => {
  const cloud = await open()
  const [calm, once] = [await open(), await life(cloud)]
  const fileId = await uploadedBy('a-system', calm, csv([HEADINGS, ...ROWS]))
  const views = await Promise.all(
    Array.from({ length: 5 }, () => press(calm, 'importCheck', { fileId }, 'importCheck-once')),
  )
  const ids = new Set(views.map(view => (view as ImportView).id))
  expect(ids.size).toBe(1)
  const [importId] = ids
  for (const [i, op] of (['importStep', 'importUndo'] as const).entries()) {
    await Promise.all(Array.from({ length: 8 }, (_, n) => press(calm, op, { importId }, `${op}-${n}`)))
    const people = (all: LocalCloud) => [...all.database.dump('members')] as unknown as Member[]
    const accounts = people(calm).flatMap(({ account }) => account ?? [])
    expect(new Set(accounts).size).toBe(accounts.length)
    expect(
      JSON.parse(once[2 * i + 3]!)[0].map(({ account, state, departments }: Member) => [
        account,
        state,
        departments,
      ]),
    ).toEqual(people(calm).map(({ account, state, departments }) => [account, state, departments]))
  }
  await cloud.close()
  await calm.close()
}, 60_000)

test('E-23: taking an import back while it is still applied leaves no person of it behind', async () => {
  const cloud = await open()
  const before = people(cloud)
  const many = Array.from({ length: 1200 }, (_, i) => ['多', `many-${i}`, 'm', '', '', '图书馆', ''])
  const fileId = await uploadedBy('a-system', cloud, csv([HEADINGS, ...many]))
  const { id: importId } = (await press(cloud, 'importCheck', { fileId }, 'c')) as ImportView
  await press(cloud, 'importStep', { importId }, 's1')
  await Promise.all([
    press(cloud, 'importStep', { importId }, 's2'),
    press(cloud, 'importUndo', { importId }, 'u1'),
  ])
  let view: ImportView | string = ''
  for (let n = 0; typeof view === 'string' || view.state !== 'undone'; n++)
    view = await press(cloud, 'importUndo', { importId }, `again-${n}`)
  expect(people(cloud)).toBe(before)
  expect(view).toMatchObject({ progress: { done: view.progress.total }, actions: [], kept: [] })
  await cloud.close()
}, 60_000)

const people = (cloud: LocalCloud) =>
  JSON.stringify([...cloud.database.dump('members')].map(({ _id, state }) => [_id, state]))

test('E-23: a first import of 2,000 people takes a call or less for each sixty of them', async () => {
  const cloud = await open()
  const many = Array.from({ length: 2000 }, (_, i) => [
    '多',
    `many-${i}`,
    '',
    '',
    `many-${i}@example.edu`,
    `学院/${i % 50}系`,
    '',
  ])
  const fileId = await uploadedBy('a-system', cloud, csv([HEADINGS, ...many]))
  const call = async (op: Op, input: object) => {
    const { reply, databaseCalls } = await cloud.call('o-a-system', 'directory', { op, input })
    if (!reply.ok) throw new Error(reply.error.code)
    return { view: reply.data as ImportView, databaseCalls }
  }
  const checked = await call('importCheck', { fileId })
  let calls = checked.databaseCalls
  for (let state = ''; state !== 'applied'; ) {
    const { view, databaseCalls } = await call('importStep', { importId: checked.view.id })
    state = view.state
    calls += databaseCalls
    expect(databaseCalls).toBeLessThanOrEqual(8)
  }
  // 10,000 people take 4 more steps for each 2,000 of these: 150 calls at most.
  expect(calls).toBeLessThanOrEqual(33)
  await cloud.close()
}, 60_000)
