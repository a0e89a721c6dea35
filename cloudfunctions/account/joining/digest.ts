import { createHmac, timingSafeEqual } from 'node:crypto'
import { refuse } from '#contract/kernel/errors'

const SHORTEST_SECRET = 32

/**
 * The HMAC-SHA256 that is stored in place of codes, numbers and openids: these are short enough to guess, but not
 * without the secret. Refuses CHANNEL_DOWN where CODE_SECRET is missing or shorter than 32 characters.
 * @returns 64 hexadecimal digits
 */
export function digest(...parts: string[]): string {
  const secret = process.env.CODE_SECRET ?? ''
  if (secret.length < SHORTEST_SECRET) refuse('CHANNEL_DOWN')
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex')
}

/** Compares in constant time, so that the duration tells nothing of the secret. */
export const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
