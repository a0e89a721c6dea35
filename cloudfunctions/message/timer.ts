import { MINUTE } from '#contract/kernel/time'
import { forEachSettled, runJobs } from '../kernel/jobs'
import { deliver } from './deliver'
import { reviewFailures } from './failures'
import { relay, SOURCES } from './relay'

/** Milliseconds after which a run begins nothing new, so that the function has time to end what it began. */
const WORK = MINUTE / 2

/** Every minute: relays what documents carry, then sends the deliveries that are due. */
export const timer = runJobs({
  async collected(now) {
    let collected = 0
    await forEachSettled(SOURCES, async source => {
      collected += await relay(source, +now + WORK)
      return true
    })
    return collected
  },
  attempts: now => deliver(+now + WORK),
  reviewed: reviewFailures,
})
