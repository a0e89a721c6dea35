import { DAY, dateOf, HOUR, MINUTE, midnight, minutesOf, startOf, weekday } from '#contract/kernel/time'

/** Working days and hours. */
export interface Calendar {
  /** ISO weekdays: Monday 1 … Sunday 7. */
  days: readonly number[]
  /** Clock times such as `08:00`; there are no working hours if the first is not before the second. */
  opensAt: string
  closesAt: string
  /** The organisation's days off, such as `2026-10-08`; they override official make-up days. */
  holidays: readonly string[]
  /** The organisation's working days on any weekday; they override official holidays. */
  workdays: readonly string[]
}

/** Search bound in days, for calendars with hardly any working days. */
const MOST_DAYS = 10_000

const SUNDAY = 7
const FRIDAY = 5

/** True for a working day such as `2026-10-01`: official holidays count as Sundays, make-up days as weekdays. */
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

/** The moment after the given working hours; undefined if the calendar has too few of them. */
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

/** Days such as `2026-10-01` → name of the occasion. */
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
