import { administers } from '../../kernel/administers'
import { changedProofs, mayChangeProofs } from '../../kernel/proofs'
import { mustAgree } from '../organisation/claims'
import { knownAs } from '../organisation/import-account'
import { within } from './departments'
import type { Entry, Known } from './model'
import type { Wish, World } from './plan'
import { headingOf } from './sheet/lines'

export type Report = (column: keyof Entry, reason: string) => void

const UNIQUE = ['account', 'phone', 'mail'] as const

/** Who of the roster an entry stands for, and whose account and contacts nobody else may have. */
export function rosterOf({ named, complete }: Wish, { known, reach }: World) {
  const by = (column: (typeof UNIQUE)[number] | 'importAccount') =>
    new Map(known.filter(one => one[column]).map(one => [one[column]!, one]))
  const owners = { account: by('account'), phone: by('phone'), mail: by('mail') }
  const unchanged = known.filter(one => one.importAccount === undefined && one.account)
  const accounts = new Map([...unchanged.map(one => [one.account!, one] as const), ...by('importAccount')])
  const taken = new Set<Known>()
  /** Who came from outside, or back under another account, is that person; nobody else is taken for one. */
  const same = (one: Known, name: string): boolean => {
    const account = knownAs(one)
    if (taken.has(one) || (account && named.has(account))) return false
    if (one.kind === 'outside') return mustAgree(one)
    if (!account) return true
    const leaving = complete && one.departments.every(id => within(reach, id))
    return one.name === name && (one.state === 'left' || leaving)
  }
  return {
    taken,
    find({ account, phone, mail, name }: Entry): Known | undefined {
      const owner = accounts.get(account) ?? owners.phone.get(phone ?? '') ?? owners.mail.get(mail ?? '')
      const found = owner && (knownAs(owner) === account || same(owner, name)) ? owner : undefined
      if (found) taken.add(found)
      return found
    },
    clashes(entry: Entry, member: Known | undefined, report: Report): void {
      for (const column of UNIQUE) {
        const owner = owners[column].get(entry[column] ?? '')
        if (owner && owner !== member) report(column, `这个${headingOf(column)}已属于另一位成员`)
      }
    },
  }
}

/**
 * Whether the line may be written into the row: only of whom the importer administers, and no other account, phone or
 * mail for whoever holds more than the importer, or has duties under another name.
 */
export function permit(entry: Entry, member: Known, { actor }: World, report: Report): void {
  if (!administers(actor, member)) report('account', '这个账号的人不在你的管理范围内')
  const { account, phone = member.phone, mail = member.mail } = entry
  const proofs = changedProofs(member, { account, phone, mail })
  if (!proofs.length) return
  if (!mayChangeProofs(actor, member))
    for (const proof of proofs) report(proof, `他持有你没有的权限，${headingOf(proof)}不能由你修改`)
  else if (member.duties.length && entry.name !== member.name)
    report('name', '登记在这个账号下的人担有职责，姓名却不是这个；账号、手机和邮箱都没有修改，请先核对')
}
