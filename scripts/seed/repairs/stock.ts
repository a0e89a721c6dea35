import { DAY } from '#contract/kernel/time'
import { searchTerms } from '../../../cloudfunctions/kernel/search/terms'
import type { Material, Ticket } from '../../../cloudfunctions/repair/model'
import { by } from './people'
import { SHELF } from './shelf'

/** The materials in stock, with the counts that accepted tickets have reserved. */
export function materials(now: Date, tickets: Ticket[]): Material[] {
  const asking = tickets.filter(({ state, materials }) => state === 'accepted' && materials.length)
  return SHELF.map(([_id, name, unit, stock, low]) => {
    const first = { id: `${_id}-first`, at: new Date(+now - 30 * DAY), by: by('k-store'), count: stock }
    const aside = asking.flatMap(({ _id: id, number, acceptedAt, materials }) =>
      materials
        .filter(({ materialId }) => materialId === _id)
        .map(({ asked: count }) => ({
          id: `${id}-reserve`,
          at: acceptedAt!,
          by: by('d-logistics'),
          kind: 'reserve' as const,
          count,
          ticket: { id, number },
        })),
    )
    const reserved = aside.reduce((sum, { count }) => sum + count, 0)
    return {
      _id,
      name,
      unit,
      stock,
      reserved,
      available: stock - reserved,
      low,
      factsRev: 1,
      version: 1,
      lastKey: '',
      held: Object.fromEntries(aside.map(({ ticket, count }) => [ticket.id, count])),
      terms: searchTerms({ words: [name], text: name }),
      movements: [{ ...first, kind: 'restock', reason: '期初盘点' }, ...aside],
    }
  })
}
