import { createHash } from 'node:crypto'

/** Idempotency key with its operation, as documents store it; empty without a key, so that no retry is recognised. */
export const operationKey = (op: string, key: string | undefined): string => (key ? `${op} ${key}` : '')

/** An id of 32 hex digits that follows from the parts, so that repeated work meets the same document. */
export const derivedId = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)
