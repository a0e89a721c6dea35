import type { TicketAction, TicketState } from '#contract/repair'
import { addWorkingHours } from '../kernel/calendar'
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
  { holidays, workdays = [] }: Pick<Settings, 'holidays' | 'workdays'>,
): Date | undefined {
  const rung = category?.ladder[overdue]
  const step = timeline.filter(({ action }) => !BESIDES.has(action)).at(-1)
  if (!category || !rung || !step || !RUNNING.has(state)) return undefined
  return addWorkingHours(step.at, rung.hours, { ...category, holidays, workdays })
}
