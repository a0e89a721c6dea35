// Runs before every npm script: after a clone or a pull the dependencies are installed without being asked for.
// Plain JavaScript without dependencies, because it runs when there are none yet.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const readJson = file => JSON.parse(readFileSync(join(root, file), 'utf8'))

/** Whether node_modules holds exactly the locked versions; packages for other platforms may be missing. */
function isInstalled() {
  const installedLock = join('node_modules', '.package-lock.json')
  if (!existsSync(join(root, installedLock))) return false
  const installed = readJson(installedLock).packages
  return Object.entries(readJson('package-lock.json').packages).every(([path, locked]) => {
    if (path === '') return true
    if (!installed[path]) return locked.optional === true
    return installed[path].version === locked.version
  })
}

/** npm's own script when npm started us (no shell needed, Windows included), else the npm on the PATH. */
function install() {
  const npm = process.env.npm_execpath
  const options = { cwd: root, stdio: 'inherit' }
  if (npm?.endsWith('npm-cli.js')) return spawnSync(process.execPath, [npm, 'ci'], options)
  return spawnSync('npm ci', { ...options, shell: true })
}

const required = Number(/\d+/.exec(readJson('package.json').engines.node)[0])
if (Number(process.versions.node.split('.')[0]) < required) {
  console.error(`Node ${required} or newer is needed; this is ${process.version}. See https://nodejs.org`)
  process.exit(1)
}
if (!isInstalled()) {
  console.log('Installing dependencies (npm ci): node_modules does not match package-lock.json …')
  const { status, error } = install()
  if (status !== 0) {
    console.error(
      `npm ci failed${error ? `: ${error.message}` : `, exit code ${status}`}. Nothing else was done.`,
    )
    process.exit(status || 1)
  }
}
