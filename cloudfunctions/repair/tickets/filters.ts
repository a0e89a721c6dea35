import { _ } from '../../kernel/data/cloud'
import type { Fields } from '../../kernel/data/table'

/** Conditions on tickets; one that is left out does not restrict. */
export interface TicketFilters {
  categoryId?: string
  building?: string
  workerId?: string
  state?: string
  overdue?: boolean
}

/** The conditions as parts of a database filter. */
export function ticketConditions(filters: TicketFilters): Fields[] {
  const { categoryId, building, workerId, state, overdue } = filters
  const conditions: [string, unknown][] = [
    ['category.id', categoryId],
    ['place.building', building],
    ['worker.id', workerId],
    ['state', state],
    ['overdue', overdue === undefined ? undefined : overdue ? _.gt(0) : 0],
  ]
  return conditions.flatMap(([field, value]) => (value === undefined ? [] : [{ [field]: value }]))
}
