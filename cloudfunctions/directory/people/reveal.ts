import type { directory } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import { DAY } from '#contract/kernel/time'
import { members } from '../../kernel/actor'
import { auditRow, noting } from '../../kernel/audit'
import { _ } from '../../kernel/cloud'
import { pressOf } from '../../kernel/press'
import type { Context, Handlers } from '../../kernel/serve'
import type { Fields } from '../../kernel/table'
import { administered, shownPerson } from './person'

/** How many people's contacts one administrator sees in full a day. */
const MOST_A_DAY = 30

export const reveal: Handlers<typeof directory>['reveal'] = async ({ id, reason }, context) => {
  const { actor, now, newId } = context
  const person = await administered(id, actor)
  const entry = auditRow(actor, {
    ...{ id: newId(), at: now, action: 'reveal', reason },
    ...{ target: { kind: 'member', id, name: person.name }, departments: person.departments },
  })
  if (!(await counted(context, noting(entry)))) refuse('TOO_OFTEN')
  return shownPerson(person, actor, true)
}

/**
 * Counts one more and notes it in the same write; false when there were too many within a day. The same press once
 * more has been counted.
 */
async function counted({ actor: { _id, reveals }, now, key }: Context, note: object): Promise<boolean> {
  const lastKey = pressOf('reveal', key)
  if (lastKey && reveals?.lastKey === lastKey) return true
  const room = _.or([
    { [`reveals.at.${MOST_A_DAY - 1}`]: _.exists(false) },
    { 'reveals.at.0': _.lt(new Date(+now - DAY)) },
  ]) as unknown as Fields
  const won = await members.update(
    [{ _id }, room, ...(lastKey ? [{ 'reveals.lastKey': _.neq(lastKey) }] : [])],
    {
      ...{ 'reveals.at': _.push({ each: [now], slice: -MOST_A_DAY }), 'reveals.lastKey': lastKey },
      ...note,
    },
  )
  return won || (lastKey !== '' && (await members.first({ _id, 'reveals.lastKey': lastKey })) !== null)
}
