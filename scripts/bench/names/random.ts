export interface Random {
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number
  pick<T>(items: readonly T[]): T
}

/** Repeatable numbers: the generator of Park and Miller, the multiplicative one modulo 2³¹ − 1. */
export function randomFrom(seed: number): Random {
  let state = seed
  const below = (limit: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % limit
  }
  return { below, pick: items => items[below(items.length)]! }
}
