import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Aggregator } from 'mingo'
import cloud from 'wx-server-sdk'
import { Database, type Document } from '../local-cloud/database'
import { instanceEnvironment } from '../local-cloud/functions/environment'
import { start } from '../local-cloud/start'
import { benchWarmCall } from './rooms'

const DOCUMENTS = 100_000
const COLLECTIONS = [{ name: 'tickets', indexes: [{ name: 'place', keys: { place: 1 } as const }] }]

const ticket = (i: number): Document => ({
  _id: `t${i}`,
  place: `p${i % 1000}`,
  state: i % 4 ? 'done' : 'open',
  minutes: i % 90,
  title: `报修 ${i}：三教 ${i % 500} 室的投影仪打不开`,
})

/** The milliseconds and the result of a piece of work. */
async function timed<T>(work: () => T | Promise<T>): Promise<[milliseconds: number, result: T]> {
  const started = performance.now()
  const result = await work()
  return [Math.round(performance.now() - started), result]
}

/** Operations per second through the real SDK and the wire, by one client and by several at once. */
async function throughTheWire(): Promise<Record<string, number>[]> {
  const local = await start({ collections: COLLECTIONS, seed: () => ({}) })
  await local.database.insert({
    collection: 'tickets',
    documents: Array.from({ length: 10_000 }, (_, i) => ticket(i)),
  })
  Object.assign(process.env, instanceEnvironment(local.url))
  cloud.init({ env: process.env.TCB_ENV })
  const tickets = cloud.database().collection('tickets')
  const _ = cloud.database().command
  const work = {
    get: (i: number) => tickets.doc(`t${i % 10_000}`).get(),
    find: (i: number) => tickets.where({ place: `p${i % 1000}` }).get(),
    update: (i: number) => tickets.doc(`t${i % 10_000}`).update({ data: { minutes: _.inc(1) } }),
  }
  const rates: Record<string, number>[] = []
  for (const clients of [1, 10, 50]) {
    const rate: Record<string, number> = { clients }
    for (const [name, one] of Object.entries(work)) rate[name] = await perSecond(clients, one)
    rates.push(rate)
  }
  await local.close()
  return rates
}

async function perSecond(clients: number, work: (i: number) => Promise<unknown> | unknown): Promise<number> {
  const total = 100 * clients ** 0.5
  let next = 0
  const client = async () => {
    while (next < total) await work(next++)
  }
  const [milliseconds] = await timed(() => Promise.all(Array.from({ length: clients }, client)))
  return Math.round(total / (milliseconds / 1000))
}

/** The memory of 100,000 documents, and the time to read their log again. */
async function atSize(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'weoffice-bench-'))
  const options = { collections: COLLECTIONS, now: Date.now, folder }
  try {
    const first = await Database.open(options)
    const before = process.memoryUsage().rss
    await first.insert({
      collection: 'tickets',
      documents: Array.from({ length: DOCUMENTS }, (_, i) => ticket(i)),
    })
    const megabytes = Math.round((process.memoryUsage().rss - before) / 1024 / 1024)
    await first.close()
    const [coldOpenMs, second] = await timed(() => Database.open(options))
    await second.close()
    return { documents: DOCUMENTS, megabytes, coldOpenMs }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Contest {
  pipeline: string
  ms: number
  mingoMs: number
  /** The speed as a multiple of mingo's over the same documents. */
  ratio: number
}

/** Compares aggregations with mingo over the same documents, in the same run. */
async function aggregations(): Promise<Contest[]> {
  const places = { name: 'places', indexes: [{ name: 'code', keys: { code: 1 } as const }] }
  const database = await Database.open({ collections: [...COLLECTIONS, places], now: Date.now })
  const tickets = Array.from({ length: DOCUMENTS }, (_, i) => ticket(i))
  const sites = Array.from({ length: 10_000 }, (_, i) => ({
    _id: `s${i}`,
    code: `p${i % 1000}`,
    floor: i % 7,
  }))
  await database.insert({ collection: 'tickets', documents: tickets })
  await database.insert({ collection: 'places', documents: sites })
  const group: Document[] = [
    { $match: { state: 'open' } },
    { $group: { _id: '$place', tickets: { $sum: 1 }, minutes: { $avg: '$minutes' } } },
  ]
  const lookup: Document[] = [
    { $match: { minutes: 7 } },
    { $limit: 100 },
    { $lookup: { from: 'places', localField: 'place', foreignField: 'code', as: 'sites' } },
  ]
  const contests = [
    await contest(database, '$match + $group of 100,000', group, { tickets, sites }),
    await contest(database, '$lookup of 100 in 10,000', lookup, { tickets, sites }),
  ]
  await database.close()
  return contests
}

type Pipeline = ConstructorParameters<typeof Aggregator>[0]

async function contest(
  database: Database,
  pipeline: string,
  stages: Document[],
  { tickets, sites }: { tickets: Document[]; sites: object[] },
): Promise<Contest> {
  const ours = () => database.aggregate({ collection: 'tickets', pipeline: stages })
  const theirs = () =>
    new Aggregator(stages as Pipeline, { collectionResolver: () => sites as never }).run(tickets as never)
  await ours()
  const [ms, answer] = await timed(ours)
  const [mingoMs, expected] = await timed(theirs)
  if (answer.length !== expected.length)
    throw new Error(`${pipeline}: ${answer.length} rows, not ${expected.length}`)
  return { pipeline, ms, mingoMs, ratio: Number((mingoMs / Math.max(1, ms)).toFixed(1)) }
}

/** Measures the local cloud itself; its times in milliseconds. */
export const benchLocalCloud = async () => ({
  warmCallMs: Number((await benchWarmCall()).toFixed(2)),
  operationsPerSecond: await throughTheWire(),
  size: await atSize(),
  aggregations: await aggregations(),
})
