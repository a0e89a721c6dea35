import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { databaseActions } from './actions/database'
import { functionActions } from './actions/functions'
import { legacyDatabaseActions } from './actions/legacy-database'
import { storageActions } from './actions/storage'
import { wechatActions } from './actions/wechat'
import type { LocalCloud } from './cloud'
import { CloudError } from './error'
import { Cut } from './faults'
import type { Invocation } from './functions/invocations'
import type { Pool } from './functions/pool'
import { objectOf, sendBytes, sendJson } from './http'
import type { WeChat } from './wechat'
import { formOf, isForm } from './wechat/form'

/** The cloud's own API, as both SDKs call it: `POST /admin` with an action and its fields. */
export function adminApi(cloud: LocalCloud, pool: Pool, wechat: WeChat) {
  const ofToday = databaseActions(cloud.database, cloud.clock.now)
  const onDatabase = { ...ofToday, ...legacyDatabaseActions(ofToday) }
  const uncounted = {
    ...functionActions(pool),
    ...storageActions(cloud),
    ...wechatActions(wechat, pool.folder),
  }

  const act = (body: Record<string, unknown>): Promise<Record<string, unknown> | Buffer> => {
    const token = body.wxCloudApiToken
    const from = pool.invocations.find(token)
    const action = String(body.action)
    return pool.invocations.hear(token, () =>
      cloud.faults.around(action, from, () => perform(action, body, from)),
    )
  }

  async function perform(
    action: string,
    body: Record<string, unknown>,
    from: Invocation | undefined,
  ): Promise<Record<string, unknown> | Buffer> {
    if (Object.hasOwn(uncounted, action)) return uncounted[action]!(body, from)
    if (!Object.hasOwn(onDatabase, action))
      throw new CloudError('INVALID_PARAM', `unsupported action ${action}`)
    const counted = (reply?: unknown) =>
      pool.invocations.count(from, reply ? JSON.stringify(reply).length : 0)
    const answer = () => onDatabase[action]!(body)
    const reply = await (from?.caller.again ? cloud.live.whileAsking(answer) : answer()).catch(error => {
      counted()
      throw error
    })
    counted(reply.data)
    return reply
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = randomBytes(8).toString('hex')
    try {
      const reply = await act(isForm(request) ? await formOf(request) : await objectOf(request))
      if (Buffer.isBuffer(reply)) sendBytes(response, reply)
      else sendJson(response, { requestId, ...reply })
    } catch (error) {
      if (error instanceof Cut) return void request.socket.destroy()
      // The SDKs take an answer with a code for an error, and some of them never settle on anything else.
      sendJson(response, { requestId, ...refusal(error) })
    }
  }
}

function refusal(error: unknown): { code: string; message: string } {
  const { code, message } = error as { code?: unknown; message: string }
  if (typeof code === 'string') return { code, message }
  if (error instanceof SyntaxError) return { code: 'INVALID_PARAM', message }
  console.error(error)
  return { code: 'SYS_ERR', message }
}
