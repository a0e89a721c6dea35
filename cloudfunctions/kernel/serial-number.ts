import { createHash } from 'node:crypto'
import { dateOf } from '#contract/kernel/time'

/** Enough candidates that the other documents of a day do not take all of them. */
const CANDIDATES = 5

/**
 * Candidates for a short number to say on the phone, such as `260301-4821`: derived from the day and the id, best
 * first, because other documents may have the first. The same document always gets the same candidates.
 */
export const serialNumber = (id: string, at: Date): string[] =>
  Array.from({ length: CANDIDATES }, (_, i) => {
    const digits = createHash('sha256').update(`${id}-${i}`).digest().readUInt32BE() % 10_000
    return `${dateOf(at).slice(2).replaceAll('-', '')}-${String(digits).padStart(4, '0')}`
  })
