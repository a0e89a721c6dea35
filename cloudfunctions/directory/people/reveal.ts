import type { directory } from '#contract/directory'
import { DAY } from '#contract/kernel/time'
import { auditEntry, withAudit } from '../../kernel/audit'
import { operationKey } from '../../kernel/idempotency'
import { loadAdministered, toPersonView } from '../../kernel/identity/person'
import { consume, type RateLimit } from '../../kernel/rate-limit'
import type { Handlers } from '../../kernel/serve'

/** The most people whose contacts one administrator sees in full. */
const REVEALS: RateLimit = { field: 'reveals', most: 30, within: DAY }

export const reveal: Handlers<typeof directory>['reveal'] = async ({ id, reason }, context) => {
  const { actor, now, key, newId } = context
  const person = await loadAdministered(id, actor)
  const entry = auditEntry(actor, {
    id: newId(),
    at: now,
    action: 'reveal',
    reason,
    target: { kind: 'member', id, name: person.name },
    departments: person.departments,
  })
  // Counted and noted in the same write.
  await consume(REVEALS, { actor, now, key: operationKey('reveal', key), note: withAudit(entry) })
  return toPersonView(person, actor, true)
}
