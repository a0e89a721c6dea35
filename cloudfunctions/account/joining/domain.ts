import { refuse } from '#contract/kernel/errors'
import type { Member } from '../../kernel/identity/member'

/** An address that the caller has proved to own, and their answers beside it. */
export interface Proof {
  /** The WeChat account that calls. */
  openid: string
  contact: { phone: string } | { mail: string }
  name?: string
  invitation?: string
}

/** The address as a member's field: `mail` if it has an @, else `phone`. */
export const contactOf = (address: string): Proof['contact'] =>
  address.includes('@') ? { mail: address } : { phone: address }

/**
 * The consequence of a proof: `stay`, the caller is that member already; `bind` this WeChat account to the member
 * found; `change` the caller's own contact; `enter` as an outsider; `name`, ask for a name and then `enter`.
 */
export type Step = 'stay' | 'bind' | 'change' | 'enter' | 'name'

/**
 * Decides on the step; refuses FROZEN, NOT_ON_ROSTER, or ALREADY_REGISTERED when the address is another member's.
 * @param actor the calling member, null for a stranger
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
