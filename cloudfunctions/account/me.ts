import { CONTACT, type Contact, type Me } from '#contract/account'
import { iso } from '#contract/kernel/time'
import { addressesOf } from '../kernel/files/attachments'
import type { Member } from '../kernel/identity/member'

/** Makes the reply about the caller, of which frozen members and those who left get the state alone. */
export async function meOf(member: Member | null): Promise<Me> {
  if (!member) return { state: 'stranger' }
  const { _id: id, state, name, account, kind, departments, posts, duties, shows } = member
  if (state !== 'active') return { state }
  const avatar = member.avatar && (await addressesOf([member.avatar]))(member.avatar)
  return {
    state,
    id,
    name,
    kind,
    departments,
    posts,
    shows,
    duties: [...new Set(duties.map(({ duty }) => duty))],
    contacts: contactsOf(member),
    ...(account && { account }),
    ...(avatar && { avatar }),
    ...(member.consent && { consent: member.consent.version }),
    ...(member.erasedAt && { erasedAt: iso(member.erasedAt) }),
  }
}

const contactsOf = (member: Member): Me['contacts'] =>
  Object.fromEntries(
    (Object.keys(CONTACT) as Contact[]).flatMap(name => (member[name] ? [[name, member[name]]] : [])),
  )
