import { HOUR } from '#contract/kernel/time'
import { type StepFacts, step } from '../../../cloudfunctions/repair/domain'
import type { Material, Movement, Ticket } from '../../../cloudfunctions/repair/model'
import { by } from '../repairs/people'
import { categories, repairSettings } from '../repairs/settings'

/** Switches that a worker has taken along for a ticket that was sent to them. */
const ISSUED = { ticketId: 'seed-ticket-06', materialId: 'x-switch', count: 2 }

/** The tickets and the materials after it was handed out. */
export function handOut(
  tickets: Ticket[],
  materials: Material[],
): { tickets: Ticket[]; materials: Material[] } {
  const { ticketId, materialId, count } = ISSUED
  const ticket = tickets.find(({ _id }) => _id === ticketId)!
  const material = materials.find(({ _id }) => _id === materialId)!
  const { name, unit, stock, available, version, movements } = material
  const id = `${ticketId}-issue`
  const at = new Date(+ticket.changedAt + HOUR)
  const keeper = by('k-store')
  const line = { materialId, name, unit, asked: 0, issued: count, returned: 0 }
  const words = `${name} ${count} ${unit}`
  const category = categories.find(({ _id }) => _id === ticket.category.id)
  const press: StepFacts = { id, action: 'issue', by: keeper, at, brings: { materials: [line], words } }
  const after = step(ticket, press, { category, settings: repairSettings })
  const last = { ...after.timeline.at(-1)!, moved: { materialId, count } }
  const issued = { ...after, timeline: [...after.timeline.slice(0, -1), last] }
  const movement: Movement = {
    id,
    at,
    by: keeper,
    kind: 'issue',
    count,
    ticket: { id: ticketId, number: ticket.number },
  }
  const left = {
    ...material,
    stock: stock - count,
    available: available - count,
    version: version + 1,
    movements: [...movements, movement],
  }
  return {
    tickets: tickets.map(one => (one === ticket ? issued : one)),
    materials: materials.map(one => (one === material ? left : one)),
  }
}
