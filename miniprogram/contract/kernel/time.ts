import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Everybody lives in Asia/Shanghai: UTC+8, without daylight saving. The machine's own zone is never used. */
const OFFSET = 8 * HOUR

/** A moment as the wire carries it: `2026-03-01T09:30:00+08:00`. */
export const iso = (at: Date | number): string =>
  dayjs(at)
    .utcOffset(OFFSET / MINUTE)
    .format()

/** The calendar day of a moment: `2026-03-01`. */
export const dateOf = (at: Date | number): string => iso(at).slice(0, 10)

/** The clock time of a moment: `09:30`. */
export const clockOf = (at: Date | number): string => iso(at).slice(11, 16)

/** The first moment, in milliseconds, of the local day that holds `at`. */
export const midnight = (at: Date | number): number => Math.floor((Number(at) + OFFSET) / DAY) * DAY - OFFSET

/** The first moment, in milliseconds, of a calendar day such as `2026-03-01`. */
export const startOf = (date: string): number => Date.parse(`${date}T00:00:00+08:00`)

/** Minutes since midnight of a clock time such as `09:30`; `24:00` is the end of the day. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** ISO weekday of a moment: Monday 1 … Sunday 7. */
export const weekday = (at: Date | number): number => ((Math.floor((Number(at) + OFFSET) / DAY) + 3) % 7) + 1
