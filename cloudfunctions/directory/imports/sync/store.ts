import type { SyncStatus } from '#contract/directory'
import { iso } from '#contract/kernel/time'
import type { AuditRow } from '../../../kernel/audit'
import { _ } from '../../../kernel/data/cloud'
import { table } from '../../../kernel/data/table'
import { type Import, viewOf } from '../model'
import { sourceOf } from './source'

/** The state of the sync with the internal system: one document of the collection `organisation`. */
export interface Sync {
  _id: 'sync'
  intervalMinutes: number
  nextAt: Date
  /** The id of the unfinished run. */
  current?: string
  /** The ids of the latest runs, newest last. */
  runs: string[]
  /** The lease of the call that works on the run. */
  running?: { token: string; until: Date }
  version: number
  lastKey: string
  audit?: AuditRow[]
}

export const syncs = table<Sync>('organisation')
export const SYNC = { _id: 'sync' } as const
export const RUNS = 10

export const newSync = (now: Date): Sync => ({
  ...SYNC,
  intervalMinutes: 60,
  nextAt: now,
  runs: [],
  version: 1,
  lastKey: '',
})

/** Makes an import the current run; repeating it changes nothing. */
export const takeInHand = (importId: string): Promise<boolean> =>
  syncs.update({ ...SYNC, current: _.neq(importId) }, { current: importId, version: _.inc(1) })

type Report = Omit<Import, 'faults' | 'kept' | 'newDepartments' | 'renamedDepartments'>

/** The document with its latest runs, newest first; their long lists are left to `importGet`. */
export async function syncWithRuns(): Promise<{ sync: Sync | undefined; runs: Import[] }> {
  const [found] = await syncs.aggregate<Sync & { reports: Report[] }>(1, pipeline =>
    pipeline
      .match(SYNC)
      .lookup({ from: 'imports', localField: 'runs', foreignField: '_id', as: 'reports' })
      .project({
        'reports.faults': 0,
        'reports.kept': 0,
        'reports.newDepartments': 0,
        'reports.renamedDepartments': 0,
        audit: 0,
      }),
  )
  const runs = (found?.reports ?? [])
    .map(report => ({ ...report, faults: [], kept: [], newDepartments: [], renamedDepartments: [] }))
    .sort((a, b) => +b.at - +a.at)
  return { sync: found, runs }
}

/** The status as administrators see it; only the newest run can be released. */
export function statusOf(sync: Sync | undefined, runs: Import[], now: Date): SyncStatus {
  const { intervalMinutes, nextAt } = sync ?? newSync(now)
  const configured = sourceOf(process.env) !== undefined
  return {
    configured,
    intervalMinutes,
    ...(configured && { nextAt: iso(nextAt) }),
    runs: runs.map((run, i) => ({
      ...viewOf(run, now),
      ...(i === 0 && run.state === 'held' && { actions: ['release' as const] }),
    })),
  }
}
