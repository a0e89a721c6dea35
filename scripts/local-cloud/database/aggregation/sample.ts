import { randomInt } from 'node:crypto'
import type { Document } from '../value'

/** So many documents drawn at random, each at most once, in random order. */
export function sample(documents: Document[], size: number): Document[] {
  const drawn = documents.slice()
  for (let i = 0; i < Math.min(size, drawn.length); i++) {
    const other = randomInt(i, drawn.length)
    ;[drawn[i], drawn[other]] = [drawn[other]!, drawn[i]!]
  }
  return drawn.slice(0, size)
}
