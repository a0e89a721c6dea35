import { _ } from '../../kernel/cloud'
import { CLOCK } from '../stock/store'
import { step } from './domain'
import { loadAll, NO_SHELF, save } from './store'

/** How many tickets one run takes on; the next run goes on with the others. */
const AT_ONCE = 50

/** Closes what was mended long enough ago; interrupted anywhere, or run twice at once, each closes once. */
export async function closeMended(now: Date): Promise<number> {
  let closed = 0
  for (const found of await loadAll({ closesAt: _.lte(now) }, AT_ONCE, NO_SHELF)) {
    const { ticket } = found
    const id = `${ticket._id}-close-${ticket.version}`
    const after = step(ticket, { id, action: 'close', by: CLOCK, at: now }, found)
    if (await save(ticket, after, [])) closed++
  }
  return closed
}
