import { createHash } from 'node:crypto'

/** An id of 32 hex digits that follows from the parts, so that repeated work meets the same document. */
export const derivedId = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)
