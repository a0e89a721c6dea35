import type { Material, Movement, Ticket } from '../model'
import { materials } from '../tables'
import { applyMovement, hasId, MAX_ATTEMPTS } from './store'

/** The part of a ticket that stock needs. */
export type ReservingTicket = Pick<Ticket, '_id' | 'number' | 'materials'>

/** The actor and the moment of a movement. */
export type MovementBy = Pick<Movement, 'by' | 'at'>

/** The movement's id, derived from the ticket, since a ticket reserves a material once. */
export const reservationId = (ticketId: string): string => `${ticketId}-reserve`

/**
 * Reserves what the accepted ticket asks for, as far as stock goes: one call per material, more in a race.
 * Callers write the ticket first and call this on retries, too, since it takes effect once; the timer
 * completes it where no retry comes.
 * @param shelf the requested materials, as read with the ticket
 * @returns the materials afterwards
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
    // The movement may be in the ledger by now, but `held` still shows it.
    if (count <= 0 || material.held[id] || hasId(material.movements, movement)) break
    const after = await applyMovement(material, movement, { out: 0, reserve: count })
    if (after) return after
    material = (await materials.first({ _id: material._id })) ?? material
  }
  return material
}

/** Releases what is still reserved for an ended ticket; of several calls at once, one succeeds. */
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
