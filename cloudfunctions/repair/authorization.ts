import type { Duty } from '#contract/features/index'
import { refuse } from '#contract/kernel/errors'
import type { TicketAction } from '#contract/repair'
import type { Member } from '../kernel/identity/member'
import { asOf, isFitting, isTooSoon } from './domain'
import type { Category, Ticket } from './model'
import { ACTIONS, type Part, TRANSITIONS } from './transitions'

export const hasDuty = (actor: Member, duty: Duty): boolean => actor.duties.some(held => held.duty === duty)

/** Roles of the actor on this ticket: the buttons of each are theirs. */
function partsOf(ticket: Ticket, actor: Member): Part[] {
  const parts: Part[] = []
  if (ticket.reporter.id === actor._id) parts.push('reporter')
  if (hasDuty(actor, 'repair.dispatcher')) parts.push('dispatcher')
  if (ticket.worker?.id === actor._id && hasDuty(actor, 'repair.worker')) parts.push('worker')
  if (ticket.materials.length && hasDuty(actor, 'repair.keeper')) parts.push('keeper')
  return parts
}

/** Losing the duty of a worker ends this right, too. */
const wasSent = ({ timeline }: Ticket, actor: Member): boolean =>
  hasDuty(actor, 'repair.worker') && timeline.some(({ worker }) => worker?.id === actor._id)

/** Whether the actor has, or had, a part in the ticket; for others it does not exist. */
export const canRead = (ticket: Ticket, actor: Member, ladder: Category['ladder'] = []): boolean =>
  partsOf(ticket, actor).length > 0 ||
  wasSent(ticket, actor) ||
  hasDuty(actor, 'repair.admin') ||
  wasEscalatedTo(ticket, ladder, actor)

/** Members of the ladder may read tickets that were escalated to them. */
const wasEscalatedTo = ({ timeline }: Ticket, ladder: Category['ladder'], { _id }: Member): boolean =>
  timeline.some(({ action }) => action === 'escalate') && ladder.some(({ members }) => members.includes(_id))

/** Notes are between workers and dispatchers. */
export const canReadNotes = (ticket: Ticket, actor: Member): boolean =>
  wasSent(ticket, actor) || hasDuty(actor, 'repair.dispatcher') || hasDuty(actor, 'repair.admin')

/** True for the dispatchers and the present worker, who have to reach the reporter, and for the reporter. */
export const canCall = (ticket: Ticket, actor: Member): boolean =>
  partsOf(ticket, actor).some(part => part !== 'keeper')

/** Actions open to the actor now: exactly the buttons that work. */
export function actionsOf(ticket: Ticket, actor: Member, now: Date): TicketAction[] {
  const parts = partsOf(ticket, actor)
  const { state } = asOf(ticket, now)
  return ACTIONS.filter(action => {
    const { by, from } = TRANSITIONS[action]
    return (
      parts.includes(by) &&
      from.includes(state) &&
      isFitting(action, ticket) &&
      !isTooSoon(action, ticket, now)
    )
  })
}

/** Refuses NOT_FOUND to an actor without a part in the ticket, REPAIR_NOT_YOURS to one with another part. */
export function authorize(ticket: Ticket, action: TicketAction, actor: Member): void {
  if (!canRead(ticket, actor)) refuse('NOT_FOUND')
  const { by } = TRANSITIONS[action]
  // A worker who is no longer sent is refused by the state, which says what happened.
  if (!partsOf(ticket, actor).includes(by) && !(by === 'worker' && wasSent(ticket, actor)))
    refuse('REPAIR_NOT_YOURS')
}

/** True when the table has the action for this actor now. */
export const isPossible = (ticket: Ticket, action: TicketAction, actor: Member, now: Date): boolean =>
  partsOf(ticket, actor).includes(TRANSITIONS[action].by) &&
  TRANSITIONS[action].from.includes(asOf(ticket, now).state)
