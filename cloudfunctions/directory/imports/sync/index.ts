import type { directory } from '#contract/directory'
import { AUDIT_ACTION, type AuditAction } from '#contract/features/index'
import { refuse } from '#contract/kernel/errors'
import { MINUTE } from '#contract/kernel/time'
import type { AuditFacts } from '../../../kernel/audit'
import { administersEverybody } from '../../../kernel/identity/administers'
import { revise } from '../../../kernel/revise'
import type { Context, Handlers } from '../../../kernel/serve'
import type { Import } from '../model'
import { imports } from '../store'
import { eventsFor } from '../todos'
import { sourceOf } from './source'
import { newSync, SYNC, type Sync, statusOf, syncs, syncWithRuns, takeInHand } from './store'

type Of<K extends keyof Handlers<typeof directory>> = Handlers<typeof directory>[K]

const status = async (now: Date) => {
  const { sync, runs } = await syncWithRuns()
  return statusOf(sync, runs, now)
}

/** Administrators of some departments learn that there is a synchronisation, and no more: it concerns everybody. */
export const syncStatus: Of<'syncStatus'> = async (_input, { actor, now }) => {
  const whole = await status(now)
  return administersEverybody(actor) ? whole : { ...whole, runs: [] }
}

/** The next run begins with the timer's next minute. */
export const syncNow: Of<'syncNow'> = async (_input, context) => {
  if (!sourceOf(process.env)) refuse('SYNC_NOT_CONFIGURED')
  return changeSync('syncNow', context, { nextAt: context.now })
}

export const syncRelease: Of<'syncRelease'> = async ({ importId }, context) => {
  const { sync, runs } = await syncWithRuns()
  const [newest, ...older] = runs
  if (!newest) return refuse('IMPORT_WRONG_STATE')
  // Another run that was held since may remove other people than those that were looked at.
  if (importId !== undefined && importId !== newest._id)
    refuse('CONFLICT', { details: { current: statusOf(sync, runs, context.now) } })
  const released = await revise(imports, context, {
    op: 'syncRelease',
    read: newest,
    seen: newest.version,
    load: async () => (await imports.first({ _id: newest._id })) ?? refuse('NOT_FOUND'),
    decide: ({ state }) =>
      state === 'held'
        ? {
            set: { state: 'checked' as const },
            audit: auditOf('releaseSync', newest._id, {}),
            events: after => eventsFor(after, context.now),
          }
        : refuse('IMPORT_WRONG_STATE'),
  })
  await takeInHand(newest._id)
  return statusOf(
    sync,
    [{ ...newest, state: released.state, version: released.version }, ...older],
    context.now,
  )
}

export const saveSync: Of<'saveSync'> = async ({ intervalMinutes }, context) => {
  const nextAt = new Date(+context.now + intervalMinutes * MINUTE)
  const audit = auditOf('saveSync', 'sync', { 间隔: `${intervalMinutes} 分钟` })
  return changeSync('saveSync', context, { intervalMinutes, nextAt }, audit)
}

/** Changes the document, making it where there is none. */
async function changeSync(op: string, context: Context, set: Partial<Sync>, audit?: AuditFacts) {
  const { now } = context
  let runs: Import[] = []
  const sync = await revise(syncs, context, {
    op,
    async load() {
      const found = await syncWithRuns()
      runs = found.runs
      return found.sync ?? { ...newSync(now), version: 0 }
    },
    decide: () => ({ set, audit }),
  })
  return statusOf(sync, runs, now)
}

const auditOf = (action: AuditAction, id: string, after: Record<string, string>): AuditFacts => ({
  action,
  departments: [],
  target: { kind: SYNC._id, id, name: AUDIT_ACTION[action] },
  after,
})
