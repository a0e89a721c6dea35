import { repairPages } from '#contract/features/repair'
import { DAY } from '#contract/kernel/time'
import { stockLow } from '#contract/repair'
import { _ } from '../../kernel/data/cloud'
import type { Fields } from '../../kernel/data/table'
import { withEvents } from '../../kernel/events/carry'
import { todoKey } from '../../kernel/events/event'
import { SYSTEM } from '../../kernel/identity/actor'
import { withMessages } from '../../kernel/messages/message'
import type { Material, Movement } from '../model'
import { materials } from '../tables'
import { stockEvent } from '../todos'

/** Attempts of a write that other writes may precede. */
export const MAX_ATTEMPTS = 4

/** Milliseconds that a movement stays in its material at least; within them the timer completes interrupted work. */
export const KEPT_FOR = DAY

/** The actor of timers. */
export const CLOCK: Movement['by'] = { id: SYSTEM._id, name: '系统' }

/** The effect of a movement on the stock. */
export interface Effect {
  /** The count that leaves the stock; negative for a return. */
  out: number
  /** The count to reserve for the movement's ticket; negative to release. */
  reserve: number
}

/** Whether an entry was made already, so that a retry must not make it again. */
export const hasId = (done: readonly { id: string }[], { id }: { id: string }): boolean =>
  done.some(one => one.id === id)

/** The count reserved for the movement's ticket. */
const heldBy = ({ held }: Material, { ticket }: Movement): number => (ticket && held[ticket.id]) ?? 0

/** The material after the movement. */
function afterMovement(material: Material, movement: Movement, { out, reserve }: Effect): Material {
  const { [movement.ticket?.id ?? '']: _before, ...others } = material.held
  const left = heldBy(material, movement) + reserve
  return {
    ...material,
    stock: material.stock - out,
    reserved: material.reserved + reserve,
    available: material.available - out - reserve,
    held: { ...others, ...(movement.ticket && left && { [movement.ticket.id]: left }) },
    movements: [...material.movements, movement],
    version: material.version + 1,
  }
}

/**
 * Makes a movement in one conditional update: once, and never beyond the available stock. The same write carries a
 * warning exactly when the stock falls below its threshold.
 * @returns the material afterwards; null when it has changed since it was read
 */
export async function applyMovement(
  material: Material,
  movement: Movement,
  effect: Effect,
): Promise<Material | null> {
  const { out, reserve } = effect
  const { _id, stock, low } = material
  const falls = stock >= low && stock - out < low
  const rises = stock < low && stock - out >= low
  const after = afterMovement(material, movement, effect)
  const won = await materials.update(
    [
      // The state of the shelf changes over the version that it was decided on.
      {
        _id,
        low,
        ...((falls || rises) && { version: material.version }),
        available: _.gte(out + reserve),
        'movements.id': _.neq(movement.id),
      },
      // The difference to what was counted holds for the stock as read alone.
      movement.kind === 'correct' ? { stock } : sameSide(material, out),
      ...(reserve ? [{ [heldField(movement)]: heldBy(material, movement) || _.exists(false) }] : []),
    ],
    {
      stock: _.inc(-out),
      reserved: _.inc(reserve),
      available: _.inc(-out - reserve),
      movements: _.push([movement]),
      version: _.inc(1),
      ...(reserve && { [heldField(movement)]: heldBy(material, movement) + reserve || _.remove() }),
      ...(falls && withMessages(warnings(material, movement, out))),
      ...((falls || rises) && withEvents([stockEvent(after, movement.at)])),
    },
  )
  return won ? after : null
}

/** Puts returned material back into the stock, available to all. */
export const putBack = (material: Material, movement: Movement): Promise<Material | null> =>
  applyMovement(material, movement, { out: -movement.count, reserve: 0 })

const heldField = ({ ticket }: Movement): string => `held.${ticket!.id}`

/** The condition that the stock crosses its threshold exactly if it does so from the count that was read. */
function sameSide({ stock, low }: Material, out: number): Fields {
  if (stock < low) return { stock: _.lt(low) }
  return { stock: stock - out < low ? _.and([_.gte(low), _.lt(low + out)]) : _.gte(low + Math.max(out, 0)) }
}

/** Warnings for keepers and for administrators of repairs. */
const warnings = ({ _id, name, unit, stock }: Material, { id, at }: Movement, out: number) =>
  (['repair.keeper', 'repair.admin'] as const).map(duty => ({
    id: `${_id}-${id}-${duty}`,
    deduplicationKey: `${_id}-${id}`,
    feature: 'repair',
    to: [],
    duty,
    at,
    ...stockLow(name, stock - out, unit),
    page: repairPages.stock,
    todo: todoKey('repair', _id, 'repair.restock'),
  }))
