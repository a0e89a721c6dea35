import path from 'node:path'
import { build, type Plugin } from 'esbuild'
import type { AppConfig } from './app-config'
import type { Component } from './components'
import { isFile, type Sources, splitPackage } from './sources'
import { compileStyle } from './styles'
import { compileTemplates } from './templates'

const RUNTIME = path.join(__dirname, '../runtime')
const EXTENSIONS = ['', '.ts', '.js', '/index.ts', '/index.js']

export interface Program {
  sources: Sources
  app: AppConfig
  theme: Record<'light' | 'dark', Record<string, string>>
  pages: string[]
  components: Component[]
}

/** Bundles the host, the compiled templates and styles and all scripts of the mini program into `<outDir>/phone.js`. */
export async function bundlePhone(program: Program, outDir: string): Promise<void> {
  const templates = compileTemplates(program.sources, program.components)
  await build({
    stdin: { contents: entry(program), resolveDir: RUNTIME, sourcefile: 'preview-entry.js', loader: 'js' },
    outfile: path.join(outDir, 'phone.js'),
    plugins: [templatesModule(templates), miniProgramModules(program)],
    ...BROWSER,
  })
}

/** Bundles the frame around the phones into `<outDir>/shell.js`. */
export async function bundleShell(outDir: string): Promise<void> {
  await build({
    entryPoints: [path.join(RUNTIME, 'shell/index.ts')],
    outfile: path.join(outDir, 'shell.js'),
    ...BROWSER,
  })
}

const BROWSER = {
  bundle: true,
  format: 'iife',
  target: 'es2022',
  minify: true,
  sourcemap: 'linked',
  logLevel: 'silent',
  define: { 'process.env.NODE_ENV': '"production"' },
  tsconfigRaw: { compilerOptions: { target: 'ES2022', useDefineForClassFields: false } },
} as const

/** The scripts are loaded one by one inside their own Page()/Component() context, hence a function for each. */
function entry({ sources, app, theme, pages, components }: Program): string {
  const modules = components.map(({ name, isPage, config, script }) => {
    const style = compileStyle(sources, name, isPage ? 'page' : 'component')
    const head = JSON.stringify({ name, isPage, config, style })
    return `{...${head},load:()=>require(${JSON.stringify(script)})}`
  })
  const appScript = ['.ts', '.js'].find(extension => sources.has('app', extension)) ?? '.ts'
  return `
import { boot } from './index.ts'
import templates from 'preview:templates'
boot({
  app: ${JSON.stringify(app)},
  theme: ${JSON.stringify(theme)},
  pages: ${JSON.stringify(pages)},
  style: ${JSON.stringify(compileStyle(sources, 'app', 'app'))},
  templates,
  load: () => require(${JSON.stringify(sources.file('app', appScript))}),
  components: [${modules.join(',\n')}],
})`
}

function templatesModule(templates: string): Plugin {
  return {
    name: 'templates',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^preview:templates$/ }, ({ path }) => ({ path, namespace: 'preview' }))
      onLoad({ filter: /.*/, namespace: 'preview' }, () => ({
        contents: `const wxs = require(${JSON.stringify(path.join(RUNTIME, 'wxs.ts'))})\nmodule.exports = ${templates}`,
        loader: 'js',
        resolveDir: RUNTIME,
      }))
    },
  }
}

/** Resolves what WeChat resolves and a bundler does not: `/from/root`, resolveAlias, packages' mini program builds. */
function miniProgramModules({ sources, app }: Program): Plugin {
  return {
    name: 'mini-program-modules',
    setup({ onResolve }) {
      onResolve({ filter: /^\// }, args => {
        if (args.kind === 'entry-point' || isFile(args.path)) return undefined
        return firstFile(path.join(sources.root, args.path))
      })
      onResolve({ filter: /^[^./]/ }, args => {
        if (path.isAbsolute(args.path)) return undefined
        return aliased(sources, app, args.path) ?? packaged(sources, args.path, args.resolveDir)
      })
    },
  }
}

function aliased(sources: Sources, app: AppConfig, specifier: string) {
  for (const [pattern, target] of Object.entries(app.resolveAlias ?? {})) {
    const prefix = pattern.replace(/\*$/, '')
    if (!specifier.startsWith(prefix)) continue
    const found = firstFile(
      path.join(sources.root, target.replace(/\*$/, ''), specifier.slice(prefix.length)),
    )
    if (found) return found
  }
  return undefined
}

/** A component library carries its own `miniprogram_npm`; otherwise the package's own mini program build is meant. */
function packaged(sources: Sources, specifier: string, resolveDir: string) {
  const [packageName, rest] = splitPackage(specifier)
  for (let folder = resolveDir; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const nested = firstFile(path.join(folder, 'miniprogram_npm', specifier))
    if (nested) return nested
  }
  const packageRoot = sources.packageRoot(packageName)
  return packageRoot ? firstFile(path.join(packageRoot, rest)) : undefined
}

function firstFile(base: string): { path: string } | undefined {
  const extension = EXTENSIONS.find(candidate => isFile(base + candidate))
  return extension === undefined ? undefined : { path: base + extension }
}
