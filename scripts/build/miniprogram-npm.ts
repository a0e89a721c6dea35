import { cp, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { type Program, readProgram } from './program'

const NPM = 'miniprogram_npm/'

/**
 * Fills miniprogram/miniprogram_npm with the used parts of packages, so that WeChat DevTools needs no "构建 npm"
 * and phones load nothing else: components are copied file by file as their package ships them, plain packages
 * become one file for each import.
 * @param root the folder of app.json
 * @returns the program; one with problems is built as far as its references could be resolved
 */
export async function buildMiniprogramNpm(root: string): Promise<Program> {
  // First, because what stands there would answer imports that an installed package has to answer.
  await rm(join(root, NPM), { recursive: true, force: true })
  const program = await readProgram(root)
  const { sources, files, packages } = program
  for (const name of files.filter(file => file.startsWith(NPM))) {
    await mkdir(dirname(join(sources.root, name)), { recursive: true })
    await cp(sources.file(name), join(sources.root, name))
  }
  await Promise.all(packages.map(specifier => bundlePackage(specifier, sources.root)))
  return program
}

/** `pkg` goes to pkg/index.js and `pkg/part` to pkg/part.js: where WeChat looks for them. */
function bundlePackage(specifier: string, root: string) {
  const depth = specifier.startsWith('@') ? 2 : 1
  const file = specifier.split('/').length === depth ? `${specifier}/index.js` : `${specifier}.js`
  return build({
    stdin: { contents: `module.exports = require(${JSON.stringify(specifier)})`, resolveDir: root },
    outfile: join(root, NPM, file),
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'browser',
    target: 'es2018',
    legalComments: 'none',
    logLevel: 'warning',
  })
}
