import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'

/**
 * Bundles the WeChat SDK into a function. Unbundled, it reads 422 files at every cold start, though most calls need
 * only its database client. Two plugins reduce that without changing the parts that are used: modules are loaded on
 * first use, and the AI and data-model clients, which the product never calls, are replaced by ones that throw.
 */
export function wechatSdk(): Plugin[] {
  return [loadAtFirstUse, leaveOut]
}

const loadAtFirstUse: Plugin = {
  name: 'load-at-first-use',
  setup(build) {
    build.onLoad(
      { filter: /[\\/]@cloudbase[\\/](node-sdk|database|signature-nodejs)[\\/].*\.js$/ },
      async ({ path }) => ({
        contents: deferRequires(await readFile(path, 'utf8')),
        loader: 'js',
      }),
    )
  },
}

const REQUIRE = /^(?:const|var) (\w+) = ((?:__importDefault|__importStar)?\(?require\("[^"]+"\)\)?);$/gm

/**
 * Rewrites `const x_1 = require("y")` in CommonJS emitted by TypeScript so that "y" runs when `x_1` is first used.
 * TypeScript reads an import as `x_1.member` only; an import used in any other way is left as it is.
 */
export function deferRequires(source: string): string {
  return [...source.matchAll(REQUIRE)].reduce(
    (text, [declaration, name, expression]) => deferOne(text, declaration, name!, expression!),
    source,
  )
}

function deferOne(source: string, declaration: string, name: string, expression: string): string {
  const [before, after] = source.split(declaration) as [string, string]
  const uses = after.match(new RegExp(`\\b${name}\\b`, 'g'))?.length
  const member = new RegExp(`\\b${name}\\.`, 'g')
  if (after.match(member)?.length !== uses) return source
  const loader = `let ${name}$module; const ${name} = () => (${name}$module ??= ${expression});`
  return before + loader + after.replace(member, `(${name}()).`)
}

const LEFT_OUT = /^(@cloudbase\/(ai|app|wx-cloud-client-sdk)|web-streams-polyfill)$/

const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
    build.onResolve({ filter: LEFT_OUT }, ({ path }) => ({ path, namespace: 'left-out' }))
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: refusal(path),
      loader: 'js',
    }))
  },
}

/** The SDK makes its data-model client at init and swallows what that throws, so that client refuses when it is used. */
function refusal(name: string): string {
  const message = `${name} is not in this bundle: it was left out to start faster (see ${join('scripts', 'build', 'sdk.ts')})`
  const refuse = `const refuse = () => { throw new Error(${JSON.stringify(message)}) };`
  if (name !== '@cloudbase/wx-cloud-client-sdk') return `${refuse} refuse();`
  return `${refuse}
    exports.__esModule = true;
    exports.default = { generateHTTPClient: () => new Proxy({}, { get: refuse }), generateMySQLClient: refuse };`
}
