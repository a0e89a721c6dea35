import { shiftDate } from '../../shift-date.cjs'

const MINUTE = 60_000
/** The product's zone is eight hours ahead of UTC, wherever the browser is. */
const ZONE = 8 * 60 * MINUTE

const clock = shiftDate()
let timer = 0

declare global {
  /** The cloud's time in milliseconds since 1970, and when it was given; from the script before this one. */
  var cloudClock: { now: number; at: number } | undefined
}

/** Gives the phone the cloud's time, so that both agree on what today is; the browser's where there is no cloud. */
export function followCloudClock(): void {
  const { now, at } = globalThis.cloudClock ?? { now: Date.now(), at: performance.now() }
  setClock(now + performance.now() - at)
}

/** Moves the phone's clock, in milliseconds since 1970. */
export function setClock(now: number): void {
  clock.set(now)
  showTime()
}

/** Writes hours and minutes into the status bar, now and with each minute. */
function showTime(): void {
  clearTimeout(timer)
  const now = Date.now()
  document.getElementById('status-time')!.textContent = new Date(now + ZONE).toISOString().slice(11, 16)
  timer = window.setTimeout(showTime, MINUTE - (now % MINUTE))
}
