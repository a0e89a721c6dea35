import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { collections } from '../../database-schema'
import { seedWithExamples } from '../seed'
import { adminApi } from './admin'
import { Clock } from './clock'
import type { LocalCloud, StartOptions } from './cloud'
import { Database } from './database'
import { Faults } from './faults'
import { developmentSecrets } from './functions/environment'
import { NOBODY } from './functions/invocations'
import { Pool } from './functions/pool'
import { LIMITS } from './limits'
import { Live } from './live'
import { openMessaging } from './messaging'
import { handle, listen } from './server'
import { FileFolder } from './storage/file-folder'
import { filesInMemory } from './storage/files'
import { Scheduler, TIMER_CALLER, type Timer, timerEvent, timersOf } from './timers'
import { pushTaker } from './wechat/message-push'
import { phoneOf } from './wechat/phones'

/** The function whose timer relays what documents carry. */
const RELAY = 'message'

const DIST = join(__dirname, '..', '..', 'dist')

/** Starts a local cloud of its own: several live side by side in one process. */
export async function start(options: StartOptions = {}): Promise<LocalCloud> {
  const functions = options.functions ?? join(DIST, 'cloudfunctions')
  checkCount(functions)
  const clock = new Clock()
  const database = await Database.open({
    collections: options.collections ?? collections,
    now: clock.now,
    ...(options.data && { folder: options.data }),
  })
  const files = options.data ? await FileFolder.open(join(options.data, 'files')) : filesInMemory()
  await plant(database, (options.seed ?? seedWithExamples)(new Date(clock.now())))
  const settings: Record<string, string> = { ...developmentSecrets, ...options.environment }
  const messaging = await openMessaging({
    now: clock.now,
    environment: settings,
    folder: options.data,
    push: async event => {
      const taker = pushTaker(functions, event.Event)
      if (taker) await pool.invoke(taker, event, NOBODY)
    },
    log: options.log ?? console.error,
  })
  const pool: Pool = new Pool({
    folder: functions,
    clock,
    url: () => cloud.url,
    environment: () => messaging.environment(cloud.url),
    log: options.log ?? (() => {}),
  })
  const fire = async ({ fn, name }: Pick<Timer, 'fn' | 'name'>) => {
    await pool
      .invoke(fn, timerEvent(name, clock.now()), TIMER_CALLER)
      .catch(error => options.log?.(`timer of ${fn}: ${error.message}\n`))
  }
  const live = new Live(clock, options.timers ? () => fire({ fn: RELAY, name: '' }) : undefined)
  database.onCommit(written => live.wrote(written))
  messaging.outbox.onAdd(() => live.changed())
  const cloud: LocalCloud = {
    url: '',
    live,
    database,
    clock,
    files,
    outbox: messaging.outbox,
    settings,
    faults: new Faults(),
    pool,
    stats: pool.statistics,
    invoke: (name, event, caller) => pool.invoke(name, event, caller),
    call: async (openid, name, data) => {
      const { result, invocation } = await pool.invoke(name, data, { openid, source: 'wx_client' })
      return { reply: JSON.parse(result ?? 'null'), ...invocation }
    },
    snapshot: () =>
      Object.fromEntries(
        database.collectionNames().map(name => [name, [...database.dump(name)] as { _id: string }[]]),
      ),
    consent: (openid, templateIds) => messaging.wechat.consent(openid, templateIds),
    phoneCode: openid => messaging.wechat.showPhone(phoneOf(database, openid)),
    close: async () => {
      scheduler?.stop()
      live.close()
      server.closeAllConnections()
      await Promise.all([messaging.close(), pool.close(), new Promise(resolve => server.close(resolve))])
      await database.close()
    },
  }
  const apis = { '/admin': adminApi(cloud, pool, messaging.wechat), '/': messaging.sms }
  const server = createServer(handle(cloud, apis, options))
  try {
    cloud.url = await listen(server, options.port ?? 0)
  } catch (error) {
    await Promise.all([messaging.close(), database.close()])
    throw error
  }
  const scheduler = options.timers ? new Scheduler(timersOf(pool.folder), clock, fire) : undefined
  return cloud
}

/** @throws Error for more functions than an environment takes */
function checkCount(folder: string): void {
  const count = existsSync(folder) ? readdirSync(folder).length : 0
  const { value } = LIMITS.functions
  if (count > value) throw new Error(`${count} functions, more than the ${value} of an environment`)
}

/** Fills the collections that are empty. */
async function plant(database: Database, documents: Record<string, { _id: string }[]>): Promise<void> {
  for (const [collection, rows] of Object.entries(documents)) {
    const [any] = database.dump(collection)
    if (!any && rows.length) await database.insert({ collection, documents: rows as never })
  }
}
