import { Query, updateMany } from 'mingo'
import { Database, type Document, type IndexSpec } from '../local-cloud/database'

const DOCUMENTS = 100_000
const DEPARTMENTS = 1_000
const DAY = 86_400_000

export interface Rate {
  opsPerSecond: number
  /** The same over an array with mingo, which has no indexes; null where that means nothing. */
  mingoOpsPerSecond: number | null
  /** The speed as a multiple of mingo's. */
  ratio: number | null
}

/** A ticket of about 250 bytes. */
function ticket(i: number): Document {
  return {
    _id: `t${i}`,
    department: `d${i % DEPARTMENTS}`,
    state: i % 4 === 0 ? 'open' : 'done',
    createdAt: new Date(i * 1000),
    title: `报修 ${i}: 三教 ${i % 500} 室的投影仪打不开`,
    reporter: { id: `m${i % 5000}`, phone: `138${String(i).padStart(8, '0')}` },
    bookings: [{ from: i, to: i + 10 }],
    version: 0,
  }
}

const INDEXES: IndexSpec[] = [
  { name: 'department-createdAt', keys: { department: 1, createdAt: -1 } },
  { name: 'createdAt', keys: { createdAt: 1 } },
]

function tickets(): Document[] {
  return Array.from({ length: DOCUMENTS }, (_, i) => ticket(i))
}

/** One operation of the database and what it comes to with mingo; `turn` makes each call different. */
interface Contest {
  ours: (turn: number) => Promise<unknown>
  mingo?: (turn: number) => unknown
}

/** The database in memory against mingo over an array, 100,000 documents and two indexes: operations per second. */
export async function benchDatabase(): Promise<Record<string, Rate>> {
  const database = await Database.open({
    collections: [{ name: 'tickets', indexes: INDEXES }],
    now: Date.now,
  })
  const documents = tickets()
  const loading = process.hrtime.bigint()
  await database.insert({ collection: 'tickets', documents })
  const insert = DOCUMENTS / secondsSince(loading)
  const rates: Record<string, Rate> = { insert: rate(insert, null) }
  for (const [name, { ours, mingo }] of Object.entries(contests(database, tickets()))) {
    rates[name] = rate(await perSecond(ours), mingo ? await perSecond(mingo) : null)
  }
  await database.close()
  return rates
}

/** @param documents mingo's own: it changes them in place */
function contests(database: Database, documents: Document[]): Record<string, Contest> {
  const inTickets = { collection: 'tickets' }
  const find = (filter: Document) => new Query(filter).find<Document>(documents)
  const department = (turn: number) => ({ department: `d${turn % DEPARTMENTS}` })
  const recent = (turn: number) => ({ ...department(turn), createdAt: { $gte: new Date(DAY / 2) } })
  const id = (turn: number) => ({ _id: `t${(turn * 7919) % DOCUMENTS}` })
  return {
    'get by id': {
      ours: turn => database.find({ ...inTickets, filter: id(turn) }),
      mingo: turn => find(id(turn)).all(),
    },
    'indexed equality': {
      ours: turn => database.find({ ...inTickets, filter: department(turn), limit: 20 }),
      mingo: turn => find(department(turn)).limit(20).all(),
    },
    'sorted page': {
      ours: turn => database.find({ ...inTickets, filter: recent(turn), sort: { createdAt: -1 }, limit: 20 }),
      mingo: turn => find(recent(turn)).sort({ createdAt: -1 }).limit(20).all(),
    },
    'conditional update': {
      ours: turn => database.update({ ...inTickets, filter: free(id(turn)), update: book(turn) }),
      mingo: turn => updateMany(documents, free(id(turn)), book(turn) as never),
    },
  }
}

const free = (filter: Document): Document => ({
  ...filter,
  bookings: { $not: { $elemMatch: { from: { $lt: -1 }, to: { $gt: -5 } } } },
})

const book = (turn: number): Document => ({
  $push: { bookings: { from: turn, to: turn + 1 } },
  $inc: { version: 1 },
})

/** Calls for a second, and at least twice each; the first fifth is for warming up. */
async function perSecond(call: (turn: number) => unknown): Promise<number> {
  await callFor(call, 0.2)
  return callFor(call, 0.8)
}

async function callFor(call: (turn: number) => unknown, seconds: number): Promise<number> {
  const start = process.hrtime.bigint()
  let turns = 0
  while (turns < 2 || secondsSince(start) < seconds) await call(turns++)
  return turns / secondsSince(start)
}

function secondsSince(start: bigint): number {
  return Number(process.hrtime.bigint() - start) / 1e9
}

function rate(ours: number, mingo: number | null): Rate {
  const round = (value: number) => Number(value.toPrecision(3))
  return {
    opsPerSecond: round(ours),
    mingoOpsPerSecond: mingo === null ? null : round(mingo),
    ratio: mingo === null ? null : round(ours / mingo),
  }
}
