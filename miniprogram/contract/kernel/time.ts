import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** All local times are Asia/Shanghai, UTC+8 without daylight saving; the machine's own zone is never used. */
const OFFSET = 8 * HOUR

/** Moment as the wire carries it: `2026-03-01T09:30:00+08:00`. */
export const iso = (at: Date | number): string =>
  dayjs(at)
    .utcOffset(OFFSET / MINUTE)
    .format()

/** Local calendar day of a moment: `2026-03-01`. */
export const dateOf = (at: Date | number): string => iso(at).slice(0, 10)

/** Local clock time of a moment: `09:30`. */
export const clockOf = (at: Date | number): string => iso(at).slice(11, 16)

/** Start of the local day that contains `at`, in milliseconds since the epoch. */
export const midnight = (at: Date | number): number => Math.floor((Number(at) + OFFSET) / DAY) * DAY - OFFSET

/** Start of a calendar day such as `2026-03-01`, in milliseconds since the epoch. */
export const startOf = (date: string): number => Date.parse(`${date}T00:00:00+08:00`)

/** Minutes from midnight to a clock time such as `09:30`; 1440 for `24:00`. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** ISO weekday of the local day: Monday 1 … Sunday 7. */
export const weekday = (at: Date | number): number => ((Math.floor((Number(at) + OFFSET) / DAY) + 3) % 7) + 1
