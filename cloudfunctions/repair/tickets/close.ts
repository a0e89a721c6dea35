import { _ } from '../../kernel/data/cloud'
import { dueJob } from '../../kernel/jobs'
import { step } from '../domain'
import { CLOCK } from '../stock/store'
import { type Loaded, loadAll, NO_SHELF, save } from './store'

/** Closes what was mended long enough ago. */
export const closeFinished = dueJob((now, limit) => loadAll({ closesAt: _.lte(now) }, limit, NO_SHELF), close)

async function close(found: Loaded, now: Date): Promise<boolean> {
  const { ticket } = found
  const id = `${ticket._id}-close-${ticket.version}`
  return save(ticket, step(ticket, { id, action: 'close', by: CLOCK, at: now }, found), [])
}
