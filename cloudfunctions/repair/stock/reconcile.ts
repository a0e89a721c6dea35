import { MINUTE } from '#contract/kernel/time'
import { _, $ } from '../../kernel/data/cloud'
import type { Material, Movement, Step, Ticket } from '../model'
import { materials, tickets } from '../tables'
import { release, reservationId, reserve } from './reserve'
import { CLOCK, hasId, KEPT_FOR, putBack } from './store'
import { recordMovement } from './ticket-entry'

/** Repairs of each kind in one run; the next run takes on the others. */
const ROWS_PER_RUN = 50
/** Younger movements may still be in progress, and older ones have been seen by many runs. */
const span = (now: Date) => ({ from: new Date(+now - KEPT_FOR), to: new Date(+now - MINUTE) })

/**
 * Completes interrupted work between tickets and materials: issues are recorded in the ticket, returns in the material,
 * requested materials are reserved, and reservations of ended tickets are released. Each is the write of the request
 * itself under the same id, so runs may overlap with requests and with each other.
 * @returns the number of completed movements
 */
export async function reconcileStock(now: Date): Promise<number> {
  return (
    (await recordIssues(now)) +
    (await recordReturns(now)) +
    (await reserveRequested(now)) +
    (await releaseEnded(now))
  )
}

/** Expression: the other document has the id, or was deleted by hand and can never get it. */
const isKnownIn = (id: string, known: string) => $.in([id, $.ifNull([$.arrayElemAt([known, 0]), [id]])])

type HandedOut = Omit<Material, 'movements'> & { movements: Movement; of: Ticket[] }

/** Records issues that are in a material but in no ticket. */
async function recordIssues(now: Date): Promise<number> {
  const { from, to } = span(now)
  const rows = await materials.aggregate<HandedOut>(ROWS_PER_RUN, pipeline =>
    pipeline
      .match({ 'movements.at': _.gte(from) })
      .unwind('$movements')
      .match({ 'movements.kind': 'issue', 'movements.at': _.and([_.gte(from), _.lte(to)]) })
      .lookup({ from: 'tickets', localField: 'movements.ticket.id', foreignField: '_id', as: 'of' })
      .addFields({ told: isKnownIn('$movements.id', '$of.timeline.id') })
      .match({ told: false })
      .limit(ROWS_PER_RUN),
  )
  let mended = 0
  for (const { of, movements: movement, _id, name, unit } of rows)
    if (await recordMovement(of[0]!, movement, { _id, name, unit }, now)) mended++
  return mended
}

type Returned = Omit<Ticket, 'timeline'> & { timeline: Step; shelf: Material[] }

/** Records returns that are in a ticket but not in the material. */
async function recordReturns(now: Date): Promise<number> {
  const { from, to } = span(now)
  const rows = await tickets.aggregate<Returned>(ROWS_PER_RUN, pipeline =>
    pipeline
      .match({ changedAt: _.gte(from), 'materials.returned': _.gt(0) })
      .unwind('$timeline')
      .match({ 'timeline.action': 'return', 'timeline.at': _.and([_.gte(from), _.lte(to)]) })
      .lookup({
        from: 'materials',
        localField: 'timeline.moved.materialId',
        foreignField: '_id',
        as: 'shelf',
      })
      .addFields({ told: isKnownIn('$timeline.id', '$shelf.movements.id') })
      .match({ told: false })
      .limit(ROWS_PER_RUN),
  )
  let mended = 0
  for (const { _id, number, timeline, shelf } of rows) {
    const { id, at, by, moved } = timeline
    const ticket = { id: _id, number }
    const movement = { id, at, by, kind: 'return', count: moved!.count, ticket } as const
    if (await putBack(shelf[0]!, movement)) mended++
  }
  return mended
}

const OPEN = ['waitingDispatch', 'waitingRepair']

/** Reserves for accepted tickets that have nothing reserved although there is stock, also stock that came in later. */
async function reserveRequested(now: Date): Promise<number> {
  const { from, to } = span(now)
  const rows = await tickets.aggregate<Ticket & { shelf: Material[] }>(ROWS_PER_RUN, pipeline =>
    pipeline
      .match({
        changedAt: _.gte(from),
        list: _.in(OPEN),
        'materials.asked': _.gt(0),
        acceptedAt: _.and([_.gte(from), _.lte(to)]),
      })
      .lookup({ from: 'materials', localField: 'materials.materialId', foreignField: '_id', as: 'shelf' })
      .addFields({ shelf: $.filter({ input: '$shelf', as: 'one', cond: toSetAside }) })
      .match({ 'shelf._id': _.gt('') })
      .limit(ROWS_PER_RUN),
  )
  for (const { shelf, ...ticket } of rows)
    await reserve(
      ticket,
      shelf.filter(({ movements }) => !hasId(movements, { id: reservationId(ticket._id) })),
      { by: CLOCK, at: now },
    )
  return rows.length
}

/** Expression: the material is available, and was never reserved for the ticket. */
const toSetAside = $.and([
  $.gt(['$$one.available', 0]),
  $.not([$.in([$.concat(['$_id', '-reserve']), '$$one.movements.id'])]),
])

/** Releases reservations of tickets that have ended. */
async function releaseEnded(now: Date): Promise<number> {
  const closed = $.not([$.in([$.ifNull(['$$one.list', '']), OPEN])])
  const rows = await materials.aggregate<Material & { of: Ticket[] }>(ROWS_PER_RUN, pipeline =>
    pipeline
      .match({ reserved: _.gt(0) })
      .addFields({ ids: $.map({ input: $.objectToArray('$held'), as: 'one', in: '$$one.k' }) })
      .lookup({ from: 'tickets', localField: 'ids', foreignField: '_id', as: 'of' })
      .addFields({ of: $.filter({ input: '$of', as: 'one', cond: closed }) })
      .match({ 'of._id': _.gt('') })
      .limit(ROWS_PER_RUN),
  )
  let released = 0
  for (const { of, ...material } of rows)
    for (const ticket of of) if (await release(ticket, material, { by: CLOCK, at: now })) released++
  return released
}
