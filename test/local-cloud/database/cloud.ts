import http from 'node:http'
import type { AddressInfo } from 'node:net'
import cloud from 'wx-server-sdk'
import { databaseActions } from '../../../scripts/local-cloud/actions/database'
import { type CollectionSpec, Database, DatabaseError } from '../../../scripts/local-cloud/database'

/** The real SDK before a database of its own. */
export interface TestCloud {
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's own types leave out half of its commands and replies
  db: any
  database: Database
  /** The product's clock; a test may move it. */
  clock: { now: number }
  // biome-ignore lint/suspicious/noExplicitAny: see above
  collection(name: string): any
  /** The document with an id, as `doc().get()` gives it. */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  read(name: string, id: string): Promise<any>
  close(): Promise<void>
}

const COLLECTIONS: CollectionSpec[] = [
  { name: 'rooms', indexes: [{ name: 'building', keys: { building: 1 } }] },
  { name: 'members', indexes: [{ name: 'phone', keys: { phone: 1 }, unique: true, sparse: true }] },
]

/** Starts an API server that knows the database actions only, and points the SDK at it. */
export async function openCloud(): Promise<TestCloud> {
  const clock = { now: Date.UTC(2026, 4, 1) }
  const now = () => clock.now
  const database = await Database.open({ collections: COLLECTIONS, now })
  const actions = databaseActions(database, now)
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = JSON.parse(Buffer.concat(chunks).toString())
    const reply = await actions[body.action]!(body).catch(refusal)
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ requestId: 'test', ...reply }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  Object.assign(process.env, environment((server.address() as AddressInfo).port))
  cloud.init({ env: 'test' })
  const db = cloud.database()
  return {
    db,
    collection: name => db.collection(name),
    // biome-ignore lint/suspicious/noExplicitAny: see above
    read: async (name, id) => ((await db.collection(name).doc(id).get()) as any).data,
    database,
    clock,
    close: async () => {
      await new Promise(resolve => server.close(resolve))
      await database.close()
    },
  }
}

function refusal(error: unknown): Record<string, unknown> {
  if (!(error instanceof DatabaseError)) throw error
  return { code: error.code, message: error.message }
}

function environment(port: number): Record<string, string> {
  return {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `http://127.0.0.1:${port}/admin` }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'id',
    TENCENTCLOUD_SECRETKEY: 'key',
    SCF_NAMESPACE: 'test',
    TCB_ENV: 'test',
    TCB_CONTEXT_KEYS: 'TCB_ENV',
    NO_PROXY: '127.0.0.1',
  }
}
