import { createHash } from 'node:crypto'

export interface Sampling {
  /** Whether everything runs, as with `npm test -- --full`; an ordinary run takes samples where that costs minutes. */
  full: boolean
  /** The seed as a number, for libraries that take one. */
  seedNumber: number
  /**
   * At most `count` of the items in their order, chosen by the seed and the purpose; all of them in a full run.
   * @param purpose what the sample is for: two purposes choose independently
   */
  sample<T>(purpose: string, items: readonly T[], count?: number): T[]
}

/** @param environment `SEED` decides which samples are taken; `FULL=1` takes everything */
export function samplingOf({ SEED = '', FULL }: NodeJS.ProcessEnv): Sampling {
  const full = FULL === '1'
  const digest = (text: string) => createHash('sha256').update(`${SEED}\n${text}`).digest('hex')
  return {
    full,
    seedNumber: Number.parseInt(digest('').slice(0, 7), 16),
    sample(purpose, items, count = 1) {
      if (full || items.length <= count) return [...items]
      const rank = items.map((_, i) => digest(`${purpose}\n${i}`))
      const last = [...rank].sort()[count - 1]!
      return items.filter((_, i) => rank[i]! <= last)
    },
  }
}

/** The sampling that `npm test` asked for. */
export const { full, seedNumber, sample } = samplingOf(process.env)
