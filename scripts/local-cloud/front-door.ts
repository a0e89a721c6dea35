import type { LocalCloud } from './cloud'
import { consoleRoutes } from './console/routes'
import { encodeConsole } from './console-format'
import { describeContracts } from './contract'
import { currentPersonas } from './current-personas'
import { clientError } from './error'
import type { Fault } from './faults'
import { NOBODY } from './functions/invocations'
import { objectOf, sendJson, sendText } from './http'
import { messagingRoutes } from './messaging-routes'
import { openidOf } from './persona'
import type { Exchange, Route } from './route'
import { storageRoutes } from './storage-routes'
import { TIMER_CALLER, timerEvent, timersOf } from './timers'

/** The front door: what a person, a script or the preview asks of the local cloud itself. */
export const routes: Route[] = [
  ['POST', /^\/local\/call\/([\w-]+)$/, call],
  [
    'GET',
    /^\/local\/personas$/,
    async ({ database }, { response }) => sendJson(response, await currentPersonas(database)),
  ],
  ['GET', /^\/local\/contract$/, (_, { response }) => sendJson(response, describeContracts())],
  ['GET', /^\/local\/events$/, ({ live }, { response }) => live.open(response)],
  ['POST', /^\/local\/timer\/([\w-]+)$/, timer],
  ['POST', /^\/local\/clock$/, clock],
  ['GET', /^\/local\/clock\.js$/, clockScript],
  [
    'GET',
    /^\/local\/clock$/,
    ({ clock }, { response }) => sendJson(response, { now: new Date(clock.now()) }),
  ],
  [
    'GET',
    /^\/local\/collections$/,
    ({ database }, { response }) => sendJson(response, database.collectionNames()),
  ],
  ['GET', /^\/local\/collections\/([\w-]+)$/, documents],
  ['GET', /^\/local\/faults$/, ({ faults }, { response }) => sendJson(response, faults.list())],
  ['POST', /^\/local\/faults$/, plan],
  ['DELETE', /^\/local\/faults$/, forgive],
  ['GET', /^\/local\/queries$/, ({ database }, { response }) => sendJson(response, database.queries)],
  ...storageRoutes,
  ...messagingRoutes,
  ...consoleRoutes,
]

/**
 * Answers `{ as, data }` exactly as `wx.cloud.callFunction` does: `{ result }` or `{ error: { errCode, errMsg } }`. A
 * call without `as` is a test run in the cloud console, which has neither a person nor a phone; `again` marks one of a
 * page that was told to ask again.
 */
async function call(cloud: LocalCloud, { request, response, name }: Exchange): Promise<void> {
  const { as, data, again } = await objectOf(request)
  const started = performance.now()
  try {
    const openid = openidOf(as)
    const caller = openid ? { openid, source: 'wx_client', again: again === true } : NOBODY
    const { result, invocation } = await cloud.invoke(name, data, caller)
    response.setHeader('x-db-calls', invocation.databaseCalls)
    response.setHeader('x-db-bytes', invocation.databaseBytes)
    response.setHeader('x-duration-ms', Math.round(performance.now() - started))
    response.setHeader('x-cold', String(invocation.cold))
    sendJson(response, { result: JSON.parse(result ?? 'null') })
  } catch (error) {
    sendJson(response, { error: clientError('cloud.callFunction', error) })
  }
}

async function timer(cloud: LocalCloud, { response, name }: Exchange): Promise<void> {
  try {
    const its = timersOf(cloud.pool.folder).find(({ fn }) => fn === name)
    await cloud.invoke(name, timerEvent(its?.name ?? '', cloud.clock.now()), TIMER_CALLER)
    sendJson(response, { ok: true })
  } catch (error) {
    sendJson(response, { error: clientError('timer', error) })
  }
}

/** `{ advanceSeconds }` or `{ now }` → `{ now }`. */
async function clock({ clock }: LocalCloud, { request, response }: Exchange): Promise<void> {
  const { advanceSeconds, now } = await objectOf(request)
  const at = new Date(String(now))
  if (typeof advanceSeconds === 'number') clock.advance(advanceSeconds * 1000)
  else if (typeof now === 'string' && !Number.isNaN(+at)) clock.set(at)
  else return sendJson(response, { error: 'advanceSeconds (a number) or now (an ISO time) is needed' }, 400)
  sendJson(response, { now: new Date(clock.now()) })
}

/** The time as a script, which a page has before its next script runs. */
function clockScript({ clock }: LocalCloud, { response }: Exchange): void {
  response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' })
  response.end(`globalThis.cloudClock = { now: ${clock.now()}, at: performance.now() }`)
}

/** `{ action, nth, kind, when? }` → `{ id }`. */
async function plan({ faults }: LocalCloud, { request, response }: Exchange): Promise<void> {
  sendJson(response, { id: faults.add((await objectOf(request)) as unknown as Fault) })
}

function forgive({ faults }: LocalCloud, { response }: Exchange): void {
  faults.clear()
  sendJson(response, { ok: true })
}

/** JSON lines, as the cloud console exports them. */
function documents({ database }: LocalCloud, { response, name }: Exchange): void {
  if (!database.collectionNames().includes(name)) {
    sendJson(response, { error: `no collection ${name}` }, 404)
    return
  }
  const lines = [...database.dump(name)].map(document => `${JSON.stringify(encodeConsole(document))}\n`)
  sendText(response, lines.join(''))
}
