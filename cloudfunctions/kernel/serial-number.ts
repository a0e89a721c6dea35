import { createHash } from 'node:crypto'
import { dateOf } from '#contract/kernel/time'

/** Enough that other documents of one day never have all of them. */
const CANDIDATES = 5

/**
 * Numbers to say on the phone instead of an id, such as `260301-4821`: from the day and the document's id, best first,
 * because other documents may have the first; the same for the same document.
 */
export const serialNumber = (id: string, at: Date): string[] =>
  Array.from({ length: CANDIDATES }, (_, i) => {
    const digits = createHash('sha256').update(`${id}-${i}`).digest().readUInt32BE() % 10_000
    return `${dateOf(at).slice(2).replaceAll('-', '')}-${String(digits).padStart(4, '0')}`
  })
