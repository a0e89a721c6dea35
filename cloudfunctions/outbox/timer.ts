import { DAY, HOUR, MINUTE } from '#contract/kernel/time'
import { _ } from '../kernel/cloud'
import type { Timer } from '../kernel/serve'
import { collect } from './collect'
import { dropConsents } from './consents'
import { deliver } from './deliver'
import { auditLog, deliveries, messages } from './model'

/** How long one run works; it then leaves enough of the function's time for what is on its way. */
const WORK = MINUTE / 2
const YEAR = 365 * DAY

/** Each minute: takes what documents carry, sends what is due, and once an hour drops what is too old. */
export const timer: Timer = async now => {
  const until = +now + WORK
  const collected = await collect(until)
  const attempts = await deliver(until)
  const dropped = +now % HOUR < MINUTE ? await dropOld(now) : 0
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
