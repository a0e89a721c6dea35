import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import type { PreparationView, repair } from '#contract/repair'
import { $ } from '../../kernel/data/cloud'
import type { Context } from '../../kernel/serve'
import { authorize, isPossible } from '../authorization'
import type { Material, Movement, Ticket } from '../model'
import { tickets } from '../tables'
import { applyMovement, hasId, KEPT_FOR, MAX_ATTEMPTS, putBack } from './store'
import { recordMovement } from './ticket-entry'
import { preparationOf } from './view'

// A movement is written to two documents under one id, derived from the idempotency key. The material decides what can be
// issued, the ticket what can be returned; the one that decides is written first. A crash in between leaves the movement
// in one of them: a retry with the same key writes the other, and without a retry the timer does (`reconcile.ts`).

type Asked = Input<(typeof repair)['ops']['issue']>

interface TicketAndMaterial {
  ticket: Ticket
  material: Material
}

/** Issues material to a ticket: first the count reserved for it, then what is available to all. Refuses STOCK_SHORT. */
export const issue = (asked: Asked, context: Context): Promise<PreparationView> =>
  moveForTicket('issue', asked, context, async ({ ticket, material }, movement) => {
    const gone = material.movements.find(({ id }) => id === movement.id)
    const left = gone ? material : await takeOut(ticket, material, movement)
    const told = left && (await recordMovement(ticket, gone ?? movement, left, movement.at))
    return told && { ticket: told, material: left }
  })

async function takeOut(ticket: Ticket, material: Material, movement: Movement): Promise<Material | null> {
  const held = material.held[ticket._id] ?? 0
  const available = held + material.available
  if (movement.count > available) refuse('STOCK_SHORT', { field: 'count', details: { available } })
  const fromReserved = Math.min(held, movement.count)
  const effect = { out: movement.count, reserve: -fromReserved }
  return applyMovement(material, fromReserved ? { ...movement, fromReserved } : movement, effect)
}

/** Returns material of a ticket, up to the count issued to it. */
export const returnMaterial = (asked: Asked, context: Context): Promise<PreparationView> =>
  moveForTicket('return', asked, context, async ({ ticket, material }, movement) => {
    const told = hasId(ticket.timeline, movement) ? ticket : await giveBack(ticket, material, movement)
    const back = hasId(material.movements, movement) ? material : told && (await putBack(material, movement))
    return told && back && { ticket: told, material: back }
  })

async function giveBack(ticket: Ticket, material: Material, movement: Movement): Promise<Ticket | null> {
  const line = ticket.materials.find(({ materialId }) => materialId === material._id)
  if (movement.count > (line ? line.issued - line.returned : 0)) refuse('INVALID_INPUT', { field: 'count' })
  return recordMovement(ticket, movement, material, movement.at)
}

/** Loads, decides and writes until no other write comes in between; a write that a former attempt made is skipped. */
async function moveForTicket(
  kind: 'issue' | 'return',
  asked: Asked,
  { actor, now, newId }: Context,
  write: (look: TicketAndMaterial, movement: Movement) => Promise<TicketAndMaterial | null>,
): Promise<PreparationView> {
  const id = newId()
  const by = { id: actor._id, name: actor.name }
  for (let tries = 0; tries < MAX_ATTEMPTS; tries++) {
    const { ticket, material, shelf } = await loadTicketAndMaterial(asked)
    authorize(ticket, kind, actor)
    const moved = hasId(material.movements, { id })
    const recorded = ticket.timeline.find(step => step.id === id)
    // An issue is in the material before it is in the ticket. A return older than KEPT_FOR is in both: the timer has
    // completed it, and its movement may be in the ledger by now.
    if (recorded && (moved || kind === 'issue' || +now - +recorded.at >= KEPT_FOR))
      return preparationOf(ticket, shelf)
    if (!moved && !recorded && !isPossible(ticket, kind, actor, now))
      refuse('REPAIR_WRONG_STATE', { details: preparationOf(ticket, shelf) })
    const of = { id: ticket._id, number: ticket.number }
    const movement = { id, at: now, by, kind, count: asked.count, ticket: of }
    const done = await write({ ticket, material }, movement)
    if (done)
      return preparationOf(
        done.ticket,
        shelf.map(one => (one === material ? done.material : one)),
      )
  }
  return refuse('CONFLICT')
}

/** The ticket and its materials, in one call; refuses NOT_FOUND. */
async function loadTicketAndMaterial({
  ticketId,
  materialId,
}: Asked): Promise<TicketAndMaterial & { shelf: Material[] }> {
  const [found] = await tickets.aggregate<Ticket & { shelf: Material[] }>(1, pipeline =>
    pipeline
      .match({ _id: ticketId })
      .addFields({ wanted: $.concatArrays(['$materials.materialId', [materialId]]) })
      .lookup({ from: 'materials', localField: 'wanted', foreignField: '_id', as: 'shelf' }),
  )
  if (!found) return refuse('NOT_FOUND', { field: 'ticketId' })
  const { shelf, ...ticket } = found
  const material = shelf.find(({ _id }) => _id === materialId)
  return material ? { ticket, material, shelf } : refuse('NOT_FOUND', { field: 'materialId' })
}
