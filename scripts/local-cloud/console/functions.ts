import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalCloud } from '../cloud'
import { configOf, functionNames } from '../functions/config'
import type { Pool } from '../functions/pool'
import { LIMITS } from '../limits'
import { testEvents } from './events'
import { Refused } from './refused'
import type { FunctionDetail, FunctionSummary } from './replies'

/** Every built function with the totals of its calls. */
export function listFunctions(pool: Pool): FunctionSummary[] {
  return functionNames(pool.folder).map(name => summaryOf(pool, name))
}

/** One function with the end of its log and events to run it with. @throws Refused 404 */
export function describeFunction({ pool, database, clock }: LocalCloud, name: string): FunctionDetail {
  if (!functionNames(pool.folder).includes(name)) throw new Refused(404, `没有云函数 ${name}`)
  const log = pool.statistics.linesOf(name).map(({ at, text }) => ({ at: new Date(at).toISOString(), text }))
  return { ...summaryOf(pool, name), log, events: testEvents(name, database, clock.now()) }
}

function summaryOf({ folder, statistics }: Pool, name: string): FunctionSummary {
  const { timeout = LIMITS.functionTimeout.value, triggers = [] } = configOf(folder, name)
  const { totalMs, lastMs, ...counts } = statistics.callsOf(name)
  return {
    name,
    timeoutSeconds: timeout,
    triggers,
    bytes: statSync(join(folder, name, 'index.js')).size,
    ...counts,
    ...(counts.calls > 0 && { averageMs: totalMs / counts.calls, lastMs }),
  }
}
