import { administersEverybody } from '../../kernel/identity/administers'
import type { Member } from '../../kernel/identity/member'

type Accounts = Pick<Member, 'account' | 'importAccount'>

/** The account by which imports and the sync know the person; empty for who is known by none. */
export const knownAs = ({ account = '', importAccount = account }: Accounts): string => importAccount

/**
 * What keeps imports to the account they know after the person got another one. Whoever imports has more rights than an
 * administrator of one college, and would write somebody else's phone into the row. An administrator of everybody
 * settles it by their word, and so does the old account; undefined then.
 * @param vouched whether the actor said the account at all
 */
export function importAccountAfter(
  before: Accounts,
  account: string | undefined,
  actor: Member,
  vouched = true,
): string | undefined {
  const known = knownAs(before)
  if (account === known || (vouched && administersEverybody(actor))) return undefined
  return account === before.account ? before.importAccount : known
}
