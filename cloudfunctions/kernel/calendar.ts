import { DAY, dateOf, HOUR, MINUTE, midnight, minutesOf, startOf, weekday } from '#contract/kernel/time'

/** When work is done. */
export interface Calendar {
  /** ISO weekdays. */
  days: readonly number[]
  /** Clock times such as `08:00`; nothing is done where the first is not before the second. */
  opensAt: string
  closesAt: string
  /** Days off whatever the weekday, such as `2026-10-08`; the organisation's own word goes before the official one. */
  holidays: readonly string[]
  /** Days of work whatever the weekday. */
  workdays: readonly string[]
}

/** Nothing is waited for longer: whoever works one day a year is not. */
const MOST_DAYS = 10_000

const SUNDAY = 7
const FRIDAY = 5

/** True when work is done on a day such as `2026-10-01`: official holidays are as Sundays, make-up days as weekdays. */
export function isWorkingDay(
  day: string,
  { days, holidays, workdays }: Pick<Calendar, 'days' | 'holidays' | 'workdays'>,
): boolean {
  if (holidays.includes(day)) return false
  if (workdays.includes(day)) return true
  const official = officialDay(day)
  if (official === 'holiday') return days.includes(SUNDAY)
  if (official === 'workday') return days.some(one => one <= FRIDAY)
  return days.includes(weekday(startOf(day)))
}

/** The moment at which so many working hours have passed; none where there is no time to work at all. */
export function addWorkingHours(from: Date, hours: number, calendar: Calendar): Date | undefined {
  const [opening, closing] = [minutesOf(calendar.opensAt) * MINUTE, minutesOf(calendar.closesAt) * MINUTE]
  let left = hours * HOUR
  for (let day = midnight(from), last = day + MOST_DAYS * DAY; day < last; day += DAY) {
    const opens = Math.max(day + opening, +from)
    const open = Math.max(0, day + closing - opens)
    if (!open || !isWorkingDay(dateOf(day), calendar)) continue
    if (open >= left) return new Date(opens + left)
    left -= open
  }
  return undefined
}

/** Days by name of the occasion, such as `2026-10-01`. */
interface OfficialDays {
  holidays: Record<string, string>
  workdays: Record<string, string>
}

/** Loaded when first used: few operations ask for working days, and the list of years is long. */
const officialDays = (): OfficialDays => require('chinese-days/dist/chinese-days.json')

/**
 * The kind of a day by the State Council's notice; undefined for ordinary days, and for years whose notice the list
 * lacks. The package's data is read because its functions depend on the machine's time zone.
 */
function officialDay(day: string): 'holiday' | 'workday' | undefined {
  const { holidays, workdays } = officialDays()
  if (Object.hasOwn(workdays, day)) return 'workday'
  return Object.hasOwn(holidays, day) ? 'holiday' : undefined
}
