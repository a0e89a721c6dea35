import type { Outbox } from '../outbox'
import { unlimitedCode } from './code'
import { Consents } from './consents'
import type { Api } from './error'
import type { PushEvent } from './message-push'
import { type PhoneCode, Phones } from './phones'
import { generateScheme } from './scheme'
import { checkMedia, checkMessage } from './security'
import { sendSubscribeMessage, subscribeTemplatesIn } from './subscribe'

export interface WeChatOptions {
  outbox: Outbox
  /** The cloud's clock, in milliseconds. */
  now(): number
  /** The environment of functions, which holds the ids of templates. */
  environment: Record<string, string>
  /** Folder that keeps consents beyond the process. */
  folder?: string
  /** Hands an event to the function that takes WeChat's message push. */
  push(event: PushEvent): Promise<void>
  /** Takes errors that no function can be given. */
  log(text: string): void
}

/** Milliseconds until a result is pushed, so that the call that asked for it is answered first. */
const PUSH_DELAY = 50

/** WeChat as functions see it: its open API, and the consents that people give in its dialogues. */
export class WeChat {
  /** The APIs by the names that functions use after `cloud.openapi.`. */
  readonly apis: Record<string, Api>
  private readonly consents: Consents
  private readonly phones: Phones
  private readonly pushes = new Set<NodeJS.Timeout>()

  constructor(private readonly options: WeChatOptions) {
    const { outbox, now, environment, folder } = options
    this.consents = new Consents(folder)
    this.phones = new Phones(now)
    this.apis = {
      'subscribeMessage.send': sendSubscribeMessage(subscribeTemplatesIn(environment), this.consents, outbox),
      'phonenumber.getPhoneNumber': this.phones.get,
      'wxacode.getUnlimited': unlimitedCode,
      'security.msgSecCheck': checkMessage,
      'security.mediaCheckAsync': checkMedia(event => this.pushSoon(event), now),
      'urlscheme.generate': generateScheme,
    }
  }

  log(text: string): void {
    this.options.log(text)
  }

  /** Records that a person agrees to one message of each template. */
  consent(openid: string, templateIds: string[]): void {
    for (const template of templateIds) this.consents.grant(openid, template)
  }

  /** Issues the code that a person's phone gets when they agree to share their number. */
  showPhone(phone: string): PhoneCode {
    return this.phones.issue(phone)
  }

  openData(cloudID: string): Record<string, unknown> {
    return this.phones.openData(cloudID)
  }

  /** Drops the results that are still to be pushed. */
  close(): void {
    for (const timer of this.pushes) clearTimeout(timer)
  }

  private pushSoon(event: PushEvent): void {
    const timer = setTimeout(() => {
      this.pushes.delete(timer)
      this.options.push(event).catch(error => this.log(`message push: ${error.message}\n`))
    }, PUSH_DELAY)
    this.pushes.add(timer)
  }
}
