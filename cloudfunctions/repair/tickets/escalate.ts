import { repairPages } from '#contract/features/repair'
import { escalated } from '#contract/repair'
import { _ } from '../../kernel/data/cloud'
import { SYSTEM } from '../../kernel/identity/actor'
import { dueJob } from '../../kernel/jobs'
import { type Message, withMessages } from '../../kernel/messages/message'
import { nextEscalation } from '../deadline'
import type { Category, Step, Ticket } from '../model'
import { type Loaded, loadAll, NO_SHELF, tickets } from './store'

/**
 * Tells the members of the next rung of tickets that wait too long, and sets the time of the rung after it. Of runs at
 * the same time one writes; what has had its next step meanwhile is left alone.
 */
export const escalate = dueJob(
  (now, limit) => loadAll({ escalatesAt: _.lte(now) }, limit, NO_SHELF),
  escalateTicket,
)

function escalateTicket({ ticket, category, settings }: Loaded, now: Date): Promise<boolean> {
  const { _id, version, state, overdue } = ticket
  const by = { id: SYSTEM._id, name: '系统' }
  const step: Step = { id: `${_id}-escalate-${version}`, at: now, action: 'escalate', by, to: state }
  const next = nextEscalation({ ...ticket, overdue: overdue + 1 }, category, settings)
  return tickets.update(
    { _id, version },
    {
      overdue: overdue + 1,
      version: version + 1,
      timeline: _.push([step]),
      escalatesAt: next ?? _.remove(),
      ...withMessages(notificationsFor(ticket, category?.ladder ?? [], step)),
    },
  )
}

/** Messages to the members of the rung, or to the dispatchers if it names none; the last rung adds administrators. */
function notificationsFor(ticket: Ticket, ladder: Category['ladder'], { id, at }: Step): Message[] {
  const { _id, number, summary, state, overdue } = ticket
  const to = ladder[overdue]?.members ?? []
  const message = {
    feature: 'repair',
    at,
    ...escalated(number, summary, state, overdue + 1),
    page: repairPages.ticket(_id),
  }
  const first: Message = { ...message, id, to, ...(!to.length && { duty: 'repair.dispatcher' }) }
  const last: Message = { ...message, id: `${id}-last`, to: [], duty: 'repair.admin' }
  return overdue + 1 < ladder.length ? [first] : [first, last]
}
