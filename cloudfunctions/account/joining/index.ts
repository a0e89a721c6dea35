import * as v from 'valibot'
import { type account, CODE } from '#contract/account'
import { CODE_MAIL } from '#contract/account.messages'
import { refuse } from '#contract/kernel/errors'
import { phone } from '#contract/kernel/fields'
import { openapi } from '../../kernel/data/cloud'
import { operationKey } from '../../kernel/idempotency'
import { members } from '../../kernel/identity/actor'
import { releaseContacts } from '../../kernel/identity/gone'
import type { Member } from '../../kernel/identity/member'
import { reachMail, sendMail } from '../../kernel/messages/mail'
import { sendSms } from '../../kernel/messages/sms'
import type { Context, Handlers } from '../../kernel/serve'
import { meOf } from '../me'
import { takeStep } from './binding'
import { type CodeRequest, countRequest, releaseMinute } from './code-limits'
import { newCode, returnCode, verifyCode } from './codes'
import { contactOf, type Proof, stepOf } from './domain'

const ASKED = { secondsToNext: CODE.secondsBetween, minutesValid: CODE.minutes }

export const joining: Pick<Handlers<typeof account>, 'sendCode' | 'verify' | 'phone'> = {
  async sendCode({ channel, address }, { actor, openid = refuse('NO_WECHAT'), now, newId }) {
    const isOwn = actor?.state === 'active' && (actor.phone === address || actor.mail === address)
    const isKnown = isMember(actor) || (await members.first(contactOf(address))) !== null
    const ask = { openid, address, press: newId(), isOwn, isKnown }
    const counted = await countRequest(ask, now)
    if (counted === 'repeated') return ASKED
    // A mail goes to addresses of the roster, and to the new address of a member; the reply does not tell which it was.
    await send(ask, now, counted === 'counted' && (channel === 'sms' || isKnown))
    return ASKED
  },

  async verify({ address, code, ...said }, context) {
    const { actor, openid = refuse('NO_WECHAT'), now, key, newId } = context
    const press = operationKey('verify', key)
    if (actor && press && actor.lastKey === press) return meOf(actor)
    const attempt = { openid, address, code, press: newId() }
    await verifyCode(attempt, now)
    const member = await applyProof({ openid, contact: contactOf(address), ...said }, 'verify', context)
    if (member) return meOf(member)
    await returnCode(attempt)
    return refuse('NOT_ON_ROSTER', { field: 'name' })
  },

  async phone({ code }, context) {
    const { actor, openid = refuse('NO_WECHAT'), key } = context
    const press = operationKey('phone', key)
    if (actor && press && actor.lastKey === press) return meOf(actor)
    const contact = { phone: await numberBehind(code) }
    return meOf((await applyProof({ openid, contact }, 'phone', context)) ?? refuse('NOT_ON_ROSTER'))
  },
}

type Calling = Pick<Context, 'now' | 'key' | 'newId'> & { actor: Member | null }

/** Does what follows from the proof; null where somebody from outside has to say what they are called first. */
async function applyProof(
  proof: Proof,
  op: 'verify' | 'phone',
  { actor, now, key, newId }: Calling,
): Promise<Member | null> {
  const holder = await members.first(proof.contact)
  const found = holder?.state === 'left' ? null : holder
  const step = stepOf(actor, found, proof)
  if (step === 'name') return null
  if (holder && !found) await releaseContacts(holder, proof.contact)
  return takeStep(step, { actor, found, proof, op, key, press: operationKey(op, key), id: newId(), now })
}

const isMember = (actor: Member | null): boolean => actor?.state === 'active' && actor.kind !== 'outside'

/** Where nothing is sent there is a code, too, that nobody reads: so asking, guessing and a server that is down tell nothing. */
async function send(ask: CodeRequest, now: Date, isSent: boolean): Promise<void> {
  const { openid, address, press: key } = ask
  const code = await newCode(openid, address, now)
  const contact = contactOf(address)
  try {
    if (!isSent && 'mail' in contact) await reachMail()
    else if (!isSent) report('sendCode', { code: 'CODES_PER_DAY' })
    else if ('phone' in contact) await sendSms({ template: 'loginCode', ...contact, values: [code], key })
    else await sendMail({ to: contact.mail, subject: CODE_MAIL.subject, text: CODE_MAIL.text(code), key })
  } catch (error) {
    report('sendCode', error)
    await releaseMinute(ask, now)
    refuse('CHANNEL_DOWN')
  }
}

/** The number that the person agreed to show. Refuses CODE_EXPIRED: WeChat's code works once; NOT_ON_ROSTER from abroad. */
async function numberBehind(code: string): Promise<string> {
  const { phoneInfo } = await openapi.phonenumber
    .getPhoneNumber({ code })
    .catch((error: { errCode?: number }) => {
      if (error.errCode === INVALID_CODE) return refuse('CODE_EXPIRED')
      report('phone', error)
      return refuse('CHANNEL_DOWN')
    })
  const number = v.safeParse(phone, phoneInfo.countryCode === '86' ? phoneInfo.purePhoneNumber : '')
  return number.success ? number.output : refuse('NOT_ON_ROSTER')
}

const INVALID_CODE = 40029

/** For who runs the product: the carrier's code alone, because its words may hold the address. */
function report(op: string, error: unknown): void {
  const { code, errCode, message } = error as { code?: unknown; errCode?: unknown; message?: unknown }
  console.error(JSON.stringify({ fn: 'account', op, trouble: code ?? errCode ?? message }))
}
