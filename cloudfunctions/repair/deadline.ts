import type { TicketAction, TicketState } from '#contract/repair'
import { addWorkingHours } from '../kernel/calendar'
import type { Category, Settings, Ticket } from './model'

type Hours = Pick<Category, 'opensAt' | 'closesAt' | 'days'>

/** While somebody of ours has to do the next step; while the reporter is waited for, or all is over, no clock runs. */
const RUNNING: ReadonlySet<TicketState> = new Set(['submitted', 'accepted', 'dispatched', 'started'])

/** Not the step that was waited for. */
const BESIDES: ReadonlySet<TicketAction> = new Set(['note', 'urge', 'issue', 'return', 'escalate'])

/** The moment by which the present step is due: its first escalation, past or to come. */
export function dueAtOf({
  escalatesAt,
  timeline,
}: Pick<Ticket, 'escalatesAt' | 'timeline'>): Date | undefined {
  const last = timeline.map(({ action }) => BESIDES.has(action)).lastIndexOf(false)
  return timeline.slice(last).find(({ action }) => action === 'escalate')?.at ?? escalatesAt
}

/**
 * The moment at which the next rung of the category's ladder is due: its working hours after the last step. Undefined
 * while the reporter has to act or the ticket is over, and when all rungs (`ticket.overdue`) have been escalated.
 * @param ticket after the step, which is in its timeline
 * @param category undefined where it was deleted by hand
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
