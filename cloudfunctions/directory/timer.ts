import type { Timer } from '../kernel/serve'
import { synchronise } from './imports/sync/job'
import { refreshTerms } from './organisation/refresh'
import { settleGroups } from './rights'

/** What the clock asks of the directory, one after the other. */
const jobs: Timer[] = [settleGroups, refreshTerms, synchronise]

/** Runs every job; one that fails does not keep the others from running, and the run is reported as failed. */
export const timer: Timer = async now => {
  const done: Record<string, number> = {}
  const failures: unknown[] = []
  for (const job of jobs)
    await job(now).then(
      counts => Object.assign(done, counts),
      error => failures.push(error),
    )
  if (failures.length) throw failures[0]
  return done
}
