import { shiftDate } from '../../shift-date.cjs'

const MINUTE = 60_000
/** The product's zone is eight hours ahead of UTC, wherever the browser is. */
const ZONE = 8 * 60 * MINUTE

const clock = shiftDate()
let timer = 0

/** Gives the phone the cloud's time, so that both agree on what today is; its own where there is no cloud. */
export async function followCloudClock(): Promise<void> {
  try {
    const response = await fetch('/local/clock')
    const { now } = (await response.json()) as { now?: string }
    if (now) clock.set(Date.parse(now))
  } catch (error) {
    console.info('the phone goes by the time of the browser:', error)
  }
  showTime()
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
