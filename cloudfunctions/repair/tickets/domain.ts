import { refuse } from '#contract/kernel/errors'
import type { Duty } from '#contract/kernel/rpc'
import { DAY } from '#contract/kernel/time'
import { REOPEN_DAYS, type TicketAction, type TicketList, type TicketState } from '#contract/repair'
import type { Member } from '../../kernel/actor'
import { nextEscalation } from '../desk/escalation'
import type { Category, Settings, Step, Ticket } from '../model'
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
const standing = ({ state, place }: Pick<Ticket, 'state' | 'place'>): Pick<Ticket, 'list' | 'openAt'> => {
  const list = LISTS[state]
  return { list, openAt: list && list !== 'done' ? place.id : undefined }
}

/** The state in which the steps leave a ticket. */
export const replayed = (timeline: readonly Step[]): TicketState | undefined => timeline.at(-1)?.to

export const holds = (actor: Member, duty: Duty): boolean => actor.duties.some(held => held.duty === duty)

/** Whose buttons the actor may press on this ticket. */
function partsOf(ticket: Ticket, actor: Member): Part[] {
  const parts: Part[] = []
  if (ticket.reporter.id === actor._id) parts.push('reporter')
  if (holds(actor, 'repair.dispatcher')) parts.push('dispatcher')
  if (ticket.worker?.id === actor._id && holds(actor, 'repair.worker')) parts.push('worker')
  if (ticket.materials.length && holds(actor, 'repair.keeper')) parts.push('keeper')
  return parts
}

/** Who does not mend any more has lost that part, too. */
const wasSent = ({ timeline }: Ticket, actor: Member): boolean =>
  holds(actor, 'repair.worker') && timeline.some(({ worker }) => worker?.id === actor._id)

/** True for everybody who has, or had, something to do with the ticket; to others it does not exist. */
export const mayRead = (ticket: Ticket, actor: Member, ladder: Category['ladder'] = []): boolean =>
  partsOf(ticket, actor).length > 0 ||
  wasSent(ticket, actor) ||
  holds(actor, 'repair.admin') ||
  wasTold(ticket, ladder, actor)

/** Who was told that it waits too long may see what waits. */
const wasTold = ({ timeline }: Ticket, ladder: Category['ladder'], { _id }: Member): boolean =>
  timeline.some(({ action }) => action === 'escalate') && ladder.some(({ members }) => members.includes(_id))

/** Notes are between those who mend. */
export const readsNotes = (ticket: Ticket, actor: Member): boolean =>
  wasSent(ticket, actor) || holds(actor, 'repair.dispatcher') || holds(actor, 'repair.admin')

/** Who has to reach the reporter, besides themselves: the dispatchers and whose task it is. */
export const mayCall = (ticket: Ticket, actor: Member): boolean =>
  partsOf(ticket, actor).some(part => part !== 'keeper')

/** What the ticket has become by the mere passing of time. */
export const settled = (ticket: Ticket, now: Date): Ticket =>
  ticket.closesAt && ticket.closesAt <= now ? { ...ticket, state: 'closed' } : ticket

const ownWork = ({ reporter, worker }: Ticket): boolean => reporter.id === worker?.id

/** Further conditions of buttons, besides state and part. */
function inPlace(action: TicketAction, ticket: Ticket): boolean {
  if (action === 'rate') return !ownWork(ticket)
  if (action === 'return') return ticket.materials.some(({ issued, returned }) => issued > returned)
  return true
}

/** What the actor may do with the ticket now: exactly the buttons that work. */
export function actionsOf(ticket: Ticket, actor: Member, now: Date): TicketAction[] {
  const parts = partsOf(ticket, actor)
  const { state } = settled(ticket, now)
  return ACTIONS.filter(action => {
    const { by, from } = TRANSITIONS[action]
    return parts.includes(by) && from.includes(state) && inPlace(action, ticket)
  })
}

/** Refuses NOT_FOUND to who has no part in the ticket, REPAIR_NOT_YOURS to who has another one. */
export function authorize(ticket: Ticket, action: TicketAction, actor: Member): void {
  if (!mayRead(ticket, actor)) refuse('NOT_FOUND')
  const { by } = TRANSITIONS[action]
  // Who was sent, and is not any more, learns it from the state.
  if (!partsOf(ticket, actor).includes(by) && !(by === 'worker' && wasSent(ticket, actor)))
    refuse('REPAIR_NOT_YOURS')
}

/** True when the table has the action for this actor now. */
export const possible = (ticket: Ticket, action: TicketAction, actor: Member, now: Date): boolean =>
  partsOf(ticket, actor).includes(TRANSITIONS[action].by) &&
  TRANSITIONS[action].from.includes(settled(ticket, now).state)

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
export const stored = (ticket: Ticket): Ticket =>
  Object.fromEntries(Object.entries(ticket).filter(([, value]) => value !== undefined)) as unknown as Ticket

/** The first step of every ticket. */
export function created(draft: Draft, { id, by }: Pick<Press, 'id' | 'by'>, rules: Rules): Ticket {
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
  return onTheClock({ ...ticket, ...standing(ticket) }, rules)
}

/** One press, by the clock where `by` is nobody the ticket knows. */
export interface Press {
  /** The same for the same press. */
  id: string
  action: TicketAction
  by: Step['by']
  at: Date
  brings?: Brought
}

/** By which rules the clock of escalation runs. */
export interface Rules {
  /** None where somebody deleted it by hand: that must not keep the ticket, or the clock, from going on. */
  category?: Category
  settings: Pick<Settings, 'holidays'>
}

/**
 * The ticket after the press; whether the actor may is for `authorize` and `possible`. Refuses REPAIR_WRONG_STATE,
 * REPAIR_OWN_WORK, WORKER_UNAVAILABLE, and INVALID_INPUT for what is missing.
 */
export function step(ticket: Ticket, press: Press, rules: Rules): Ticket {
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
  const after = { ...ticket, ...facts, ...became(ticket, press), state: to }
  const next = {
    ...after,
    ...standing(after),
    timeline: [...ticket.timeline, entry],
    version: ticket.version + 1,
    changedAt: at,
  }
  return TRANSITIONS[action].to ? onTheClock(next, rules) : next
}

/** Refuses what the table does not have, and what the step lacks. */
function check(ticket: Ticket, { action, at, brings = {} }: Press): void {
  const { from, needs = [], by } = TRANSITIONS[action]
  const missing = needs.find(field => !brings[field])
  if (missing) refuse('INVALID_INPUT', { field: missing })
  // The clock itself closes what only seems to be closed until then.
  const { state } = by === 'clock' ? ticket : settled(ticket, at)
  if (!from.includes(state)) refuse('REPAIR_WRONG_STATE')
  if (action === 'rate' && ownWork(ticket)) refuse('REPAIR_OWN_WORK')
  if (!inPlace(action, ticket)) refuse('REPAIR_WRONG_STATE')
  const gaveUp = ticket.abandoned.some(({ id }) => id === brings.worker?.id)
  if (gaveUp) refuse('WORKER_UNAVAILABLE', { field: 'workerId' })
}

/** Each step forward starts the clock of escalation anew. */
function onTheClock(ticket: Ticket, { category, settings }: Rules): Ticket {
  const fresh = { ...ticket, overdue: 0 }
  return { ...fresh, escalatesAt: nextEscalation(fresh, category, settings) }
}

/** What a step changes besides the state and what it brings. */
function became({ abandoned }: Ticket, { action, at, by, brings }: Press): Partial<Ticket> {
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
