import { SYSTEM } from '../../kernel/actor'
import { _ } from '../../kernel/cloud'
import type { Material, Movement, Ticket } from '../model'
import { materials, moving } from './store'

/** Ticket as far as the shelf is concerned. */
export type Asking = Pick<Ticket, '_id' | 'number' | 'materials'>
type By = Movement['by']

const TRIES = 4
/** Nobody in particular: what the clock does. */
export const CLOCK: By = { id: SYSTEM._id, name: '系统' }

const held = (ticketId: string) => `held.${ticketId}`

/**
 * Sets aside what the accepted ticket asks for, each material in one conditional update, as far as the shelf goes. To
 * be called after the ticket is written; repeating it changes nothing. Who dies in between leaves the rest to the timer.
 */
export async function reserve(ticket: Asking, by: By, now: Date): Promise<void> {
  await Promise.all(ticket.materials.map(({ materialId, asked }) => setAside(ticket, materialId, asked, by, now)))
}
