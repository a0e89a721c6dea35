import type { directory } from '#contract/directory'
import { DAY } from '#contract/kernel/time'
import { type Allowance, use } from '../../kernel/allowance'
import { auditRow, noting } from '../../kernel/audit'
import { pressOf } from '../../kernel/press'
import type { Handlers } from '../../kernel/serve'
import { administered, shownPerson } from './person'

/** How many people's contacts one administrator sees in full. */
const REVEALS: Allowance = { field: 'reveals', most: 30, within: DAY }

export const reveal: Handlers<typeof directory>['reveal'] = async ({ id, reason }, context) => {
  const { actor, now, key, newId } = context
  const person = await administered(id, actor)
  const entry = auditRow(actor, {
    id: newId(),
    at: now,
    action: 'reveal',
    reason,
    target: { kind: 'member', id, name: person.name },
    departments: person.departments,
  })
  // Counted and noted in the same write.
  await use(REVEALS, { actor, now, key: pressOf('reveal', key), note: noting(entry) })
  return shownPerson(person, actor, true)
}
