import { text, wholeNumber } from '../kernel/fields'
import type { Access } from '../kernel/rpc'

export const dispatcher = { duty: 'repair.dispatcher' } as const satisfies Access
export const worker = { duty: 'repair.worker' } as const satisfies Access
export const keeper = { duty: 'repair.keeper' } as const satisfies Access
export const manager = { duty: 'repair.admin' } as const satisfies Access

export const reason = text(1, 200)
/** Pieces of a material. */
export const count = wholeNumber(1, 10_000)
