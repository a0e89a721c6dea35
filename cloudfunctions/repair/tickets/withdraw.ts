import { WORKER_GONE } from '#contract/repair.messages'
import { releaseDeparted } from '../../kernel/departed'
import { forEachSettled } from '../../kernel/jobs'
import { step } from '../domain'
import type { Ticket } from '../model'
import { CLOCK } from '../stock/store'
import { tickets } from '../tables'
import { notificationsFor } from './notifications'
import { type Loaded, loadAll, NO_SHELF, save } from './store'
import { withTerms } from './terms'

/** Tickets of one worker that one run takes on. */
const TICKETS_PER_RUN = 50

/** Returns the open tickets of workers who are gone to the dispatchers. */
export const withdrawFromDeparted = releaseDeparted<Ticket>({
  rows: tickets,
  match: () => ({ list: 'waitingRepair' }),
  path: 'worker.id',
  duty: 'repair.worker',
  async release(workerId, now) {
    const open = await loadAll({ 'worker.id': workerId, list: 'waitingRepair' }, TICKETS_PER_RUN, NO_SHELF)
    return (await forEachSettled(open, found => withdraw(found, now))) > 0
  },
})

function withdraw(found: Loaded, now: Date): Promise<boolean> {
  const { ticket } = found
  const id = `${ticket._id}-withdraw-${ticket.version}`
  const fact = { id, action: 'withdraw', by: CLOCK, at: now } as const
  const after = withTerms(ticket, step(ticket, { ...fact, brings: { words: WORKER_GONE } }, found))
  return save(ticket, after, notificationsFor(after, { ...fact, words: WORKER_GONE }, found))
}
