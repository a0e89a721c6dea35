import { createRequire, isBuiltin } from 'node:module'
import { join } from 'node:path'
import { build, type Message, type OnResolveArgs, type OnResolveResult, type Plugin } from 'esbuild'
import type { Sources } from '../preview/build/sources'

export interface Scripts {
  /** WeChat paths of all scripts the entries reach. */
  files: string[]
  /** Imports that no file of the mini program answers but an installed package does. */
  packages: string[]
  problems: string[]
}

/** WeChat's own paths are a world apart from the disk: `miniprogram_npm/…` stands elsewhere until it is filled. */
const WECHAT = 'wechat'

/** Follows the imports of scripts as WeChat does; type-only imports count for nothing. `entries` are WeChat paths. */
export async function readScripts(sources: Sources, entries: string[]): Promise<Scripts> {
  const packages = new Set<string>()
  try {
    const { metafile } = await build({
      entryPoints: entries,
      outdir: 'unused',
      bundle: true,
      write: false,
      metafile: true,
      logLevel: 'silent',
      plugins: [wechatImports(sources, packages)],
    })
    const files = Object.keys(metafile.inputs).map(name => name.slice(`${WECHAT}:`.length))
    return { files, packages: [...packages].sort(), problems: [] }
  } catch (failure) {
    const { errors } = failure as { errors?: Message[] }
    if (!errors) throw failure
    return { files: [], packages: [], problems: errors.map(problemOf) }
  }
}

function problemOf({ text, location }: Message): string {
  return location ? `${location.file.slice(`${WECHAT}:`.length)}:${location.line}: ${text}` : text
}

function wechatImports(sources: Sources, packages: Set<string>): Plugin {
  return {
    name: 'wechat-imports',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /.*/ }, args => {
        if (args.kind === 'entry-point') return { path: args.path, namespace: WECHAT }
        const found = resolveImport(sources, args)
        if (found.external) packages.add(args.path)
        return found
      })
      onLoad({ filter: /.*/, namespace: WECHAT }, ({ path }) => {
        return { contents: sources.read(path), loader: path.endsWith('.ts') ? 'ts' : 'js' }
      })
    },
  }
}

function resolveImport(sources: Sources, { path, importer }: OnResolveArgs): OnResolveResult {
  const name = fileOf(sources, path, importer)
  if (!name) return isPackage(sources, path) ? { external: true } : refused(`"${path}" does not exist`)
  if (name.startsWith('..')) return refused(`"${path}" reaches outside the mini program`)
  if (!/\.[tj]s$/.test(name)) return refused(`"${path}" is no script: WeChat imports nothing else`)
  return { path: name, namespace: WECHAT }
}

function fileOf(sources: Sources, path: string, importer: string): string | undefined {
  for (const extension of ['', '.ts', '.js']) {
    const name = sources.resolve(importer, path, extension)
    if (sources.has(name, extension)) return name + extension
  }
  return undefined
}

function refused(text: string): OnResolveResult {
  return { errors: [{ text }] }
}

function isPackage(sources: Sources, specifier: string): boolean {
  if (isBuiltin(specifier) || !/^[@a-z]/.test(specifier)) return false
  try {
    createRequire(join(sources.root, 'app.js')).resolve(specifier)
    return true
  } catch {
    return false
  }
}
