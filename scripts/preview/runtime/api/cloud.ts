import { isAskingAgain } from '../ask-again'
import { settings } from '../settings'
import { tellShell } from '../shell-link'
import { asynchronous } from './call'
import { cloudFiles } from './cloud-files'

interface FunctionCall {
  name: string
  data?: object
}

/** The local cloud's reply to a call; see wx.cloud.callFunction. */
type Reply = { result: unknown } | { error: { errCode: number; errMsg: string } }

const NETWORK_FAILED = -601034

async function callFunction({ name, data = {} }: FunctionCall) {
  const body = JSON.stringify({ as: settings.persona, data, ...(isAskingAgain() && { again: true }) })
  const reply = await post(`/local/call/${encodeURIComponent(name)}`, body)
  if ('error' in reply) throw reply.error
  const { ok } = (reply.result ?? {}) as { ok?: boolean }
  if (ok !== false) tellShell({ type: 'call', name, op: String((data as { op?: unknown }).op) })
  return { result: reply.result, requestID: crypto.randomUUID() }
}

async function post(url: string, body: string): Promise<Reply> {
  const headers = { 'content-type': 'application/json' }
  try {
    const response = await fetch(url, { method: 'POST', headers, body })
    return (await response.json()) as Reply
  } catch (error) {
    throw {
      errCode: NETWORK_FAILED,
      errMsg: `cloud.callFunction:fail request:fail ${(error as Error).message}`,
    }
  }
}

/** wx.cloud: functions and files; the database is closed to clients. */
export const cloud = {
  cloud: {
    DYNAMIC_CURRENT_ENV: Symbol('DYNAMIC_CURRENT_ENV'),
    init() {},
    callFunction: asynchronous('cloud.callFunction', callFunction),
    ...cloudFiles,
  },
}
