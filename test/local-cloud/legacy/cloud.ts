import { type AdminCloud, adminCloud, answered } from '../../../scripts/admin/tcb'
import type { LocalCloud, StartOptions } from '../../../scripts/local-cloud/cloud'
import type { Document } from '../../../scripts/local-cloud/database'
import { start } from '../../../scripts/local-cloud/start'
import { REMOTE } from '../remote'

/** A cloud, and a script outside of it that knows nothing but its address. */
export interface ScriptCloud {
  admin: AdminCloud
  /** For `onlyLocal` tests. */
  local: LocalCloud
  /** Puts documents into `rooms`. */
  plant(documents: Document[]): Promise<void>
  /** The documents of `rooms` by their ids. */
  stored(): Promise<Record<string, Document>>
  close(): Promise<void>
}

/** A local cloud of its own or, with REMOTE=1, the environment that is named, its `rooms` empty. */
export const openCloud = (options: StartOptions = {}): Promise<ScriptCloud> =>
  REMOTE ? openRemote() : openLocal(options)

async function openLocal(options: StartOptions): Promise<ScriptCloud> {
  const local = await start({
    seed: () => ({}),
    collections: [
      { name: 'rooms', indexes: [{ name: 'floor', keys: { floor: 1 } }] },
      { name: 'members', indexes: [{ name: 'phone', keys: { phone: 1 }, unique: true, sparse: true }] },
    ],
    ...options,
  })
  const serviceUrl = `${local.url}/admin`
  return {
    local,
    admin: adminCloud({ env: 'test', secretId: 'x', secretKey: 'y', serviceUrl }),
    plant: async documents => void (await local.database.insert({ collection: 'rooms', documents })),
    stored: async () => byId([...local.database.dump('rooms')]),
    close: () => local.close(),
  }
}

async function openRemote(): Promise<ScriptCloud> {
  const { TCB_ENV, TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY } = process.env
  const admin = adminCloud({
    env: TCB_ENV!,
    secretId: TENCENTCLOUD_SECRETID!,
    secretKey: TENCENTCLOUD_SECRETKEY!,
    ...(process.env.TCB_SERVICE_URL && { serviceUrl: process.env.TCB_SERVICE_URL }),
  })
  const db = admin.database()
  // Refused when it is there.
  await db.createCollection('rooms')
  const rooms = db.collection('rooms')
  const { total } = await answered<{ total: number }>(rooms.count())
  if (total > 0) throw new Error(`${TCB_ENV}: collection rooms is not empty`)
  return {
    admin,
    plant: async documents => {
      for (const document of documents) await answered(rooms.add(document))
    },
    stored: async () => byId((await answered<{ data: Document[] }>(rooms.get())).data),
    close: async () => void (await answered(rooms.where({ _id: db.command.exists(true) }).remove())),
  } as ScriptCloud
}

const byId = (documents: Document[]): Record<string, Document> =>
  Object.fromEntries(documents.map(document => [String(document._id), document]))
