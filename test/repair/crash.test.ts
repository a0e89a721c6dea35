import type { TicketView } from '#contract/repair'
import { seed } from '../../database-schema/seed'
import type { Fault } from '../../scripts/local-cloud/faults'
import { type LocalCloud, start } from '../../scripts/local-cloud/start'

const morning = new Date()
const TROUBLES: Pick<Fault, 'kind' | 'when'>[] = [
  { kind: 'error', when: 'before' },
  { kind: 'kill', when: 'after' },
]

/** No operation makes more. */
const MOST_CALLS = 5

/** Every operation that writes a ticket: who, and on what. */
const WRITES: [op: string, as: string, input: object][] = [
  ['create', 't-lin', { placeId: 'p-md-101', categoryId: 'c-water', summary: '漏水' }],
  ['accept', 'd-logistics', { id: 'seed-ticket-02', materials: [{ materialId: 'x-cable', count: 3 }] }],
  ['refuse', 'd-logistics', { id: 'seed-ticket-03', reason: '属于物业' }],
  ['cancel', 't-lin', { id: 'seed-ticket-01' }],
  ['dispatch', 'd-logistics', { id: 'seed-ticket-04', workerId: 'w-qian' }],
  ['note', 'd-logistics', { id: 'seed-ticket-06', words: '催过了' }],
  ['start', 'w-qian', { id: 'seed-ticket-07' }],
  ['abandon', 'w-qian', { id: 'seed-ticket-16', reason: '手伤了' }],
  ['finish', 'w-qian', { id: 'seed-ticket-17', report: '好了' }],
  ['rate', 't-lin', { id: 'seed-ticket-10', result: 5, efficiency: 4 }],
  ['reopen', 's-chen', { id: 'seed-ticket-11', reason: '又松了' }],
]

/** What is stored, without the moments at which it was written, after the clock has put right what it puts right. */
async function storedIn(cloud: LocalCloud) {
  await cloud.invoke('repair', {}, { source: 'wx_trigger' })
  const names = ['tickets', 'materials', 'repair_workers']
  const rows = names.map(name => [...cloud.database.dump(name)])
  return JSON.parse(
    JSON.stringify(rows, (_, value) => (/^\d{4}-\d\d-\d\dT/.test(value) ? 'T' : value)).replace(
      /\d{6}-\d{4}|\d{4}年[^"]*/g,
      'N',
    ),
  )
}

const press = async (cloud: LocalCloud, [op, as, input]: (typeof WRITES)[number]) => {
  const { reply } = await cloud.call(`o-${as}`, 'repair', { op, input, key: `press-${op}` })
  return reply.ok ? (reply.data as TicketView).state : reply.error.code
}

/** Presses once more after each failure, so that every database call of the operation has failed once. */
async function pressedAgain(
  cloud: LocalCloud,
  write: (typeof WRITES)[number],
  trouble: (typeof TROUBLES)[number],
) {
  for (let nth = 1; nth <= MOST_CALLS; nth++) {
    cloud.faults.add({ action: 'database.*', nth, ...trouble })
    await press(cloud, write).catch(error => expect(error.code).toBe('FUNCTIONS_EXECUTE_FAIL'))
    cloud.faults.clear()
  }
  return press(cloud, write)
}

async function played(play: (cloud: LocalCloud, write: (typeof WRITES)[number]) => Promise<string>) {
  const cloud = await start({ seed: () => seed(morning) })
  const states: string[] = []
  for (const write of WRITES) states.push(await play(cloud, write))
  const stored = await storedIn(cloud)
  await cloud.close()
  return { states, stored }
}

let expected: Awaited<ReturnType<typeof played>>
beforeAll(async () => {
  expected = await played(press)
}, 90_000)

test.each(TROUBLES)(
  'B2: whatever is interrupted at any of its database calls and pressed again is done once, messages included (%j)',
  async trouble => {
    expect(expected.states.filter(state => /[A-Z]/.test(state))).toEqual([])
    expect(await played((cloud, write) => pressedAgain(cloud, write, trouble))).toEqual(expected)
  },
  180_000,
)
