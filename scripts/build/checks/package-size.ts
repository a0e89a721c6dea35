import { readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { transformSync } from 'esbuild'
import { filesUnder } from '../freshness'
import { inMb, MB } from './size'

/** WeChat refuses more than 2 MB for either; the main package keeps a reserve for later features. */
const LIMITS = { main: 1.5 * MB, subpackage: 2 * MB }

export interface PackageSize {
  /** `main`, or the root of a subpackage. */
  name: string
  bytes: number
}

/**
 * The bytes of each package that WeChat would upload from the folder `root`: scripts compiled, other files as they are.
 */
export function packageSizes(root: string): PackageSize[] {
  const app = JSON.parse(readFileSync(join(root, 'app.json'), 'utf8'))
  const subpackages: string[] = [...(app.subPackages ?? []), ...(app.subpackages ?? [])].map(
    ({ root }) => `${root}/`,
  )
  const sizes = new Map(['main', ...subpackages].map(name => [name, 0]))
  for (const file of filesUnder(root)) {
    const name = relative(root, file).split(sep).join('/')
    const owner = subpackages.find(prefix => name.startsWith(prefix)) ?? 'main'
    sizes.set(owner, sizes.get(owner)! + uploadedBytes(file))
  }
  return [...sizes].map(([name, bytes]) => ({ name, bytes }))
}

export function checkPackageSizes(root: string, limits = LIMITS): string[] {
  return packageSizes(root).flatMap(({ name, bytes }) => {
    const limit = name === 'main' ? limits.main : limits.subpackage
    return bytes > limit
      ? [`app.json: package ${name} weighs ${inMb(bytes)}, over the limit of ${inMb(limit)}`]
      : []
  })
}

function uploadedBytes(file: string): number {
  if (file.endsWith('.d.ts') || file.endsWith('tsconfig.json')) return 0
  if (!file.endsWith('.ts')) return statSync(file).size
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    loader: 'ts',
    format: 'cjs',
    target: 'es2018',
  })
  return Buffer.byteLength(code)
}
