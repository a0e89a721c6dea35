import type { directory } from '#contract/directory'
import { AUDIT_ACTION, type AuditAction } from '#contract/features/index'
import { refuse } from '#contract/kernel/errors'
import { MINUTE } from '#contract/kernel/time'
import { auditEntry, withAudit } from '../../../kernel/audit'
import { operationKey } from '../../../kernel/idempotency'
import type { Member } from '../../../kernel/identity/member'
import { ALL, scopeOf } from '../../../kernel/identity/policy'
import type { Context, Handlers } from '../../../kernel/serve'
import { imports } from '../store'
import { sourceOf } from './source'
import { changeSync, SYNC, statusOf, syncWithRuns, takeInHand } from './store'

type Of<K extends keyof Handlers<typeof directory>> = Handlers<typeof directory>[K]

const status = async (now: Date) => {
  const { sync, runs } = await syncWithRuns()
  return statusOf(sync, runs, now)
}

/** The sync concerns everybody: who administers some departments sees that there is one, and no more. */
const administersAll = (actor: Member): boolean => scopeOf(actor, 'directory.admin').includes(ALL)

export const syncStatus: Of<'syncStatus'> = async (_input, { actor, now }) => {
  const whole = await status(now)
  return administersAll(actor) ? whole : { ...whole, runs: [] }
}

/** The next run begins with the timer's next minute. */
export const syncNow: Of<'syncNow'> = async (_input, { now, key }) => {
  if (!sourceOf(process.env)) refuse('SYNC_NOT_CONFIGURED')
  await changeSync(now, { nextAt: now }, { lastKey: operationKey('syncNow', key) })
  return status(now)
}

export const syncRelease: Of<'syncRelease'> = async (_input, context) => {
  const { now, key } = context
  const { sync, runs } = await syncWithRuns()
  const [newest] = runs
  const lastKey = operationKey('syncRelease', key)
  const again = lastKey && newest?.lastKey === lastKey
  if (!newest || !(newest.state === 'held' || again)) refuse('IMPORT_WRONG_STATE')
  const released = { ...newest, state: 'checked' as const, version: newest.version + 1 }
  if (!again) {
    const audit = entry('releaseSync', newest._id, {}, context)
    const change = { state: released.state, version: released.version, lastKey, ...withAudit(audit) }
    if (!(await imports.update({ _id: newest._id, version: newest.version }, change))) refuse('CONFLICT')
  }
  await takeInHand(newest._id)
  return statusOf(sync, again ? runs : [released, ...runs.slice(1)], now)
}

export const saveSync: Of<'saveSync'> = async ({ intervalMinutes }, context) => {
  const { now, key } = context
  const nextAt = new Date(+now + intervalMinutes * MINUTE)
  const audit = entry('saveSync', 'sync', { 间隔: `${intervalMinutes} 分钟` }, context)
  await changeSync(now, { intervalMinutes, nextAt }, { lastKey: operationKey('saveSync', key), audit })
  return status(now)
}

function entry(action: AuditAction, id: string, after: Record<string, string>, context: Context) {
  const { actor, now, newId } = context
  return auditEntry(actor, {
    id: `${newId()}-${action}`,
    at: now,
    action,
    departments: [],
    target: { kind: SYNC._id, id, name: AUDIT_ACTION[action] },
    after,
  })
}
