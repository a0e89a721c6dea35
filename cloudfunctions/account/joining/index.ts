import * as v from 'valibot'
import { type account, CODE, CODE_MAIL } from '#contract/account'
import { refuse } from '#contract/kernel/errors'
import { phone } from '#contract/kernel/fields'
import { type Member, members } from '../../kernel/actor'
import { openapi } from '../../kernel/cloud'
import { reachMail, sendMail } from '../../kernel/mail'
import { pressOf } from '../../kernel/press'
import type { Context, Handlers } from '../../kernel/serve'
import { sendSms } from '../../kernel/sms'
import { meOf } from '../me'
import { type Ask, counted, giveMinuteBack } from './asks'
import { take } from './binding'
import { giveBack, newCode, prove } from './codes'
import { contactOf, type Proof, stepOf } from './domain'

const ASKED = { secondsToNext: CODE.secondsBetween, minutesValid: CODE.minutes }

export const joining: Pick<Handlers<typeof account>, 'sendCode' | 'verify' | 'phone'> = {
  async sendCode({ channel, address }, { actor, openid = refuse('NO_WECHAT'), now, newId }) {
    const ask = { openid, address, press: newId() }
    if (!(await counted(ask, now))) return ASKED
    const known = channel === 'sms' || (await mayMail(actor, address))
    await send(ask, now, known)
    return ASKED
  },

  async verify({ address, code, ...said }, context) {
    const { actor, openid = refuse('NO_WECHAT'), now, key, newId } = context
    const press = pressOf('verify', key)
    if (actor && press && actor.lastKey === press) return meOf(actor)
    const attempt = { openid, address, code, press: newId() }
    await prove(attempt, now)
    const member = await settle({ openid, contact: contactOf(address), ...said }, press, context)
    if (member) return meOf(member)
    await giveBack(attempt)
    return refuse('NOT_ON_ROSTER', { field: 'name' })
  },

  async phone({ code }, context) {
    const { actor, openid = refuse('NO_WECHAT'), key } = context
    const press = pressOf('phone', key)
    if (actor && press && actor.lastKey === press) return meOf(actor)
    const contact = { phone: await numberBehind(code) }
    return meOf((await settle({ openid, contact }, press, context)) ?? refuse('NOT_ON_ROSTER'))
  },
}

type Calling = Pick<Context, 'now' | 'newId'> & { actor: Member | null }

/** Does what follows from the proof; null where somebody from outside has to say what they are called first. */
async function settle(proof: Proof, press: string, { actor, now, newId }: Calling): Promise<Member | null> {
  const found = await members.first(proof.contact)
  const step = stepOf(actor, found, proof)
  if (step === 'name') return null
  return take(step, { actor, found, proof, press, id: newId(), now })
}

/** A mail goes to addresses of the roster, and to the new address of a member; nobody learns which it was. */
const mayMail = async (actor: Member | null, mail: string): Promise<boolean> =>
  (actor?.state === 'active' && actor.kind !== 'outside') || (await members.first({ mail })) !== null

/** An unknown address has a code, too, that nobody reads: so asking, guessing and a server that is down tell nothing. */
async function send(ask: Ask, now: Date, known: boolean): Promise<void> {
  const { openid, address, press: key } = ask
  const code = await newCode(openid, address, now)
  const contact = contactOf(address)
  try {
    if (!known) await reachMail()
    else if ('phone' in contact) await sendSms({ template: 'loginCode', ...contact, values: [code], key })
    else await sendMail({ to: contact.mail, subject: CODE_MAIL.subject, text: CODE_MAIL.text(code), key })
  } catch (error) {
    report('sendCode', error)
    await giveMinuteBack(ask, now)
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
