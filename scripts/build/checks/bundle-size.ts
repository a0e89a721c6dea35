import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inMb, MB } from './size'

const LIMIT = 1.3 * MB

/** What a function may weigh that carries a client for SMS or mail, or reads spreadsheets. */
const LARGE_LIMIT = 2 * MB
const LARGE: readonly string[] = ['account', 'directory', 'message', 'repair']

/** A function over its limit has taken in something by mistake, and every cold start pays for it. */
export function checkBundleSizes(outDir: string, large = LARGE): string[] {
  return readdirSync(outDir).flatMap(name => {
    const { size } = statSync(join(outDir, name, 'index.js'))
    const limit = large.includes(name) ? LARGE_LIMIT : LIMIT
    return size > limit
      ? [`${join(outDir, name, 'index.js')}: ${inMb(size)} is over the limit of ${inMb(limit)}`]
      : []
  })
}
