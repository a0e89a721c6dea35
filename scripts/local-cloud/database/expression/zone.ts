import { requestFailed } from '../error'

/** Milliseconds that a zone is ahead of UTC at a moment (milliseconds since 1970). */
export type Zone = (moment: number) => number

const MINUTE = 60_000

/**
 * A zone by its offset (`+08:00`, `+0800`, `+08`) or by its name (`Asia/Shanghai`, `UTC`).
 * @throws DATABASE_REQUEST_FAILED for a zone that is not known
 */
export function parseZone(text: string): Zone {
  const offset = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(text)
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    return () => (offset[1] === '-' ? -minutes : minutes) * MINUTE
  }
  const clock = namedClock(text)
  return moment => wallClock(clock, moment) - Math.floor(moment / 1000) * 1000
}

function namedClock(timeZone: string): Intl.DateTimeFormat {
  const parts = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const
  try {
    return new Intl.DateTimeFormat('en-US', { ...parts, era: 'short', hourCycle: 'h23', timeZone })
  } catch {
    throw requestFailed(`unrecognized time zone identifier: "${timeZone}"`)
  }
}

/** The zone's clock time, taken as if it were UTC. */
function wallClock(clock: Intl.DateTimeFormat, moment: number): number {
  const parts = new Map(clock.formatToParts(moment).map(({ type, value }) => [type, value]))
  const [year, month, day, hour, minute, second] = (
    ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
  ).map(type => Number(parts.get(type))) as [number, number, number, number, number, number]
  return utc([parts.get('era') === 'BC' ? 1 - year : year, month, day, hour, minute, second, 0])
}

/** Year, month from 1, day, hour, minute, second, millisecond; each may be out of its range and is carried. */
export type CivilTime = [number, number, number, number, number, number, number]

/** The moment at which clocks of UTC show a time; unlike Date.UTC, years below 100 mean themselves. */
export function utc([year, month, day, hour, minute, second, millisecond]: CivilTime): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, millisecond)
  return date.getTime()
}

/** The moment at which clocks of the zone show a time. */
export function momentOf(time: CivilTime, zone: Zone): number {
  const guess = utc(time)
  // The offset is that of the moment itself, which is an offset away from the guess.
  const moment = guess - zone(guess)
  return guess - zone(moment)
}
