import type { Duty } from '#contract/features/index'
import { refuse } from '#contract/kernel/errors'
import { DAY } from '#contract/kernel/time'
import { REOPEN_DAYS, type TicketAction, type TicketList, type TicketState } from '#contract/repair'
import type { Member } from '../kernel/identity/member'
import { nextEscalation } from './deadline'
import type { Category, Settings, Step, Ticket } from './model'
import { ACTIONS, type Brought, type Part, TRANSITIONS } from './transitions'

const LISTS: Partial<Record<TicketState, TicketList>> = {
  submitted: 'waitingDispatch',
  accepted: 'waitingDispatch',
  dispatched: 'waitingRepair',
  started: 'waitingRepair',
  finished: 'done',
  rated: 'done',
  closed: 'done',
}

/** By what lists find the ticket: none for what was refused or cancelled. */
const listFields = ({ state, place }: Pick<Ticket, 'state' | 'place'>): Pick<Ticket, 'list' | 'openAt'> => {
  const list = LISTS[state]
  return { list, openAt: list && list !== 'done' ? place.id : undefined }
}

/** The state in which the steps leave a ticket. */
export const replay = (timeline: readonly Step[]): TicketState | undefined => timeline.at(-1)?.to

export const hasDuty = (actor: Member, duty: Duty): boolean => actor.duties.some(held => held.duty === duty)

/** Whose buttons the actor may press on this ticket. */
function partsOf(ticket: Ticket, actor: Member): Part[] {
  const parts: Part[] = []
  if (ticket.reporter.id === actor._id) parts.push('reporter')
  if (hasDuty(actor, 'repair.dispatcher')) parts.push('dispatcher')
  if (ticket.worker?.id === actor._id && hasDuty(actor, 'repair.worker')) parts.push('worker')
  if (ticket.materials.length && hasDuty(actor, 'repair.keeper')) parts.push('keeper')
  return parts
}

/** Who does not mend any more has lost that part, too. */
const wasSent = ({ timeline }: Ticket, actor: Member): boolean =>
  hasDuty(actor, 'repair.worker') && timeline.some(({ worker }) => worker?.id === actor._id)

/** True for everybody who has, or had, something to do with the ticket; to others it does not exist. */
export const canRead = (ticket: Ticket, actor: Member, ladder: Category['ladder'] = []): boolean =>
  partsOf(ticket, actor).length > 0 ||
  wasSent(ticket, actor) ||
  hasDuty(actor, 'repair.admin') ||
  wasEscalatedTo(ticket, ladder, actor)

/** Who was told that it waits too long may see what waits. */
const wasEscalatedTo = ({ timeline }: Ticket, ladder: Category['ladder'], { _id }: Member): boolean =>
  timeline.some(({ action }) => action === 'escalate') && ladder.some(({ members }) => members.includes(_id))

/** Notes are between those who mend. */
export const canReadNotes = (ticket: Ticket, actor: Member): boolean =>
  wasSent(ticket, actor) || hasDuty(actor, 'repair.dispatcher') || hasDuty(actor, 'repair.admin')

/** Who has to reach the reporter, besides themselves: the dispatchers and whose task it is. */
export const canCall = (ticket: Ticket, actor: Member): boolean =>
  partsOf(ticket, actor).some(part => part !== 'keeper')

/** What the ticket has become by the mere passing of time. */
export const asOf = (ticket: Ticket, now: Date): Ticket =>
  ticket.closesAt && ticket.closesAt <= now ? { ...ticket, state: 'closed' } : ticket

const isOwnWork = ({ reporter, worker }: Ticket): boolean => reporter.id === worker?.id

/** Further conditions of buttons, besides state and part. */
function isFitting(action: TicketAction, ticket: Ticket): boolean {
  if (action === 'rate') return !isOwnWork(ticket)
  if (action === 'return') return ticket.materials.some(({ issued, returned }) => issued > returned)
  return true
}

/** What the actor may do with the ticket now: exactly the buttons that work. */
export function actionsOf(ticket: Ticket, actor: Member, now: Date): TicketAction[] {
  const parts = partsOf(ticket, actor)
  const { state } = asOf(ticket, now)
  return ACTIONS.filter(action => {
    const { by, from } = TRANSITIONS[action]
    return parts.includes(by) && from.includes(state) && isFitting(action, ticket)
  })
}

/** Refuses NOT_FOUND to who has no part in the ticket, REPAIR_NOT_YOURS to who has another one. */
export function authorize(ticket: Ticket, action: TicketAction, actor: Member): void {
  if (!canRead(ticket, actor)) refuse('NOT_FOUND')
  const { by } = TRANSITIONS[action]
  // Who was sent, and is not any more, learns it from the state.
  if (!partsOf(ticket, actor).includes(by) && !(by === 'worker' && wasSent(ticket, actor)))
    refuse('REPAIR_NOT_YOURS')
}

/** True when the table has the action for this actor now. */
export const isPossible = (ticket: Ticket, action: TicketAction, actor: Member, now: Date): boolean =>
  partsOf(ticket, actor).includes(TRANSITIONS[action].by) &&
  TRANSITIONS[action].from.includes(asOf(ticket, now).state)

/** What a report says, before it is a ticket. */
export type Draft = Omit<
  Ticket,
  | 'state'
  | 'list'
  | 'openAt'
  | 'version'
  | 'changedAt'
  | 'timeline'
  | 'materials'
  | 'abandoned'
  | 'overdue'
  | 'escalatesAt'
>

/** As a document: without fields that have no value. */
export const toDocument = (ticket: Ticket): Ticket =>
  Object.fromEntries(Object.entries(ticket).filter(([, value]) => value !== undefined)) as unknown as Ticket

/** The first step of every ticket. */
export function createTicket(
  draft: Draft,
  { id, by }: Pick<StepFacts, 'id' | 'by'>,
  rules: TicketRules,
): Ticket {
  const at = draft.at
  const ticket: Ticket = {
    ...draft,
    state: 'submitted',
    version: 1,
    changedAt: at,
    overdue: 0,
    materials: [],
    abandoned: [],
    timeline: [{ id, at, action: 'create', by, to: 'submitted' }],
  }
  return toDocument(withEscalation({ ...ticket, ...listFields(ticket) }, rules))
}

/** One press, by the clock where `by` is nobody the ticket knows. */
export interface StepFacts {
  /** The same for the same press. */
  id: string
  action: TicketAction
  by: Step['by']
  at: Date
  brings?: Brought
}

/** By which rules a ticket escalates, and who gets its mails. */
export interface TicketRules {
  /** None where somebody deleted it by hand: that must not keep the ticket, or the clock, from going on. */
  category?: Category
  settings: Settings
}

/**
 * The ticket after the press; whether the actor may is for `authorize` and `possible`. Refuses REPAIR_WRONG_STATE,
 * REPAIR_OWN_WORK, WORKER_UNAVAILABLE, and INVALID_INPUT for what is missing.
 */
export function step(ticket: Ticket, press: StepFacts, rules: TicketRules): Ticket {
  check(ticket, press)
  const { id, action, at, by, brings: { words, ...facts } = {} } = press
  const to = TRANSITIONS[action].to ?? ticket.state
  const entry: Step = {
    id,
    at,
    action,
    by,
    to,
    ...(words && { words }),
    ...(facts.worker && { worker: { id: facts.worker.id, name: facts.worker.name } }),
  }
  const after = { ...ticket, ...facts, ...effectsOf(ticket, press), state: to }
  const next = {
    ...after,
    ...listFields(after),
    timeline: [...ticket.timeline, entry],
    version: ticket.version + 1,
    changedAt: at,
  }
  return TRANSITIONS[action].to ? withEscalation(next, rules) : next
}

/** Refuses what the table does not have, and what the step lacks. */
function check(ticket: Ticket, { action, at, brings = {} }: StepFacts): void {
  const { from, needs = [], by } = TRANSITIONS[action]
  const missing = needs.find(field => !brings[field])
  if (missing) refuse('INVALID_INPUT', { field: missing })
  // The clock itself closes what only seems to be closed until then.
  const { state } = by === 'clock' ? ticket : asOf(ticket, at)
  if (!from.includes(state)) refuse('REPAIR_WRONG_STATE')
  if (action === 'rate' && isOwnWork(ticket)) refuse('REPAIR_OWN_WORK')
  if (!isFitting(action, ticket)) refuse('REPAIR_WRONG_STATE')
  const gaveUp = ticket.abandoned.some(({ id }) => id === brings.worker?.id)
  if (gaveUp) refuse('WORKER_UNAVAILABLE', { field: 'workerId' })
}

/** Each step forward starts the clock of escalation anew. */
function withEscalation(ticket: Ticket, { category, settings }: TicketRules): Ticket {
  const fresh = { ...ticket, overdue: 0 }
  return { ...fresh, escalatesAt: nextEscalation(fresh, category, settings) }
}

/** What a step changes besides the state and what it brings. */
function effectsOf({ abandoned }: Ticket, { action, at, by, brings }: StepFacts): Partial<Ticket> {
  switch (action) {
    case 'accept':
      return { acceptedAt: at }
    case 'abandon':
      return { abandoned: [...abandoned, { ...by, reason: brings!.words!, at }], worker: undefined }
    case 'finish':
      return { finishedAt: at, closesAt: new Date(+at + REOPEN_DAYS * DAY) }
    case 'reopen':
      return { worker: undefined, finishedAt: undefined, closesAt: undefined, rating: undefined }
    case 'close':
      return { closesAt: undefined }
    default:
      return {}
  }
}
