import { type CodedProof, WECHAT_REQUEST_DAYS } from '#contract/account'
import { WECHAT_ASKED } from '#contract/account.messages'
import { accountPages } from '#contract/features/account'
import { refuse } from '#contract/kernel/errors'
import { DAY } from '#contract/kernel/time'
import { _ } from '../../kernel/data/cloud'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import { CODED } from '../../kernel/identity/proofs'
import { type Message, toMail, withMessages } from '../../kernel/messages/message'
import type { Proof } from './domain'

const fieldOf = ({ contact }: Pick<Proof, 'contact'>): CodedProof => ('phone' in contact ? 'phone' : 'mail')

type Bound = Pick<Member, 'openid' | 'wechats' | 'duties' | 'proofsChanged' | 'wechatRequest'>

/**
 * True if one code is not enough to bind a new WeChat: to a row with duties, since a number may have passed to another
 * person; or by a number that an administrator wrote. A row that never had a WeChat needs none: nothing is taken over.
 */
export function needsSecondProof(found: Bound, proof: Proof, now: Date): boolean {
  const { openid, wechats = [], duties, proofsChanged, wechatRequest: asked } = found
  const field = fieldOf(proof)
  const isProved = (one: CodedProof) => !proofsChanged?.unproved?.includes(one)
  if (!openid && !wechats.length) return false
  if (!duties.length && isProved(field)) return false
  if (asked?.openid !== proof.openid || +asked.at < +now - WECHAT_REQUEST_DAYS * DAY) return true
  if (asked.confirmed) return false
  return asked.by === field || ![asked.by, field].every(isProved)
}

interface Asking {
  found: Member
  proof: Proof
  /** The same when the same press is repeated. */
  id: string
  now: Date
}

/**
 * Remembers the first proof, and asks the person.
 * @throws Refusal SECOND_PROOF with `details.other`, the field to which another code may go
 */
export async function askSecondProof({ found, proof, id, now }: Asking): Promise<never> {
  const by = fieldOf(proof)
  const change = {
    wechatRequest: _.set({ openid: proof.openid, by, at: now }),
    version: _.inc(1),
    ...withMessages([question(found, id, now)]),
  }
  if (!(await members.update({ _id: found._id, version: found.version }, change))) refuse('CONFLICT')
  const other = CODED.find(field => field !== by && found[field])
  return refuse('SECOND_PROOF', other && { details: { other } })
}

function question({ _id, name }: Member, id: string, now: Date): Message {
  return {
    id: `wechat-asked-${id}`,
    feature: 'account',
    to: [_id],
    ...WECHAT_ASKED,
    page: accountPages.profile,
    at: now,
    sms: { template: 'wechatAsked', values: [name] },
    mail: toMail(WECHAT_ASKED),
  }
}

/** Part of the update that binds a WeChat: the request is over, and the address that was used is proved. */
export const proved = ({ found, proof }: Pick<Asking, 'found' | 'proof'>) => ({
  ...(found.wechatRequest && { wechatRequest: _.remove() }),
  ...(found.proofsChanged?.unproved && { 'proofsChanged.unproved': _.pull(fieldOf(proof)) }),
})
