import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The files of a build: `output` is a file or folder, `inputs` are files or whole folders. */
export interface Product {
  output: string
  inputs: string[]
}

/** Whether the output was built from exactly these inputs; contents count, file times do not. */
export function isFresh({ output, inputs }: Product): boolean {
  const stamp = stampOf(output)
  return (
    existsSync(stamp) && readFileSync(stamp, 'utf8') === `${fingerprint(inputs)} ${fingerprint([output])}`
  )
}

/**
 * Builds unless the output is fresh, and records the inputs. The inputs are read before the build, so that an edit
 * during the build leaves the output stale.
 * @returns whether it built
 */
export async function buildWhenStale(product: Product, build: () => Promise<unknown>): Promise<boolean> {
  if (isFresh(product)) return false
  const stamp = stampOf(product.output)
  rmSync(stamp, { force: true })
  const inputs = fingerprint(product.inputs)
  await build()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, `${inputs} ${fingerprint([product.output])}`)
  return true
}

/** The stamp stands beside the output, because everything in the output goes to the cloud. */
function stampOf(output: string): string {
  return join(dirname(output), `.${basename(output)}.stamp`)
}

function fingerprint(paths: string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of filesUnder(path)) {
      const content = readFileSync(file)
      hash.update(`${file}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

/** Every file below a folder, or the file itself, in a fixed order; empty when it does not exist. */
export function filesUnder(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap(name => filesUnder(join(path, name)))
}
