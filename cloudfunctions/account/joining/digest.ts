import { createHmac, timingSafeEqual } from 'node:crypto'
import { refuse } from '#contract/kernel/errors'

const SHORTEST_SECRET = 32

/**
 * What we keep instead of codes, numbers and openids: without the secret nobody finds them out by trying.
 * Refuses CHANNEL_DOWN where CODE_SECRET is not set, or shorter than 32 characters.
 */
export function digest(...parts: string[]): string {
  const secret = process.env.CODE_SECRET ?? ''
  if (secret.length < SHORTEST_SECRET) refuse('CHANNEL_DOWN')
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex')
}

/** Takes the same time whatever differs. */
export const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
