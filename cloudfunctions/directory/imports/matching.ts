import { accountKey } from '#contract/kernel/canonical-text'
import { administers } from '../../kernel/identity/administers'
import { isGone } from '../../kernel/identity/gone'
import type { Member } from '../../kernel/identity/member'
import {
  canChangeProofs,
  canChangeStanding,
  changedProofs,
  changedStanding,
} from '../../kernel/identity/proofs'
import { knownAs } from '../organisation/import-account'
import { canBeOffered } from '../organisation/membership-offers'
import { comparable, UNIQUE, type Unique } from './chunks'
import { within } from './departments'
import type { Entry, Known } from './model'
import type { PlanContext, Request } from './plan-context'
import type { Match } from './renames'
import { headingOf } from './sheet/lines'

/** @param column empty for a fault of the whole line */
export type Report = (column: keyof Entry | '', reason: string) => void

/** Words about people whom the importer does not administer: they do not say which of the numbers is theirs. */
export const FOREIGN = '这一行的人或号码在你的管理范围以外已有登记，请联系系统管理员'

/** Finds the person that an entry stands for. */
export function rosterOf({ named, complete }: Request, { known, reach }: PlanContext) {
  const owners = ownersOf(known)
  const unchanged = known.filter(one => one.importAccount === undefined && one.account)
  const accounts = new Map([
    ...unchanged.map(one => [accountKey(one.account!), one] as const),
    ...known.flatMap(one => (one.importAccount ? [[accountKey(one.importAccount), one] as const] : [])),
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
  }
}

type Owners = Record<Unique, Map<string, Known>>

function ownersOf(known: readonly Known[]): Owners {
  const by = (field: Unique) =>
    new Map(known.flatMap(one => (one[field] ? [[comparable(field, one), one] as const] : [])))
  return { account: by('account'), phone: by('phone'), mail: by('mail') }
}

/**
 * Reports accounts and contacts that belong to another member after the run: a value that its owner gives up in the same
 * run is free.
 * @returns true for an owner whom the importer does not administer, and must not learn of
 */
export function clashesOf(
  matches: readonly Match[],
  known: readonly Known[],
  leaves: (one: Known) => boolean,
  actor: Member,
) {
  const owners = ownersOf(known)
  for (const { entry, member } of matches)
    for (const field of UNIQUE) {
      const held = comparable(field, member ?? {})
      const isGiven = entry[field] && comparable(field, entry) !== held
      if (isGiven && owners[field].get(held) === member) owners[field].delete(held)
    }
  for (const one of known)
    if (leaves(one) || isGone(one))
      for (const field of ['phone', 'mail'] as const) {
        const value = comparable(field, one)
        if (owners[field].get(value) === one) owners[field].delete(value)
      }
  return ({ entry, member }: Match, report: Report): boolean => {
    const clashes = UNIQUE.flatMap(field => {
      const owner = owners[field].get(comparable(field, entry))
      return owner && owner !== member ? [{ field, owner }] : []
    })
    const isForeign = ({ field, owner }: (typeof clashes)[number]) =>
      field !== 'account' && !administers(actor, owner)
    const foreign = clashes.some(isForeign)
    if (foreign) report('', FOREIGN)
    for (const clash of clashes)
      if (!isForeign(clash)) report(clash.field, `这个${headingOf(clash.field)}已属于另一位成员`)
    return foreign
  }
}

/**
 * Reports a line that must not be written into the row: outside the importer's administration, another account, phone
 * or mail for a person with more rights than the importer, in departments of others as well, or with duties under another
 * name, and another name, kind or posts for a person with more rights.
 */
export function checkLine(entry: Entry, member: Known, { actor }: PlanContext, report: Report): void {
  if (!administers(actor, member)) report('account', '这个账号的人不在你的管理范围内')
  const { account, phone = member.phone, mail = member.mail } = entry
  if (!canChangeStanding(actor, member))
    for (const field of changedStanding(member, entry))
      report(field, `他持有你没有的权限，${headingOf(field)}不能由你修改`)
  const proofs = changedProofs(member, { account, phone, mail })
  if (!proofs.length) return
  if (!canChangeProofs(actor, member))
    for (const proof of proofs)
      report(proof, `他持有你没有的权限，或者还在别的部门，${headingOf(proof)}不能由你修改`)
  else if (member.duties.length && entry.name !== member.name)
    report('name', '登记在这个账号下的人担有职责，姓名却不是这个；账号、手机和邮箱都没有修改，请先核对')
}

/** True for a person who was found by phone or mail, and whom the importer does not administer. */
export const isForeign = ({ entry, member }: Match, actor: Member): boolean =>
  member !== undefined &&
  accountKey(knownAs(member)) !== accountKey(entry.account) &&
  !canBeOffered(member) &&
  !administers(actor, member)
