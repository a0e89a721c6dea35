import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { buildFunctions, functionNames } from '../build/functions'

const ROOT = join(__dirname, '..', '..')
const ENTRY = 'index.js'

export interface BundleFigures {
  name: string
  bytes: number
  /** Median wall time of a new process that loads the function and answers one call, in milliseconds. */
  bundledMs: number
  unbundledMs: number
  /** bundledMs / unbundledMs: what bundling is worth at a cold start. */
  ratio: number
}

/**
 * Size and cold start of every function: a new Node process loads it and answers one empty call, as deployed and,
 * alternating with that, as it would be with node_modules beside it.
 */
export async function benchBundles(runs = 15): Promise<BundleFigures[]> {
  // Inside the project, so that the unbundled functions find node_modules.
  const scratch = mkdtempSync(join(ROOT, 'node_modules', '.bench-'))
  try {
    const bundled = join(scratch, 'bundled')
    const unbundled = join(scratch, 'unbundled')
    await buildFunctions({ outDir: bundled })
    await Promise.all(functionNames().map(name => compileOnly(name, join(unbundled, name, ENTRY))))
    return functionNames().map(name =>
      measure(name, join(bundled, name, ENTRY), join(unbundled, name, ENTRY), runs),
    )
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function compileOnly(name: string, outfile: string) {
  const entry = join(ROOT, 'cloudfunctions', name, 'index.ts')
  return build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node16',
    packages: 'external',
  })
}

function measure(name: string, bundled: string, unbundled: string, runs: number): BundleFigures {
  const times = Array.from({ length: runs }, () => [coldStart(bundled), coldStart(unbundled)] as const)
  const bundledMs = median(times.map(([ms]) => ms))
  const unbundledMs = median(times.map(([, ms]) => ms))
  return { name, bytes: statSync(bundled).size, bundledMs, unbundledMs, ratio: bundledMs / unbundledMs }
}

/** The cloud's variables and no others: a developer's own ones (certificates, preloads) slow Node itself down. */
const CLOUD_ENV = {
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_REGION: 'ap-shanghai',
  SCF_NAMESPACE: 'bench',
  TCB_ENV: 'bench',
}

function coldStart(file: string): number {
  const started = process.hrtime.bigint()
  execFileSync(process.execPath, ['-e', 'require(process.argv[1]).main({})', file], { env: CLOUD_ENV })
  return Number(process.hrtime.bigint() - started) / 1e6
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}
