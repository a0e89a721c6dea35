import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { buildWhenStale } from '../build/freshness'

const ROOT = join(__dirname, '..', '..')

/** The folder of the built console, from which it is served. */
export const CONSOLE_DIR = join(ROOT, 'dist', 'console')

const product = {
  output: CONSOLE_DIR,
  inputs: [
    __dirname,
    join(ROOT, 'scripts', 'local-cloud', 'console', 'replies.ts'),
    join(ROOT, 'package-lock.json'),
  ],
}

/** Builds the console to dist/console unless nothing changed. Answers whether it built. */
export function buildStaleConsole(): Promise<boolean> {
  return buildWhenStale(product, () => buildConsole({ outDir: CONSOLE_DIR }))
}

/** Fills `outDir` with the console's static files; what it held before is removed. */
async function buildConsole({ outDir }: { outDir: string }): Promise<void> {
  await rm(outDir, { recursive: true, force: true })
  await cp(join(__dirname, 'public'), outDir, { recursive: true })
  await build({
    entryPoints: [join(__dirname, 'page', 'index.ts')],
    outfile: join(outDir, 'console.js'),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    sourcemap: 'linked',
    charset: 'utf8',
    logLevel: 'warning',
  })
}
