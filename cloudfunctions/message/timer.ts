import { MINUTE } from '#contract/kernel/time'
import type { Timer } from '../kernel/serve'
import { deliver } from './deliver'
import { relay, SOURCES } from './relay'

/** Milliseconds after which a run starts nothing new; the rest of the function's time is for calls on their way. */
const WORK = MINUTE / 2

/**
 * Every minute: relays what documents carry, then sends the deliveries that are due. A failed step does not stop the
 * others, but the run rejects at the end.
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
  for (const source of SOURCES) collected += await step(relay(source, until))
  const attempts = await step(deliver(until))
  if (faults.length) throw faults[0]
  return { collected, attempts }
}
