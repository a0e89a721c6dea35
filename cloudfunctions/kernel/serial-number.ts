import { createHash } from 'node:crypto'
import { dateOf } from '#contract/kernel/time'

/** Numbers that are offered: that other documents have all of them on one day does not happen. */
const CANDIDATES = 5

/**
 * What people say on the phone instead of an id: `260301-4821`, from the day and the document's id. Several, best
 * first, for where other documents have the first; the same for the same document.
 */
export const serialNumber = (id: string, at: Date): string[] =>
  Array.from({ length: CANDIDATES }, (_, i) => {
    const digits = createHash('sha256').update(`${id}-${i}`).digest().readUInt32BE() % 10_000
    return `${dateOf(at).slice(2).replaceAll('-', '')}-${String(digits).padStart(4, '0')}`
  })
