import { proofWords } from '#contract/account.messages'
import { DIRECTORY_MESSAGES } from '#contract/directory.messages'
import { DUTIES, type Duty } from '#contract/features/index'
import { dateOf } from '#contract/kernel/time'
import { type Message, toMail } from '../messages/message'
import type { Member } from './member'

interface Fact {
  /** The id of the grant, the same for a retry. */
  id: string
  at: Date
  by: Pick<Member, '_id' | 'name'>
}

/**
 * The message to a member about duties they got, with the last change of their proofs, by which another
 * person could use these duties.
 */
export function grantMessage(
  { _id, proofsChanged }: Pick<Member, '_id' | 'proofsChanged'>,
  duties: readonly Duty[],
  { id, at, by }: Fact,
): Message {
  const titles = [...new Set(duties)].map(duty => DUTIES[duty]).join('、')
  const changed = proofsChanged && {
    fields: proofWords(proofsChanged.fields),
    by: proofsChanged.by.name,
    on: dateOf(proofsChanged.at),
  }
  const words = DIRECTORY_MESSAGES.granted(titles, by.name, changed)
  const named = [by._id, ...(proofsChanged ? [proofsChanged.by.id] : [])].filter(one => one !== _id)
  return {
    id: `${id}-granted-${_id}`,
    feature: 'directory',
    to: [_id],
    ...words,
    ...(named.length && { about: [...new Set(named)] }),
    at,
    mail: toMail(words),
  }
}
