import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { bodyOf, sendJson } from '../http'
import type { Outbox, Plan } from '../outbox'
import { SmsRefusal } from './refusal'
import { sendSms } from './send'
import type { SmsSettings } from './settings'
import { verifySignature } from './signature'

const VERSION = '2021-01-11'

/**
 * Tencent Cloud's SMS API as its unmodified SDK calls it: a signed `POST /`. Answers always with status 200; a refusal
 * is `{ Response: { Error: { Code, Message }, RequestId } }`.
 * @param now the cloud's clock, in milliseconds
 */
export function smsGateway(settings: SmsSettings, outbox: Outbox, now: () => number) {
  function act({ headers }: IncomingMessage, body: string, plan: Plan) {
    verifySignature({ headers, body }, settings, now())
    if (headers['x-tc-version'] !== VERSION)
      throw new SmsRefusal('NoSuchVersion', `The version ${headers['x-tc-version']} does not exist.`)
    if (headers['x-tc-action'] !== 'SendSms')
      throw new SmsRefusal('InvalidAction', `The action ${headers['x-tc-action']} is not offered here.`)
    return { SendStatusSet: sendSms(parsed(body), settings, outbox, plan) }
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request)
    const plan = await outbox.turn('sms')
    if (plan.plan === 'down') return void request.socket.destroy()
    const RequestId = randomUUID()
    try {
      sendJson(response, { Response: { ...act(request, body, plan), RequestId } })
    } catch (error) {
      if (!(error instanceof SmsRefusal)) throw error
      const { code: Code, message: Message } = error
      sendJson(response, { Response: { Error: { Code, Message }, RequestId } })
    }
  }
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value = JSON.parse(body)
    if (typeof value === 'object' && value !== null) return value
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
  }
  throw new SmsRefusal('InvalidParameter', 'The body is not a JSON object.')
}
