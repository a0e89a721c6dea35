import { refuse } from '#contract/kernel/errors'
import { DAY, HOUR } from '#contract/kernel/time'
import {
  REOPEN_DAYS,
  type TicketAction,
  type TicketList,
  type TicketState,
  URGE_HOURS,
} from '#contract/repair'
import { definedFields } from '../kernel/fields'
import { nextEscalation } from './deadline'
import type { Category, Settings, Step, Ticket } from './model'
import { type Brought, TRANSITIONS } from './transitions'

const LISTS: Partial<Record<TicketState, TicketList>> = {
  submitted: 'waitingDispatch',
  accepted: 'waitingDispatch',
  dispatched: 'waitingRepair',
  started: 'waitingRepair',
  finished: 'done',
  rated: 'done',
  closed: 'done',
}

/** Fields by which lists find the ticket; empty for one that was refused or cancelled. */
const listFields = ({ state, place }: Pick<Ticket, 'state' | 'place'>): Pick<Ticket, 'list' | 'openAt'> => {
  const list = LISTS[state]
  return { list, openAt: list && list !== 'done' ? place.id : undefined }
}

/** The state in which the steps leave a ticket. */
export const replay = (timeline: readonly Step[]): TicketState | undefined => timeline.at(-1)?.to

/** The ticket with the state that the passing of time gives it. */
export const asOf = (ticket: Ticket, now: Date): Ticket =>
  ticket.closesAt && ticket.closesAt <= now ? { ...ticket, state: 'closed' } : ticket

const isOwnWork = ({ reporter, worker }: Ticket): boolean => reporter.id === worker?.id

/** Further conditions of buttons, besides state and part. */
export function isFitting(action: TicketAction, ticket: Ticket): boolean {
  if (action === 'rate') return !isOwnWork(ticket)
  if (action === 'return') return ticket.materials.some(({ issued, returned }) => issued > returned)
  return true
}

/** A reporter who has just been served or has just urged waits before urging. */
export const isTooSoon = (action: TicketAction, { changedAt }: Ticket, now: Date): boolean =>
  action === 'urge' && +now - +changedAt < URGE_HOURS * HOUR

/** Fields of a report, before it is a ticket. */
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
  return definedFields(withEscalation({ ...ticket, ...listFields(ticket) }, rules))
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
 * REPAIR_OWN_WORK, REPAIR_TOO_SOON, WORKER_UNAVAILABLE, and INVALID_INPUT for what is missing.
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
  if (isTooSoon(action, ticket, at)) refuse('REPAIR_TOO_SOON')
  const gaveUp = ticket.abandoned.some(({ id }) => id === brings.worker?.id)
  if (gaveUp) refuse('WORKER_UNAVAILABLE', { field: 'workerId' })
}

/** Each step forward starts the clock of escalation anew. */
function withEscalation(ticket: Ticket, { category, settings }: TicketRules): Ticket {
  const fresh = { ...ticket, overdue: 0 }
  return { ...fresh, escalatesAt: nextEscalation(fresh, category, settings) }
}

/** Changes by a step besides the state and the fields of the press. */
function effectsOf(
  { abandoned, acceptedAt }: Ticket,
  { action, at, by, brings }: StepFacts,
): Partial<Ticket> {
  switch (action) {
    case 'accept':
      return { acceptedAt: at }
    case 'dispatch':
      return { acceptedAt: acceptedAt ?? at }
    case 'abandon':
      return { abandoned: [...abandoned, { ...by, reason: brings!.words!, at }], worker: undefined }
    case 'withdraw':
      return { worker: undefined }
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
