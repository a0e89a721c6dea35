import type { IncomingMessage, ServerResponse } from 'node:http'
import { startMailServer } from './mail/server'
import { Outbox } from './outbox'
import { smsGateway } from './sms/gateway'
import { SMS_ENVIRONMENT, smsEndpoint, smsSettings } from './sms/settings'
import { WeChat } from './wechat'
import type { PushEvent } from './wechat/message-push'
import { subscribeEnvironment } from './wechat/subscribe'

export interface MessagingOptions {
  /** The cloud's clock, in milliseconds. */
  now(): number
  /** Settings of functions, which win over the local ones; a later change of them reaches the functions. */
  environment: Record<string, string>
  /** Folder that keeps consents beyond the process. */
  folder?: string
  /** Hands an event to the function that takes WeChat's message push. */
  push(event: PushEvent): Promise<void>
  /** Takes errors for which no caller waits. */
  log(text: string): void
}

/** All channels to people, with one outbox behind them. */
export interface Messaging {
  outbox: Outbox
  wechat: WeChat
  /** The settings of functions with what they reach the carriers by. */
  environment(url: string): Record<string, string>
  /** Answers Tencent Cloud's SMS API. */
  sms(request: IncomingMessage, response: ServerResponse): Promise<void>
  close(): Promise<void>
}

export async function openMessaging(options: MessagingOptions): Promise<Messaging> {
  const outbox = new Outbox(options.now)
  const mail = await startMailServer(outbox, options.log)
  const local = { ...SMS_ENVIRONMENT, ...mail.environment, ...subscribeEnvironment }
  const settings = { ...local, ...options.environment }
  const wechat = new WeChat({ ...options, outbox, environment: settings })
  return {
    outbox,
    wechat,
    environment: url => ({ ...smsEndpoint(url), ...local, ...options.environment }),
    sms: smsGateway(smsSettings(settings), outbox, options.now),
    close: () => {
      wechat.close()
      return mail.close()
    },
  }
}
