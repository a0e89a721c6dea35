import { refuse } from '#contract/kernel/errors'
import type { Member } from '../../kernel/identity/member'

/** What somebody has proved to be theirs, and what they said with it. */
export interface Proof {
  /** The WeChat that calls. */
  openid: string
  contact: { phone: string } | { mail: string }
  name?: string
  invitation?: string
}

/** An address as the field of a member that holds it. */
export const contactOf = (address: string): Proof['contact'] =>
  address.includes('@') ? { mail: address } : { phone: address }

/**
 * What follows from the proof: `stay`, they are that member already; `bind` this WeChat to the member found; `change`
 * the caller's own contact; `enter` as somebody from outside; `name`, the same once they say what they are called.
 */
export type Step = 'stay' | 'bind' | 'change' | 'enter' | 'name'

/**
 * Decides; refuses FROZEN, NOT_ON_ROSTER, or ALREADY_REGISTERED when it is another member's.
 * @param actor who calls, a stranger is null
 * @param found the member with this phone or mail, who has not left
 */
export function stepOf(
  actor: Member | null,
  found: Member | null,
  { openid, contact, name, invitation }: Proof,
): Step {
  if (actor?.state === 'frozen' || found?.state === 'frozen') refuse('FROZEN')
  const joined = actor?.state === 'active'
  if (found) {
    if (found.openid === openid) return 'stay'
    if (joined && actor.kind !== 'outside') refuse('ALREADY_REGISTERED')
    return 'bind'
  }
  if (joined) return 'change'
  if (!('phone' in contact) || invitation) refuse('NOT_ON_ROSTER')
  return name ? 'enter' : 'name'
}
