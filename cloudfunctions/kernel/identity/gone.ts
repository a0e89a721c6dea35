import { _ } from '../data/cloud'
import { members } from './actor'
import type { Member } from './member'

type Contacts = Pick<Member, 'phone' | 'mail'>
type Holder = Pick<Member, '_id' | 'version'> & Contacts

/** True for a person who has left, or whose erasure is scheduled: a newcomer may have their phone and mail. */
export const isGone = ({ state, erasedAt }: Pick<Member, 'state' | 'erasedAt'>): boolean =>
  state === 'left' || erasedAt !== undefined

/**
 * Takes the claimed phone and mail from a person who is gone, so that the unique indexes accept them elsewhere.
 * @returns false if the holder has neither, or has changed since they were read, and may be back
 */
export async function releaseContacts(
  { _id, version, phone, mail }: Holder,
  claimed: Contacts,
): Promise<boolean> {
  const released = {
    ...(phone && phone === claimed.phone && { phone: _.remove() }),
    ...(mail && mail === claimed.mail && { mail: _.remove() }),
  }
  if (!Object.keys(released).length) return false
  return members.update({ _id, version }, { ...released, version: _.inc(1) })
}
