import { DAY, dateOf, HOUR, MINUTE, midnight, minutesOf, weekday } from '#contract/kernel/time'
import type { TicketAction, TicketState } from '#contract/repair'
import type { Category, Settings, Ticket } from './model'

type Hours = Pick<Category, 'opensAt' | 'closesAt' | 'days'>

/** While somebody of ours has to do the next step; while the reporter is waited for, or all is over, no clock runs. */
const RUNNING: ReadonlySet<TicketState> = new Set(['submitted', 'accepted', 'dispatched', 'started'])

/** Not the step that was waited for. */
const BESIDES: ReadonlySet<TicketAction> = new Set(['note', 'issue', 'return', 'escalate'])

/**
 * When the next rung of the category's ladder is due: so many working hours after the last step; none while nobody
 * has to hurry, or when all rungs (`ticket.overdue`) were told. A step puts `overdue` back to 0.
 * @param ticket after the step, which is in its timeline
 * @param category none where somebody deleted it by hand
 */
export function nextEscalation(
  { state, overdue, timeline }: Pick<Ticket, 'state' | 'overdue' | 'timeline'>,
  category: (Pick<Category, 'ladder'> & Hours) | undefined,
  { holidays }: Pick<Settings, 'holidays'>,
): Date | undefined {
  const rung = category?.ladder[overdue]
  const step = timeline.filter(({ action }) => !BESIDES.has(action)).at(-1)
  if (!category || !rung || !step || !RUNNING.has(state)) return undefined
  return afterWorkingHours(step.at, rung.hours, category, holidays)
}

/** Search bound in days, for calendars with hardly any working days. */
const MOST_DAYS = 10_000

/** The moment after the given working hours; undefined if the calendar has too few of them. */
export function afterWorkingHours(
  from: Date,
  hours: number,
  { opensAt, closesAt, days }: Hours,
  holidays: readonly string[],
): Date | undefined {
  let left = hours * HOUR
  for (let day = midnight(from), last = day + MOST_DAYS * DAY; day < last; day += DAY) {
    if (!days.includes(weekday(day)) || holidays.includes(dateOf(day))) continue
    const opens = Math.max(day + minutesOf(opensAt) * MINUTE, +from)
    const open = Math.max(0, day + minutesOf(closesAt) * MINUTE - opens)
    if (open >= left) return new Date(opens + left)
    left -= open
  }
  return undefined
}
