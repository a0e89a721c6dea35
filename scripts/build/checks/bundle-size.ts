import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inMb, MB } from './size'

const LIMIT = 1.1 * MB

/** A function over its limit has taken in something by mistake, and every cold start pays for it. */
export function checkBundleSizes(outDir: string): string[] {
  return readdirSync(outDir).flatMap(name => {
    const { size } = statSync(join(outDir, name, 'index.js'))
    return size > LIMIT
      ? [`${join(outDir, name, 'index.js')}: ${inMb(size)} is over the limit of ${inMb(LIMIT)}`]
      : []
  })
}
