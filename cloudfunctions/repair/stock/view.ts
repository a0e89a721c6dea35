import { iso } from '#contract/kernel/time'
import type { MaterialUse, MaterialView, PreparationView } from '#contract/repair'
import type { Material, Ticket } from '../model'

/** The materials of a ticket, each with the count reserved for it. */
export const usesOf = (
  { _id, materials }: Pick<Ticket, '_id' | 'materials'>,
  shelf: Material[],
): MaterialUse[] =>
  materials.map(line => ({ ...line, reserved: shelfOf(shelf, line.materialId)?.held[_id] ?? 0 }))

const shelfOf = (shelf: Material[], id: string): Material | undefined => shelf.find(({ _id }) => _id === id)

/** The materials to issue for the ticket; `short` marks those with too little stock. */
export const preparationOf = (ticket: Ticket, shelf: Material[]): PreparationView => ({
  ticketId: ticket._id,
  number: ticket.number,
  place: [ticket.place.building, ticket.place.room].filter(Boolean).join(' '),
  ...(ticket.worker && { worker: ticket.worker.name }),
  materials: usesOf(ticket, shelf).map(use => ({
    ...use,
    short: use.asked - use.issued > use.reserved + (shelfOf(shelf, use.materialId)?.available ?? 0),
  })),
})

/** Movements shown with a material, the latest first. */
export const SHOWN_MOVEMENTS = 20

/** Makes the reply; materials leave the server through this function alone. */
export const materialView = ({
  _id,
  name,
  unit,
  stock,
  reserved,
  low,
  factsRev: version,
  movements,
}: Material): MaterialView => ({
  id: _id,
  name,
  unit,
  stock,
  reserved,
  low,
  isLow: stock < low,
  version,
  movements: movements
    .slice(-SHOWN_MOVEMENTS)
    .reverse()
    .map(({ at, by, kind, count, ticket, reason }) => ({
      at: iso(at),
      by: by.name,
      kind,
      count,
      ...(ticket && { ticket: ticket.number }),
      ...(reason && { reason }),
    })),
})
