import { _ } from '../../kernel/cloud'
import { each } from '../../kernel/jobs'
import { CLOCK } from '../stock/store'
import { step } from './domain'
import { type Loaded, loadAll, NO_SHELF, save } from './store'

/** How many tickets one run takes on; the next run goes on with the others. */
const AT_ONCE = 50

/** Closes what was mended long enough ago; interrupted anywhere, or run twice at once, each closes once. */
export const closeMended = async (now: Date): Promise<number> =>
  each(await loadAll({ closesAt: _.lte(now) }, AT_ONCE, NO_SHELF), found => close(found, now))

async function close(found: Loaded, now: Date): Promise<boolean> {
  const { ticket } = found
  const id = `${ticket._id}-close-${ticket.version}`
  return save(ticket, step(ticket, { id, action: 'close', by: CLOCK, at: now }, found), [])
}
