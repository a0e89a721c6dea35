import type { Channel, SkipReason } from '#contract/message'
import { type SubscribeTemplate, subscribeTemplates } from '../../database-schema/subscribe-templates'
import { openapi } from '../kernel/data/cloud'
import type { Member } from '../kernel/identity/member'
import { sendMail } from '../kernel/messages/mail'
import { sendSms } from '../kernel/messages/sms'
import { closeConsents, spendConsent } from './consents'
import type { DeliveryRow } from './model'

/**
 * The outcome of one attempt: `queued` asks for another attempt, `failed` means that another would end the same;
 * `spent` means that a consent is used up already.
 */
export type Outcome =
  | { state: 'sent' }
  | { state: 'skipped'; reason: SkipReason }
  | { state: 'queued' | 'failed'; reason: string; spent?: true }

export type Receiver = Pick<Member, 'phone' | 'mail' | 'openid'>
type Send = (delivery: DeliveryRow, to: Receiver, key: string) => Promise<Outcome>

const skipped = (reason: SkipReason): Outcome => ({ state: 'skipped', reason })

/** Sends a delivery by one channel, in one attempt. `key` identifies the attempt to the carrier. */
export const CHANNELS: Record<Channel, Send> = {
  async sms({ content }, { phone }, key) {
    if (!phone) return skipped('NO_PHONE')
    return attempted(() => sendSms({ ...content!.sms!, phone, key }), FINAL_SMS)
  },

  /** One key serves all attempts, so that the receiver's server drops a mail that arrives twice. */
  async mail({ _id: key, content }, { mail: to }) {
    if (!to) return skipped('NO_MAIL')
    return attempted(() => sendMail({ ...content!.mail!, to, key }), FINAL_MAIL)
  },

  async subscribe(delivery, { openid }, key) {
    const { template, values } = delivery.content!.subscribe!
    const { variable, fields }: SubscribeTemplate = subscribeTemplates[template]
    const templateId = process.env[variable]
    if (!templateId) return skipped('NOT_CONFIGURED')
    if (!openid) return skipped('NOT_JOINED')
    if (!delivery.spent && !(await spendConsent(openid, templateId, key))) return skipped('NO_CONSENT')
    const data = Object.fromEntries(
      Object.keys(fields).map((name, i) => [name, { value: fit(name, values[i]) }]),
    )
    const page = delivery.page?.replace(/^\//, '')
    const order = { touser: openid, templateId, data, ...(page && { page }) }
    const outcome = await attempted(() => openapi.subscribeMessage.send(order), FINAL_SUBSCRIBE)
    if (outcome.state === 'failed' && outcome.reason === REFUSED) {
      await closeConsents(openid, templateId, REFUSED)
      return skipped('NO_CONSENT')
    }
    // WeChat's refusals use up no consent, so the next attempt has this one; without an answer it may be used up.
    return outcome.state === 'queued' && NUMBER.test(outcome.reason) ? { ...outcome, spent: true } : outcome
  },
}

/** WeChat's code for a person without consent, which overrides our ledger. */
const REFUSED = '43101'
const NUMBER = /^-?\d+$/

/** Refusals that another attempt would meet again: unknown template, wrong parameters, blocked account … */
const FINAL_SMS = /^(FailedOperation|InvalidParameter|MissingParameter|Unauthorized|Unsupported|AuthFailure)/
const FINAL_MAIL = /^5\d\d$/
const FINAL_SUBSCRIBE = /^(40003|40037|41028|41029|41030|43101|47003|48001)$/

/** Missing settings are no fault of the message. */
const NOT_CONFIGURED = /NotConfigured$/

async function attempted(send: () => Promise<unknown>, final: RegExp): Promise<Outcome> {
  try {
    await send()
    return { state: 'sent' }
  } catch (error) {
    const reason = reasonOf(error)
    if (NOT_CONFIGURED.test(reason)) return skipped('NOT_CONFIGURED')
    return { state: final.test(reason) ? 'failed' : 'queued', reason }
  }
}

/** The carrier's own code; its message could contain an address. */
export function reasonOf(error: unknown): string {
  const { responseCode, errCode, code, message } = error as Record<string, unknown>
  return String(responseCode ?? errCode ?? code ?? message).slice(0, 80)
}

/** Fits a value to WeChat's rules: texts of at most 20 characters, none empty. */
const fit = (field: string, value = ''): string =>
  (field.startsWith('thing') ? [...value].slice(0, 20).join('') : value) || '-'
