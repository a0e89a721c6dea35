import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from '../functions/pool'
import type { LocalCloud } from '../start'
import { testEvents } from './events'
import { Refused } from './refused'
import type { FunctionDetail, FunctionSummary } from './replies'

/** Every built function with what its calls came to. */
export function listFunctions(pool: Pool): FunctionSummary[] {
  return functionNames(pool).map(name => summaryOf(pool, name))
}

/** One function with the end of its log and events to run it with. @throws Refused 404 */
export function describeFunction({ pool, database, clock }: LocalCloud, name: string): FunctionDetail {
  if (!functionNames(pool).includes(name)) throw new Refused(404, `没有云函数 ${name}`)
  const log = pool.statistics.linesOf(name).map(({ at, text }) => ({ at: new Date(at).toISOString(), text }))
  return { ...summaryOf(pool, name), log, events: testEvents(name, database, clock.now()) }
}

function functionNames({ folder }: Pool): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => existsSync(join(folder, name, 'index.js')))
    .sort()
}

function summaryOf({ folder, statistics }: Pool, name: string): FunctionSummary {
  const config = JSON.parse(readFileSync(join(folder, name, 'config.json'), 'utf8'))
  const { totalMs, lastMs, ...counts } = statistics.callsOf(name)
  return {
    name,
    timeoutSeconds: config.timeout ?? 3,
    triggers: config.triggers ?? [],
    bytes: statSync(join(folder, name, 'index.js')).size,
    ...counts,
    ...(counts.calls > 0 && { averageMs: totalMs / counts.calls, lastMs }),
  }
}
