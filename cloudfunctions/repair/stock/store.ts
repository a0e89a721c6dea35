import { repairPages } from '#contract/features/repair'
import { DAY } from '#contract/kernel/time'
import { stockLow } from '#contract/repair'
import { _ } from '../../kernel/data/cloud'
import { type Fields, table } from '../../kernel/data/table'
import { SYSTEM } from '../../kernel/identity/actor'
import { withMessages } from '../../kernel/messages/message'
import type { Material, Movement } from '../model'

export const materials = table<Material>('materials')

/** How often a write is tried again when somebody else came first. */
export const MAX_ATTEMPTS = 4

/** How long a movement stays with its material at least; until then the timer has put right what was interrupted. */
export const KEPT_FOR = DAY

/** Who does what the clock asks for. */
export const CLOCK: Movement['by'] = { id: SYSTEM._id, name: '系统' }

/** What a movement does to the shelf. */
export interface Effect {
  /** How many leave it; below zero: come. */
  out: number
  /** How many more are set aside for the movement's ticket; below zero: fewer. */
  reserve: number
}

/** True for what is there already: repeating it must not move anything. */
export const hasId = (done: readonly { id: string }[], { id }: { id: string }): boolean =>
  done.some(one => one.id === id)

/** How many are set aside for the movement's ticket. */
const heldBy = ({ held }: Material, { ticket }: Movement): number => (ticket && held[ticket.id]) ?? 0

/** The material as the movement leaves it. */
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
 * Moves in one conditional update: once, never more than is available, and with a warning in the same write exactly
 * when the stock falls below its line.
 * @returns the material as it is then; null when it has changed since it was read
 */
export async function applyMovement(
  material: Material,
  movement: Movement,
  effect: Effect,
): Promise<Material | null> {
  const { out, reserve } = effect
  const { _id, stock, low } = material
  const falls = stock >= low && stock - out < low
  const won = await materials.update(
    [
      { _id, low, available: _.gte(out + reserve), 'movements.id': _.neq(movement.id) },
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
    },
  )
  return won ? afterMovement(material, movement, effect) : null
}

/** Back on the shelf, for everybody. */
export const putBack = (material: Material, movement: Movement): Promise<Material | null> =>
  applyMovement(material, movement, { out: -movement.count, reserve: 0 })

const heldField = ({ ticket }: Movement): string => `held.${ticket!.id}`

/** The condition under which the stock falls below its line exactly if it does so from what was read. */
function sameSide({ stock, low }: Material, out: number): Fields {
  if (stock < low) return { stock: _.lt(low) }
  return { stock: stock - out < low ? _.and([_.gte(low), _.lt(low + out)]) : _.gte(low + Math.max(out, 0)) }
}

/** Storekeepers and who administers repairs are told. */
const warnings = ({ _id, name, unit, stock }: Material, { id, at }: Movement, out: number) =>
  (['repair.keeper', 'repair.admin'] as const).map(duty => ({
    id: `${_id}-${id}-${duty}`,
    feature: 'repair',
    to: [],
    duty,
    at,
    ...stockLow(name, stock - out, unit),
    page: repairPages.stock,
  }))
