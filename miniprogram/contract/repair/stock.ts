import * as v from 'valibot'
import { id, label, line, page, version, wholeNumber } from '../kernel/fields'
import { op, type Page } from '../kernel/rpc'
import { count, dispatcher, keeper, manager, reason } from './shared'

export interface MaterialUse {
  materialId: string
  name: string
  unit: string
  asked: number
  reserved: number
  issued: number
  returned: number
}

export interface MaterialView {
  id: string
  name: string
  unit: string
  /** Units on the shelf, reserved ones included. */
  stock: number
  reserved: number
  low: number
  isLow: boolean
  /** Counts changes of name, unit and `low`; movements do not count. */
  version: number
  movements: { at: string; by: string; kind: MovementKind; count: number; ticket?: string; reason?: string }[]
}

export const MOVEMENT = {
  restock: '入库',
  reserve: '预留',
  release: '取消预留',
  issue: '领出',
  return: '退回',
  correct: '盘点',
} as const

export type MovementKind = keyof typeof MOVEMENT

/** Message to the storekeepers when the stock falls below `low`. */
export const stockLow = (name: string, left: number, unit: string) => ({
  title: '库存不足',
  text: `${name}只剩 ${left} ${unit}，请及时补充`,
})

/** Days after its last step in which a ticket's issued materials are listed for return. */
export const RETURN_DAYS = 30

/** Materials of a ticket that the storekeeper prepares or has issued. */
export interface PreparationView {
  ticketId: string
  number: string
  place: string
  worker?: string
  materials: (MaterialUse & { short: boolean })[]
}

const movement = v.object({ ticketId: id, materialId: id, count })

export const stockOperations = {
  /** Materials that a ticket can request: the list of `stock`, for dispatchers. */
  materials: op<Page<MaterialView>>()(dispatcher, v.object({ text: v.optional(line(1, 30)), page })),
  /** Tickets with materials to issue; with `out`, tickets with materials issued lately and not returned. */
  prepare: op<Page<PreparationView>>()(keeper, v.object({ out: v.optional(v.boolean(), false), page })),
  issue: op<PreparationView>()(keeper, movement),
  return: op<PreparationView>()(keeper, movement),
  stock: op<Page<MaterialView>>()(keeper, v.object({ text: v.optional(line(1, 30)), page })),
  /**
   * Adds `count` to the stock, or with `counted` corrects the stock to it. Refuses STOCK_SHORT if fewer were counted than
   * are reserved.
   */
  restock: op<MaterialView>()(
    keeper,
    v.object({
      materialId: id,
      count: wholeNumber(0, 10_000),
      counted: v.optional(v.boolean(), false),
      reason,
    }),
  ),
  saveMaterial: op<MaterialView>()(
    manager,
    v.object({
      id: v.optional(id),
      version,
      name: label(30),
      unit: line(1, 6),
      low: wholeNumber(0, 10_000),
    }),
  ),
} as const
