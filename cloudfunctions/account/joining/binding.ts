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
import { proved } from './second-proof'

export interface Entrance {
  actor: Member | null
  found: Member | null
  proof: Proof
  /** The press as the member remembers it, and the id that is derived from it. */
  press: string
  id: string
  now: Date
  op: string
  key?: string
}

/** Takes the step. Of many at once for one member, or with one WeChat, one wins; the others get CONFLICT or ALREADY_JOINED. */
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

/** The member's own new phone or mail; they are told at the old one, too. */
function changeContact(actor: Member, { proof, op, key, id, now }: Entrance): Promise<Member> {
  const { contact } = proof
  const { messages, ...proofs } = proofsChange(actor, { ...actor, ...contact }, { id, at: now, by: actor })
  const context = { actor, now, key, newId: () => id }
  return reviseMember(actor, op, context, { set: { ...contact, ...proofs }, messages })
}

/** What nobody else could have while this row has it. */
const GONE = { state: 'left', phone: _.remove(), mail: _.remove(), account: _.remove() }

/** The row of somebody from outside, or who left, lets go of this WeChat: it is to be somebody else's. */
const releaseWechat = ({ _id, openid }: Member, change: Fields): Promise<boolean> =>
  members.update({ _id, openid }, { ...change, openid: _.remove(), version: _.inc(1) })

async function bind(entrance: Entrance): Promise<Member> {
  const { press } = entrance
  const { openid } = entrance.proof
  const found = entrance.found!
  const carried = found.openid
    ? { ...withMessages([rebound(entrance)]), wechats: _.set(previousOpenids(found)) }
    : {}
  const change = {
    openid,
    version: _.inc(1),
    lastKey: press,
    ...carried,
    ...proved({ found, proof: entrance.proof }),
  }
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

/** The effect of this very press, had it come through before. */
async function repeatedResult({ proof, press }: Entrance): Promise<Member> {
  const row = await members.first({ openid: proof.openid })
  return row && press && row.lastKey === press ? row : refuse('CONFLICT')
}

/** Told in the app, by SMS and by mail, which the one whose WeChat it was can read, too. */
const rebound = ({ found, id, now }: Entrance): Message => ({
  id: `rebound-${id}`,
  feature: 'account',
  to: [found!._id],
  at: now,
  ...REBOUND,
  sms: { template: 'rebound', values: [found!.name] },
  mail: toMail(REBOUND),
})
