import type { Page } from '#contract/kernel/rpc'
import { DAY, dateOf, HOUR } from '#contract/kernel/time'
import type { TicketRow, TicketView } from '#contract/repair'
import type { LocalCloud, Outcome } from '../local-cloud/cloud'
import { start } from '../local-cloud/start'
import { seed } from '../seed'

export interface RepairCost {
  operation: string
  tickets: number
  databaseCalls: number
  databaseBytes: number
  replyBytes: number
  milliseconds: number
}

const STATES = [
  { state: 'submitted', list: 'waitingDispatch' },
  { state: 'dispatched', list: 'waitingRepair' },
  ...Array.from({ length: 8 }, () => ({ state: 'closed', list: 'done' })),
]

/** Makes tickets of two years by four hundred reporters; one in five is open. */
function someTickets(count: number, now: number): { _id: string }[] {
  const span = (2 * 365 * DAY) / count
  return Array.from({ length: count }, (_, i) => {
    const at = new Date(now - DAY - (count - i) * span)
    const { state, list } = STATES[i % STATES.length]!
    const by = { id: `m-${i % 400}`, name: `报修人${i % 400}` }
    const number = `bench-${i}`
    return {
      _id: `bench-${i}`,
      number,
      state,
      list,
      version: 1,
      lastKey: '',
      at,
      changedAt: at,
      hotline: false,
      category: { id: 'c-water', name: '水电' },
      summary: `第 ${i} 单：水龙头漏水`,
      detail: '',
      photos: [],
      place: { id: `p-${i % 500}`, campus: '东校区', building: `${i % 30}号楼`, room: String(i % 500) },
      reporter: by,
      abandoned: [],
      materials: [],
      overdue: 0,
      terms: [number, `${i % 30}号楼`],
      ...(list !== 'waitingDispatch' && { worker: { id: 'w-zhao', name: '赵长庚', number: 'w-zhao' } }),
      ...(list === 'done' && { acceptedAt: at, finishedAt: new Date(+at + 5 * HOUR) }),
      timeline: [{ id: `bench-${i}-1`, at, action: 'create', by, to: 'submitted' }],
    }
  })
}

type Run = <T>(operation: string, who: string, input: object) => Promise<T>

/** Measures each operation with so many tickets, the caller's identity and all messages included. */
export async function benchRepair(tickets: number): Promise<RepairCost[]> {
  const planted = (now: Date) => {
    const world = seed(now)
    const all = [...world.tickets!, ...someTickets(tickets, +now)]
    return { ...world, tickets: all, repair_stats: someStats(+now) }
  }
  const cloud = await start({ seed: planted })
  try {
    const costs: RepairCost[] = []
    const run: Run = async (operation, who, input) => {
      const started = performance.now()
      const outcome = await cloud.call(`o-${who}`, 'repair', { op: operation.split(' ')[0]!, input })
      const milliseconds = Math.round(performance.now() - started)
      costs.push({ operation, tickets, ...costOf(outcome), milliseconds })
      return dataOf(outcome)
    }
    await life(run, cloud)
    await lists(run)
    return costs
  } finally {
    await cloud.close()
  }
}

/** Makes two years of statistics, as the timer leaves them. */
function someStats(now: number): { _id: string }[] {
  const sums = { toAccept: 90, accepted: 80, toFinish: 400, result: 200, efficiency: 190, rated: 50 }
  const keys: [by: string, key: string][] = [
    ...Array.from({ length: 8 }, (_, i) => ['category', `c-${i}`] as [string, string]),
    ...Array.from({ length: 30 }, (_, i) => ['building', `${i}号楼`] as [string, string]),
    ...Array.from({ length: 20 }, (_, i) => ['worker', `w-${i}`] as [string, string]),
  ]
  const months = [...new Set(Array.from({ length: 730 }, (_, day) => dateOf(now - day * DAY).slice(0, 7)))]
  return months.flatMap(month =>
    [...keys, ['month', month] as const].map(([by, key]) => ({
      _id: `${month}-${by}-${key}`,
      month,
      by,
      key,
      name: key,
      count: 100,
      finished: 80,
      sums,
    })),
  )
}

const costOf = ({ databaseCalls, databaseBytes, reply }: Outcome) => ({
  databaseCalls,
  databaseBytes,
  replyBytes: Buffer.byteLength(JSON.stringify(reply)),
})

function dataOf<T>({ reply }: Outcome): T {
  if (reply.ok) return reply.data as T
  throw new Error(`${reply.error.code} ${reply.error.field ?? ''}`)
}

const REPORTER = 't-lin'
const DISPATCHER = 'd-logistics'
const KEEPER = 'k-store'
const [FIRST, SECOND] = ['w-zhao', 'w-qian'] as const

/** Takes one ticket from its report to its rating; it is given up once and reopened once. */
async function life(run: Run, cloud: LocalCloud): Promise<void> {
  const report = { placeId: 'p-md-101', categoryId: 'c-water', summary: '开关坏了' }
  const [material] = [...cloud.database.dump('materials')] as { _id: string }[]
  const materialId = material!._id
  const { id, version } = await run<TicketView>('create', REPORTER, report)
  await run('get', REPORTER, { id })
  const materials = [{ materialId, count: 2 }]
  const accepted = await run<TicketView>('accept (one material)', DISPATCHER, { id, version, materials })
  await run('workers', DISPATCHER, { id })
  await run('dispatch', DISPATCHER, { id, version: accepted.version, workerId: FIRST })
  await run('issue', KEEPER, { ticketId: id, materialId, count: 2 })
  await run('return', KEEPER, { ticketId: id, materialId, count: 1 })
  await run('abandon', FIRST, { id, reason: '缺配件' })
  const noted = await run<TicketView>('note', DISPATCHER, { id, words: '已联系' })
  await run('dispatch (again)', DISPATCHER, { id, version: noted.version, workerId: SECOND })
  await run('start', SECOND, { id })
  await run('finish', SECOND, { id, report: '换了开关' })
  await run('rate', REPORTER, { id, result: 5, efficiency: 4 })
  await run('reopen', REPORTER, { id, reason: '又坏了' })
  const { id: second } = await run<TicketView>('create (again)', REPORTER, report)
  await run('cancel', REPORTER, { id: second })
}

async function lists(run: Run): Promise<void> {
  const [to, from] = [dateOf(Date.now()), dateOf(Date.now() - 300 * DAY)]
  for (const list of ['waitingDispatch', 'waitingRepair', 'done']) {
    const { next } = await run<Page<TicketRow>>(`queue ${list}`, DISPATCHER, { list })
    await run(`queue ${list}, next page`, DISPATCHER, { list, page: { after: next } })
  }
  await run('queue with text', DISPATCHER, { list: 'done', text: 'bench-12' })
  await run('queue of a building', DISPATCHER, { list: 'done', building: '7号楼' })
  await run('counts', DISPATCHER, {})
  await run('tasks', FIRST, {})
  await run('mine', REPORTER, {})
  await run('atPlace', REPORTER, { placeId: 'p-md-101' })
  await run('prepare', KEEPER, {})
  await run('prepare (handed out)', KEEPER, { out: true })
  await run('stock', KEEPER, {})
  await run('places', REPORTER, { text: '明德' })
  for (const by of ['category', 'building', 'worker', 'month'])
    await run(`stats by ${by}`, DISPATCHER, { from, to, by })
}

/** Sets the operations side by side: the number of calls must not grow with that of tickets. */
export const growth = (few: RepairCost[], many: RepairCost[]) =>
  few.map(({ operation, databaseCalls, databaseBytes, milliseconds }, i) => ({
    operation,
    calls: databaseCalls,
    callsLater: many[i]!.databaseCalls,
    bytes: databaseBytes,
    bytesLater: many[i]!.databaseBytes,
    ms: milliseconds,
    msLater: many[i]!.milliseconds,
  }))
