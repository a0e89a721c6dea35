import type { Timer } from '../kernel/serve'
import { escalate } from './desk/escalate'
import { tally } from './desk/tally'
import { fileMovements } from './stock/ledger'
import { mendStock } from './stock/mend'
import { closeMended } from './tickets/closing'
import { recount } from './tickets/recount'

/**
 * What the clock asks for; each may be interrupted anywhere and run again. One that fails does not keep the others from
 * running, and the run has failed then all the same.
 */
const jobs: Record<string, (now: Date) => Promise<number>> = {
  ...{ closed: closeMended, escalated: escalate, mended: mendStock },
  ...{ filed: fileMovements, tallied: tally, recounted: recount },
}

export const timer: Timer = async now => {
  const done: Record<string, number> = {}
  const failures: unknown[] = []
  for (const [name, job] of Object.entries(jobs))
    await job(now).then(
      count => Object.assign(done, { [name]: count }),
      error => failures.push(error),
    )
  if (failures.length) throw failures[0]
  return done
}
