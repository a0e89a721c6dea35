import { _ } from '../../kernel/data/cloud'
import { members } from '../../kernel/identity/actor'
import { isGone, releaseContacts } from '../../kernel/identity/gone'
import type { Member } from '../../kernel/identity/member'
import type { Planned } from './model'

type Holder = Pick<Member, '_id' | 'version' | 'state' | 'erasedAt' | 'phone' | 'mail'>

/**
 * Takes the phones and mails of the rows from people who are gone, after a unique index has refused a row.
 * @returns true if any was taken, so that another attempt may succeed
 */
export async function releaseGone(rows: readonly Planned[]): Promise<boolean> {
  const [phones, mails] = (['phone', 'mail'] as const).map(field =>
    rows.flatMap(({ after }) => after[field] ?? []),
  )
  const ids = new Set(rows.map(({ id }) => id))
  const holders = await members.aggregate<Holder>(2 * rows.length, pipeline =>
    pipeline
      .match(_.or([{ phone: _.in(phones!) }, { mail: _.in(mails!) }]))
      .project({ version: 1, state: 1, erasedAt: 1, phone: 1, mail: 1 }),
  )
  let released = false
  for (const holder of holders.filter(one => isGone(one) && !ids.has(one._id))) {
    const { phone, mail } = holder
    const claimed = { ...(phones!.includes(phone!) && { phone }), ...(mails!.includes(mail!) && { mail }) }
    released = (await releaseContacts(holder, claimed)) || released
  }
  return released
}
