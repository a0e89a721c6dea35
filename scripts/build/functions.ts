import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BuildOptions, build } from 'esbuild'
import { buildWhenStale, type Product } from './freshness'
import { RequiredPackages } from './required-packages'
import { wechatSdk } from './sdk'

const ROOT = join(__dirname, '..', '..')
const SOURCES = join(ROOT, 'cloudfunctions')

/** The folder of the built functions, which is also `cloudfunctionRoot` of project.config.json. */
export const FUNCTIONS_DIR = join(ROOT, 'dist', 'cloudfunctions')

const product: Product = {
  output: FUNCTIONS_DIR,
  inputs: [
    SOURCES,
    join(ROOT, 'miniprogram', 'contract'),
    join(ROOT, 'database-schema'),
    join(ROOT, 'package-lock.json'),
    join(__dirname, 'functions.ts'),
    join(__dirname, 'required-packages.ts'),
    join(__dirname, 'sdk.ts'),
  ],
}

/** Builds every function to dist/cloudfunctions unless nothing changed. Answers whether it built. */
export function buildStaleFunctions(): Promise<boolean> {
  return buildWhenStale(product, () => buildFunctions({ outDir: FUNCTIONS_DIR }))
}

/** A folder of cloudfunctions/ with a config.json is a function; any other is shared code. */
export function functionNames(sources = SOURCES): string[] {
  return readdirSync(sources)
    .filter(name => existsSync(join(sources, name, 'config.json')))
    .sort()
}

export interface FunctionsBuild {
  outDir: string
  /** Without it all are built, and what is no function any more leaves `outDir`. */
  names?: string[]
  sources?: string
}

/**
 * Bundles functions to outDir/<name>/{index.js,package.json,config.json} and a file for each package that is loaded when
 * first used. WeChat DevTools uploads folders without sub-folders reliably, and nothing has to be installed in the cloud.
 */
export async function buildFunctions({ outDir, names, sources = SOURCES }: FunctionsBuild): Promise<void> {
  const chosen = names ?? functionNames(sources)
  if (!names) await removeOthers(outDir, chosen)
  await Promise.all(chosen.map(name => writeManifests(name, join(sources, name), join(outDir, name))))
  const required = new RequiredPackages()
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: Object.fromEntries(chosen.map(name => [`${name}/index`, join(sources, name, 'index.ts')])),
    outdir: outDir,
    metafile: true,
    plugins: [required.plugin, ...wechatSdk()],
  })
  await required.write(metafile, OPTIONS)
}

const OPTIONS: BuildOptions = {
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node16',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
}

/** The others stay in place meanwhile: a local cloud may be running them. */
async function removeOthers(outDir: string, names: string[]): Promise<void> {
  const built = existsSync(outDir) ? await readdir(outDir) : []
  const gone = built.filter(name => !names.includes(name))
  await Promise.all(gone.map(name => rm(join(outDir, name), { recursive: true, force: true })))
}

async function writeManifests(name: string, from: string, to: string): Promise<void> {
  const config = await readConfig(join(from, 'config.json'))
  await mkdir(to, { recursive: true })
  await writeFile(join(to, 'config.json'), `${JSON.stringify(config, null, 2)}\n`)
  await writeFile(
    join(to, 'package.json'),
    `${JSON.stringify({ name, private: true, main: 'index.js' }, null, 2)}\n`,
  )
}

async function readConfig(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${file} is not valid JSON: ${(cause as Error).message}`, { cause })
  }
}
