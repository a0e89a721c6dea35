import { repairPages } from '#contract/features/repair'
import { escalated, type TicketList } from '#contract/repair'
import { _ } from '../../kernel/data/cloud'
import { withEvents } from '../../kernel/events/carry'
import { todoKey } from '../../kernel/events/event'
import { members, SYSTEM } from '../../kernel/identity/actor'
import { dueJob } from '../../kernel/jobs'
import { type Message, withMessages } from '../../kernel/messages/message'
import { nextEscalation } from '../deadline'
import type { Step, Ticket } from '../model'
import { tickets } from '../tables'
import { eventFor, nextKind } from '../todos'
import { type Loaded, loadAll, NO_SHELF } from './store'

/**
 * Tells the members of the next rung of tickets that wait too long, and sets the time of the rung after it. Today's
 * rules decide: they may have changed since the time was set. Of runs at the same time one writes; a ticket that has had
 * its next step meanwhile is left alone.
 */
export const escalate = dueJob(
  (now, limit) => loadAll({ escalatesAt: _.lte(now) }, limit, NO_SHELF),
  async (found, now) => {
    const { ticket, category, settings } = found
    const due = nextEscalation(ticket, category, settings)
    if (due && due <= now) return escalateTicket(found, now)
    const { _id, version } = ticket
    const after = { ...ticket, escalatesAt: due, version: version + 1 }
    return tickets.update(
      { _id, version },
      { escalatesAt: due ?? _.remove(), version: version + 1, ...withEvents([eventFor(after)]) },
    )
  },
)

/** States in which a ticket waits for somebody. */
const OPEN: TicketList[] = ['waitingDispatch', 'waitingRepair']

/**
 * Makes open tickets due, so that the next run computes the time of their next rung by the rules of then.
 * @param categoryId default: the tickets of every category
 */
export const reviewEscalations = (categoryId?: string): Promise<number> =>
  tickets.updateAll(
    { list: _.in(OPEN), ...(categoryId && { 'category.id': categoryId }) },
    { escalatesAt: new Date(0) },
  )

async function escalateTicket({ ticket, category, settings }: Loaded, now: Date): Promise<boolean> {
  const { _id, version, state, overdue } = ticket
  const by = { id: SYSTEM._id, name: '系统' }
  const step: Step = { id: `${_id}-escalate-${version}`, at: now, action: 'escalate', by, to: state }
  const next = nextEscalation({ ...ticket, overdue: overdue + 1 }, category, settings)
  const ladder = category?.ladder ?? []
  const to = await activeOf(ladder[overdue]?.members ?? [])
  const messages = notificationsFor(ticket, { to, isLast: overdue + 1 >= ladder.length }, step)
  const after = {
    ...ticket,
    overdue: overdue + 1,
    version: version + 1,
    timeline: [...ticket.timeline, step],
  }
  return tickets.update(
    { _id, version },
    {
      overdue: overdue + 1,
      version: version + 1,
      timeline: _.push([step]),
      escalatesAt: next ?? _.remove(),
      ...withMessages(messages),
      ...withEvents([eventFor({ ...after, escalatesAt: next })]),
    },
  )
}

/** The ids of active members, in their order. */
async function activeOf(ids: string[]): Promise<string[]> {
  if (!ids.length) return []
  const found = await members.find({ _id: _.in(ids), state: 'active' }, ids.length)
  return ids.filter(id => found.some(({ _id }) => _id === id))
}

const toDispatchers = {
  duty: 'repair.dispatcher',
  digest: { kind: 'repair.escalated', page: repairPages.board },
} as const

/** Messages to the members of the rung, or to the dispatchers if none is left; the last rung adds administrators. */
function notificationsFor(
  ticket: Ticket,
  { to, isLast }: { to: string[]; isLast: boolean },
  { id, at }: Step,
): Message[] {
  const { _id, number, summary, state, overdue } = ticket
  const kind = nextKind(ticket)
  const message = {
    deduplicationKey: id,
    feature: 'repair',
    at,
    ...escalated(number, summary, state, overdue + 1),
    page: repairPages.ticket(_id),
    digest: { kind: 'repair.escalated' },
    ...(kind && { todo: todoKey('repair', _id, kind) }),
  }
  const first: Message = { ...message, id, to, ...(!to.length && toDispatchers) }
  const last: Message = { ...message, id: `${id}-last`, to: [], duty: 'repair.admin' }
  return isLast ? [first, last] : [first]
}
