import type { Category, Settings, Ticket } from '../model'

/**
 * When somebody higher is told that `ticket.state`, reached at `now` or told of `ticket.overdue` times since, goes on
 * too long; undefined while nobody has to hurry, and after the last rung.
 */
export function nextEscalation(
  _ticket: Pick<Ticket, 'state' | 'overdue' | 'timeline'>,
  _category: Category | undefined,
  _settings: Settings | undefined,
  _now: Date,
): Date | undefined {
  return undefined
}
