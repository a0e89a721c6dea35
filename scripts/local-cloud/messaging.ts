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
  /** Settings of functions, which override the local ones. */
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
  /** Settings with which functions reach the carriers. */
  environment(url: string): Record<string, string>
  /** Answers Tencent Cloud's SMS API. */
  sms(request: IncomingMessage, response: ServerResponse): Promise<void>
  close(): Promise<void>
}

export async function openMessaging(options: MessagingOptions): Promise<Messaging> {
  const outbox = new Outbox(options.now)
  const mail = await startMailServer(outbox, options.log)
  const environment = {
    ...SMS_ENVIRONMENT,
    ...mail.environment,
    ...subscribeEnvironment,
    ...options.environment,
  }
  const wechat = new WeChat({ ...options, outbox, environment })
  return {
    outbox,
    wechat,
    environment: url => ({ ...smsEndpoint(url), ...environment }),
    sms: smsGateway(smsSettings(environment), outbox, options.now),
    close: () => {
      wechat.close()
      return mail.close()
    },
  }
}
