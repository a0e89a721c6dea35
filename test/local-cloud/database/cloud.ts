import cloud from 'wx-server-sdk'
import type { CollectionSpec, Database } from '../../../scripts/local-cloud/database'
import { instanceEnvironment } from '../../../scripts/local-cloud/functions/environment'
import { start } from '../../../scripts/local-cloud/start'
import { REMOTE } from '../remote'

/** The real SDK before a cloud. */
export interface TestCloud {
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's own types leave out half of its commands and replies
  db: any
  /** Of the local cloud alone: for `onlyLocal` tests. */
  database: Database
  /** The cloud's clock, of the local one alone: for `onlyLocal` tests. */
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

/** The SDK pointed at a local cloud of its own or, with REMOTE=1, at the environment that is named. */
export const openCloud = (): Promise<TestCloud> => (REMOTE ? openRemote() : openLocal())

async function openLocal(): Promise<TestCloud> {
  const local = await start({ collections: COLLECTIONS, seed: () => ({}) })
  local.clock.set(new Date(Date.UTC(2026, 4, 1)))
  Object.assign(process.env, instanceEnvironment(local.url))
  const clock = {
    get now() {
      return local.clock.now()
    },
    set now(moment: number) {
      local.clock.set(new Date(moment))
    },
  }
  return { ...sdk(), database: local.database, clock, close: local.close }
}

async function openRemote(): Promise<TestCloud> {
  const remote = sdk()
  for (const { name } of COLLECTIONS) {
    await remote.db.createCollection(name).catch(() => 'it is there')
    const { total } = await remote.collection(name).count()
    if (total > 0) throw new Error(`${process.env.TCB_ENV}: collection ${name} is not empty`)
  }
  const everything = { _id: remote.db.command.exists(true) }
  const close = async () => {
    for (const { name } of COLLECTIONS) await remote.collection(name).where(everything).remove()
  }
  return { ...remote, close } as TestCloud
}

function sdk(): Pick<TestCloud, 'db' | 'collection' | 'read'> {
  cloud.init({ env: process.env.TCB_ENV })
  // biome-ignore lint/suspicious/noExplicitAny: see above
  const db: any = cloud.database()
  return {
    db,
    collection: name => db.collection(name),
    read: async (name, id) => (await db.collection(name).doc(id).get()).data,
  }
}
