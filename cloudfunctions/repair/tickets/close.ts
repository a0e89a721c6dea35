import { _ } from '../../kernel/data/cloud'
import { forEachSettled } from '../../kernel/jobs'
import { step } from '../domain'
import { CLOCK } from '../stock/store'
import { type Loaded, loadAll, NO_SHELF, save } from './store'

/** How many tickets one run takes on; the next run goes on with the others. */
const TICKETS_PER_RUN = 50

/** Closes what was mended long enough ago; interrupted anywhere, or run twice at once, each closes once. */
export const closeFinished = async (now: Date): Promise<number> =>
  forEachSettled(await loadAll({ closesAt: _.lte(now) }, TICKETS_PER_RUN, NO_SHELF), found =>
    close(found, now),
  )

async function close(found: Loaded, now: Date): Promise<boolean> {
  const { ticket } = found
  const id = `${ticket._id}-close-${ticket.version}`
  return save(ticket, step(ticket, { id, action: 'close', by: CLOCK, at: now }, found), [])
}
