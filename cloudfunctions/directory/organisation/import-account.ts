import { accountKey } from '#contract/kernel/canonical-text'
import { administersEverybody } from '../../kernel/identity/administers'
import type { Member } from '../../kernel/identity/member'

type Accounts = Pick<Member, 'account' | 'importAccount'>

/** The account by which imports find a person; empty for a person whom imports do not know. */
export const knownAs = ({ account = '', importAccount = account }: Accounts): string => importAccount

/**
 * Value of `importAccount` after a change of the account. Imports keep to the account they know, because they run with
 * more rights than an administrator of one college, and would write another person's phone into the row. Undefined, so
 * that the account itself counts, when an administrator of everyone stated the account, or when it is the old one.
 * @param vouched whether the actor stated the account
 */
export function importAccountAfter(
  before: Accounts,
  account: string | undefined,
  actor: Member,
  vouched = true,
): string | undefined {
  const known = knownAs(before)
  if (accountKey(account ?? '') === accountKey(known) || (vouched && administersEverybody(actor)))
    return undefined
  return account === before.account ? before.importAccount : known
}
