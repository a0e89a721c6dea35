import type { AuditEntry, access } from '#contract/access'
import type { Input } from '#contract/kernel/rpc'
import { DAY, iso, startOf } from '#contract/kernel/time'
import type { AuditRow } from '../kernel/audit'
import { _ } from '../kernel/data/cloud'
import { byTime, listPage } from '../kernel/data/page'
import { type Fields, table } from '../kernel/data/table'
import type { Member } from '../kernel/identity/member'
import { ALL, departmentsWithin } from '../kernel/identity/policy'
import type { Handlers } from '../kernel/serve'

/** An entry in the log, where the outbox's timer has moved it. */
type LoggedRow = Omit<AuditRow, 'id'> & { _id: string }

const log = table<LoggedRow>('audit_log')

/** Lists audited actions, latest first; a scoped administrator sees those of their departments. */
export const audit: Handlers<typeof access>['audit'] = ({ page, ...filters }, { actor }) => {
  const conditions = [...conditionsOf(filters), ...visibleEntries(actor)]
  const where = conditions.length ? conditions : [{ at: _.gt(new Date(0)) }]
  return listPage(log, { where, order: byTime('at', -1), page }, entry)
}

function conditionsOf(filters: Omit<Input<(typeof access)['ops']['audit']>, 'page'>): Fields[] {
  const { by, target, action, from, to } = filters
  return [
    ...(by ? [{ 'by.id': by }] : []),
    ...(target ? [{ 'target.id': target }] : []),
    ...(action ? [{ action }] : []),
    ...(from ? [{ at: _.gte(new Date(startOf(from))) }] : []),
    ...(to ? [{ at: _.lt(new Date(startOf(to) + DAY)) }] : []),
  ]
}

/** Restricts scoped administrators to entries that concern one of their departments. */
function visibleEntries(actor: Member): Fields[] {
  const reached = (['system.admin', 'directory.admin'] as const).map(duty => departmentsWithin(actor, duty))
  return reached.includes(ALL) ? [] : [{ departments: _.in([...new Set(reached.flat())]) }]
}

const entry = ({ _id, at, action, by, target, before, after, reason }: LoggedRow): AuditEntry => ({
  id: _id,
  at: iso(at),
  action,
  by,
  target,
  ...(before && { before }),
  ...(after && { after }),
  ...(reason && { reason }),
})
