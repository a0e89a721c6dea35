import { REBOUND } from '#contract/account.messages'
import { refuse } from '#contract/kernel/errors'
import { _ } from '../../kernel/data/cloud'
import { type Fields, refuseIfDuplicate } from '../../kernel/data/table'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import { newMember } from '../../kernel/identity/member-index'
import { proofsChange } from '../../kernel/identity/proofs'
import { type Message, toMail, withMessages } from '../../kernel/messages/message'
import { previousOpenids, reviseMember } from '../member-write'
import { mergeHoldings } from '../privacy/merge'
import type { Proof, Step } from './domain'

export interface Entrance {
  actor: Member | null
  found: Member | null
  proof: Proof
  /** The operation key of the request, kept in the member's row, and the id derived from it. */
  press: string
  id: string
  now: Date
  op: string
  key?: string
}

/**
 * Performs the step. Of several requests at once for one member, or from one WeChat account, one wins; the others
 * get CONFLICT or ALREADY_JOINED.
 */
export async function takeStep(step: Exclude<Step, 'name'>, entrance: Entrance): Promise<Member> {
  const { actor, found } = entrance
  if (step === 'stay') return found!
  if (step === 'change') return changeContact(actor!, entrance)
  if (step === 'enter') {
    if (actor) await releaseWechat(actor, {})
    return enter(entrance)
  }
  if (!actor) return bind(entrance)
  await releaseWechat(actor, { ...GONE, leftAt: entrance.now, becomes: found!._id })
  const member = await bind(entrance)
  await mergeHoldings(actor._id, member._id)
  return member
}

/** Changes the member's own phone or mail, and notifies them at the old one, too. */
function changeContact(actor: Member, { proof, op, key, id, now }: Entrance): Promise<Member> {
  const { contact } = proof
  const { messages, ...proofs } = proofsChange(actor, { ...actor, ...contact }, { id, at: now, by: actor })
  const context = { actor, now, key, newId: () => id }
  return reviseMember(actor, op, context, { set: { ...contact, ...proofs }, messages })
}

/** An abandoned row lets go of its contacts, which no other row could hold otherwise. */
const GONE = {
  state: 'left',
  phone: _.remove(),
  mail: _.remove(),
  account: _.remove(),
  accountKey: _.remove(),
}

/** The row of an outsider, or of a member who left, releases its WeChat account for another row. */
const releaseWechat = ({ _id, openid }: Member, change: Fields): Promise<boolean> =>
  members.update({ _id, openid }, { ...change, openid: _.remove(), version: _.inc(1) })

async function bind(entrance: Entrance): Promise<Member> {
  const { press } = entrance
  const { openid } = entrance.proof
  const found = entrance.found!
  const carried = found.openid
    ? { ...withMessages([rebound(entrance)]), wechats: _.set(previousOpenids(found)) }
    : {}
  const change = { openid, version: _.inc(1), lastKey: press, ...carried }
  const write = members.update({ _id: found._id, version: found.version }, change)
  const won = await refuseIfDuplicate('ALREADY_JOINED', write)
  return won ? { ...found, openid } : repeatedResult(entrance)
}

async function enter(entrance: Entrance): Promise<Member> {
  const { press, id: _id, proof } = entrance
  const row = newMember(
    {
      _id,
      openid: proof.openid,
      name: proof.name!,
      kind: 'outside',
      departments: [],
      lastKey: press,
      ...proof.contact,
    },
    [],
  )
  return (await members.add(row)) ? row : repeatedResult(entrance)
}

/** The result of an earlier attempt with the same idempotency key; refuses CONFLICT when there is none. */
async function repeatedResult({ proof, press }: Entrance): Promise<Member> {
  const row = await members.first({ openid: proof.openid })
  return row && press && row.lastKey === press ? row : refuse('CONFLICT')
}

/** The owner of the previous WeChat account can read SMS and mail as well as the app. */
const rebound = ({ found, id, now }: Entrance): Message => ({
  id: `rebound-${id}`,
  feature: 'account',
  to: [found!._id],
  at: now,
  ...REBOUND,
  sms: { template: 'rebound', values: [found!.name] },
  mail: toMail(REBOUND),
})
