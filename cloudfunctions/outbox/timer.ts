import { DAY, HOUR, MINUTE } from '#contract/kernel/time'
import { _ } from '../kernel/cloud'
import type { Timer } from '../kernel/serve'
import { collect, SOURCES } from './collect'
import { dropConsents } from './consents'
import { deliver } from './deliver'
import { auditLog, deliveries, messages } from './rows'

/** How long one run works; it then leaves enough of the function's time for what is on its way. */
const WORK = MINUTE / 2
const YEAR = 365 * DAY

/**
 * Each minute: takes what documents carry, sends what is due, and once an hour drops what is too old. A step that fails
 * keeps the others from nothing; the run has failed then all the same.
 */
export const timer: Timer = async now => {
  const until = +now + WORK
  const faults: unknown[] = []
  const step = (work: Promise<number>) =>
    work.catch(error => {
      faults.push(error)
      return 0
    })
  let collected = 0
  for (const source of SOURCES) collected += await step(collect(source, until))
  const attempts = await step(deliver(until))
  const dropped = +now % HOUR < MINUTE ? await step(dropOld(now)) : 0
  if (faults.length) throw faults[0]
  return { collected, attempts, dropped }
}

async function dropOld(now: Date): Promise<number> {
  const old = { at: _.lt(new Date(+now - YEAR)) }
  const counts = await Promise.all([
    ...[messages, deliveries].map(table => table.removeAll(old)),
    dropConsents(new Date(+now - YEAR)),
    auditLog.removeAll({ at: _.lt(new Date(+now - 3 * YEAR)) }),
  ])
  return counts.reduce((sum, count) => sum + count)
}
