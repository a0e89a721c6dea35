import { Cron } from 'croner'
import type { Clock } from './clock'
import { configOf, functionNames } from './functions/config'
import type { Caller } from './functions/invocations'

/** The caller of timers: no person, recognised by its source alone. */
export const TIMER_CALLER: Caller = { source: 'wx_trigger' }

/** The event that the platform sends for a timer of this name; `now` in milliseconds. */
export const timerEvent = (TriggerName: string, now: number) => ({
  Type: 'Timer',
  TriggerName,
  Time: `${new Date(now).toISOString().slice(0, 19)}Z`,
  Message: '',
})

/** The platform's timers run in UTC+8. */
const OFFSET_MINUTES = 8 * 60
/** The longest delay of a Node timer, in milliseconds. */
const LONGEST_WAIT = 2 ** 31 - 1

export interface Timer {
  fn: string
  name: string
  /** Seven fields: second minute hour day month weekday year. */
  cron: string
}

/** The timer triggers of the built functions, from each one's config.json. */
export function timersOf(folder: string): Timer[] {
  return functionNames(folder).flatMap(fn => {
    const { triggers = [] } = configOf(folder, fn)
    return triggers
      .filter(({ type }) => type === 'timer')
      .map(({ name, config }) => ({ fn, name, cron: config }))
  })
}

/** The first moment after `after`, in milliseconds, at which the timer fires; null when it never does again. */
export function nextRun(cron: string, after: number): number | null {
  if (cron.trim().split(/\s+/).length !== 7) throw new Error(`a timer has seven fields, not '${cron}'`)
  return +(new Cron(cron, { utcOffset: OFFSET_MINUTES }).nextRun(new Date(after)) ?? Number.NaN) || null
}

/**
 * Fires the timers by the cloud's clock. A clock that jumps over several moments of a timer fires it once, because the
 * work of a timer must not depend on how late it comes.
 */
export class Scheduler {
  private waiting?: NodeJS.Timeout
  private last: number

  constructor(
    private readonly timers: Timer[],
    private readonly clock: Clock,
    private readonly fire: (timer: Timer) => Promise<void>,
  ) {
    this.last = clock.now()
    clock.onMove(() => void this.catchUp())
    this.arm()
  }

  stop(): void {
    clearTimeout(this.waiting)
    this.waiting = undefined
    this.timers.length = 0
  }

  /** Fires the timers that have come due since the last look. */
  private async catchUp(): Promise<void> {
    const now = this.clock.now()
    const due = this.timers.filter(
      ({ cron }) => (nextRun(cron, this.last) ?? Number.POSITIVE_INFINITY) <= now,
    )
    this.last = now
    this.arm()
    await Promise.all(due.map(timer => this.fire(timer)))
  }

  private arm(): void {
    clearTimeout(this.waiting)
    const next = Math.min(
      ...this.timers.map(({ cron }) => nextRun(cron, this.last) ?? Number.POSITIVE_INFINITY),
    )
    if (!Number.isFinite(next)) return
    const wait = Math.min(Math.max(0, next - this.clock.now()), LONGEST_WAIT)
    this.waiting = setTimeout(() => void this.catchUp(), wait)
    this.waiting.unref()
  }
}
