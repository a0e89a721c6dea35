const DAY = 86_400_000

/** A date shifted so that its UTC fields are what the clocks of a zone show. */
export type WallClock = Date

export function dayOfYear(date: WallClock): number {
  return Math.floor((date.getTime() - yearStart(date.getUTCFullYear())) / DAY) + 1
}

function yearStart(year: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, 0, 1)
  return date.getTime()
}

/** Monday 1 to Sunday 7. */
export function isoDayOfWeek(date: WallClock): number {
  return date.getUTCDay() || 7
}

/** Weeks begin on Sunday; the days before the year's first Sunday are week 0. */
export function week(date: WallClock): number {
  return Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7)
}

/** The year to which the Thursday of the date's week belongs. */
export function isoWeekYear(date: WallClock): number {
  return thursday(date).getUTCFullYear()
}

export function isoWeek(date: WallClock): number {
  return Math.ceil(dayOfYear(thursday(date)) / 7)
}

function thursday(date: WallClock): Date {
  return new Date(date.getTime() + (4 - isoDayOfWeek(date)) * DAY)
}

/** The date of a day in a week of the ISO calendar; week and day may be out of range and are carried. */
export function isoDate(year: number, weekNumber: number, day: number): [number, number, number] {
  const fourth = new Date(yearStart(year) + 3 * DAY)
  const date = new Date(fourth.getTime() + ((weekNumber - 1) * 7 + day - isoDayOfWeek(fourth)) * DAY)
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
}
