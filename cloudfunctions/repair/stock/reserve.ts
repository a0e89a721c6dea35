import type { Material, Movement, Ticket } from '../model'
import { materials } from '../tables'
import { applyMovement, hasId, MAX_ATTEMPTS } from './store'

/** A ticket as far as the shelf is concerned. */
export type ReservingTicket = Pick<Ticket, '_id' | 'number' | 'materials'>

/** Who, and when. */
export type MovementBy = Pick<Movement, 'by' | 'at'>

/** What is set aside for a ticket is set aside once. */
export const reservationId = (ticketId: string): string => `${ticketId}-reserve`

/**
 * Sets aside what the accepted ticket asks for, as far as the shelf goes: one call a material, more where others take
 * it at the same time. To be called after the ticket is written, also when the press is repeated: it happens once. What
 * nobody repeats the timer does. Answers the materials as they are then.
 * @param shelf the materials asked for, as they were read with the ticket
 */
export async function reserve(
  ticket: ReservingTicket,
  shelf: Material[],
  press: MovementBy,
): Promise<Material[]> {
  return Promise.all(shelf.map(material => reserveOne(ticket, material, press)))
}

async function reserveOne(
  ticket: ReservingTicket,
  read: Material,
  { by, at }: MovementBy,
): Promise<Material> {
  const { _id: id, number, materials: asked } = ticket
  const line = asked.find(({ materialId }) => materialId === read._id)
  const wanted = line ? line.asked - line.issued : 0
  let material = read
  for (let tries = 0; tries < MAX_ATTEMPTS; tries++) {
    const count = Math.min(wanted, material.available)
    const facts = { id: reservationId(id), at, by, kind: 'reserve', count } as const
    const movement = { ...facts, ticket: { id, number } }
    // Also when the movement has gone to the ledger: what is held says that it was made.
    if (count <= 0 || material.held[id] || hasId(material.movements, movement)) break
    const after = await applyMovement(material, movement, { out: 0, reserve: count })
    if (after) return after
    material = (await materials.first({ _id: material._id })) ?? material
  }
  return material
}

/** Puts back what is still set aside for a ticket that is over; of several at once, one does. */
export async function release(
  ticket: Pick<Ticket, '_id' | 'number'>,
  material: Material,
  { by, at }: MovementBy,
): Promise<boolean> {
  const count = material.held[ticket._id]
  if (!count) return false
  const movement: Movement = {
    id: `${ticket._id}-release-${material.version}`,
    at,
    by,
    kind: 'release',
    count,
    ticket: { id: ticket._id, number: ticket.number },
  }
  return (await applyMovement(material, movement, { out: 0, reserve: -count })) !== null
}
