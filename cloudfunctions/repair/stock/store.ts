import { stockLow } from '#contract/repair'
import { SYSTEM } from '../../kernel/actor'
import { _ } from '../../kernel/cloud'
import { telling } from '../../kernel/message'
import { type Fields, table } from '../../kernel/table'
import type { Material, Movement } from '../model'

export const materials = table<Material>('materials')

/** How often a write is tried again when somebody else came first. */
export const TRIES = 4

/** Who does what the clock asks for. */
export const CLOCK: Movement['by'] = { id: SYSTEM._id, name: '系统' }

/** Where a material's document keeps how many are set aside for the ticket. */
export const heldFor = (ticketId: string) => `held.${ticketId}`

/** What a movement does to the shelf: `out` leaves it (or, below zero, comes), `aside` is set aside (or no longer). */
export interface Effect {
  out: number
  aside: number
}

/** True when the material already has the movement: repeating it must not move anything. */
export const has = ({ movements }: Material, id: string): boolean => movements.some(one => one.id === id)

/** The movement as a change, with everything that must agree with it. */
export const moving = (movement: Movement, { out, aside }: Effect): Fields => ({
  ...{ stock: _.inc(-out), reserved: _.inc(aside), available: _.inc(-out - aside) },
  ...{ movements: _.push([movement]), version: _.inc(1) },
  ...(movement.ticket && aside && { [heldFor(movement.ticket.id)]: _.inc(aside) }),
})

/** The material as the change leaves it, had nobody else touched it. */
export const after = (material: Material, movement: Movement, { out, aside }: Effect): Material => ({
  ...material,
  stock: material.stock - out,
  reserved: material.reserved + aside,
  available: material.available - out - aside,
  movements: [...material.movements, movement],
})

/**
 * Moves in one conditional update: only once, never more than is available, and with a warning in the same write
 * exactly when the stock falls below its line. False when the material has changed since it was read.
 */
export function move(material: Material, movement: Movement, effect: Effect): Promise<boolean> {
  const { _id, stock, low } = material
  const { out, aside } = effect
  const before = stock >= low
  const falls = before && stock - out < low
  // Between the line and the line plus what goes out it falls; above and below it does not.
  const onThisSide = falls
    ? { stock: _.and([_.gte(low), _.lt(low + out)]) }
    : before
      ? { stock: _.gte(low + Math.max(out, 0)) }
      : { stock: _.lt(low) }
  const ticket = movement.ticket && heldFor(movement.ticket.id)
  const held = movement.ticket && material.held[movement.ticket.id]
  return materials.update(
    [
      { _id, low, available: _.gte(out + aside), 'movements.id': _.neq(movement.id) },
      onThisSide,
      ...(ticket && aside ? [{ [ticket]: held ?? _.exists(false) }] : []),
    ],
    { ...moving(movement, effect), ...(falls && telling(warnings(material, movement, out))) },
  )
}

/** Storekeepers and whoever administers repairs are told. */
const warnings = ({ _id, name, unit, stock }: Material, { id, at }: Movement, out: number) =>
  (['repair.keeper', 'repair.admin'] as const).map(duty => ({
    ...{ id: `${_id}-${id}-${duty}`, feature: 'repair', to: [], duty, at },
    ...stockLow(name, stock - out, unit),
    page: '/features/repair/stock/stock',
  }))
