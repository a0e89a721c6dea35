import { accountKey } from '#contract/kernel/canonical-text'
import { administers } from '../../kernel/identity/administers'
import { isGone } from '../../kernel/identity/gone'
import { canChangeProofs, changedProofs } from '../../kernel/identity/proofs'
import { knownAs } from '../organisation/import-account'
import { canBeOffered } from '../organisation/membership-offers'
import { within } from './departments'
import type { Entry, Known } from './model'
import type { PlanContext, Request } from './plan-context'
import { headingOf } from './sheet/lines'

export type Report = (column: keyof Entry, reason: string) => void

const UNIQUE = ['account', 'phone', 'mail'] as const

const keyOf = (column: string, value: string): string =>
  column === 'account' || column === 'importAccount' ? accountKey(value) : value

/** Finds the person an entry stands for, and reports accounts and contacts that are another's. */
export function rosterOf({ named, complete }: Request, { known, reach }: PlanContext) {
  const by = (column: (typeof UNIQUE)[number] | 'importAccount') =>
    new Map(known.filter(one => one[column]).map(one => [keyOf(column, one[column]!), one]))
  const owners = { account: by('account'), phone: by('phone'), mail: by('mail') }
  const unchanged = known.filter(one => one.importAccount === undefined && one.account)
  const accounts = new Map([
    ...unchanged.map(one => [accountKey(one.account!), one] as const),
    ...by('importAccount'),
  ])
  const taken = new Set<Known>()
  /** True for somebody from outside, or back under another account: they are found by their phone or mail, too. */
  const same = (one: Known, name: string): boolean => {
    const account = accountKey(knownAs(one))
    if (taken.has(one) || (account && named.has(account))) return false
    if (one.kind === 'outside') return canBeOffered(one)
    if (!account) return true
    const leaving = complete && one.departments.every(id => within(reach, id))
    return one.name === name && (one.state === 'left' || leaving)
  }
  return {
    taken,
    find({ account, phone, mail, name }: Entry): Known | undefined {
      const key = accountKey(account)
      const owner = accounts.get(key) ?? owners.phone.get(phone ?? '') ?? owners.mail.get(mail ?? '')
      const found = owner && (accountKey(knownAs(owner)) === key || same(owner, name)) ? owner : undefined
      if (found) taken.add(found)
      return found
    },
    clashes(entry: Entry, member: Known | undefined, report: Report): void {
      for (const column of UNIQUE) {
        const owner = owners[column].get(keyOf(column, entry[column] ?? ''))
        const yields = column !== 'account' && owner && isGone(owner)
        if (owner && owner !== member && !yields) report(column, `这个${headingOf(column)}已属于另一位成员`)
      }
    },
  }
}

/**
 * Reports a line that must not be written into the row: outside the importer's administration, or another account, phone
 * or mail for a person with more rights than the importer, or with duties under another name.
 */
export function checkLine(entry: Entry, member: Known, { actor }: PlanContext, report: Report): void {
  if (!administers(actor, member)) report('account', '这个账号的人不在你的管理范围内')
  const { account, phone = member.phone, mail = member.mail } = entry
  const proofs = changedProofs(member, { account, phone, mail })
  if (!proofs.length) return
  if (!canChangeProofs(actor, member))
    for (const proof of proofs) report(proof, `他持有你没有的权限，${headingOf(proof)}不能由你修改`)
  else if (member.duties.length && entry.name !== member.name)
    report('name', '登记在这个账号下的人担有职责，姓名却不是这个；账号、手机和邮箱都没有修改，请先核对')
}
