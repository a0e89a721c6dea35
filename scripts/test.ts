import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process'
import { join } from 'node:path'
import { findBrowser } from '../test/journeys/browser'
import { buildStaleFunctions } from './build/functions'
import { buildStaleConsole } from './console/build'
import { buildPreview, previewIsFresh } from './preview/build'

const ROOT = join(__dirname, '..')
const terminal: SpawnOptions = { cwd: ROOT, stdio: 'inherit' }
const preview = { miniprogram: join(ROOT, 'miniprogram'), outDir: join(ROOT, 'dist', 'preview') }

const NO_BROWSER = `
No browser was found, so the tests that need one were skipped.
Install Chrome, Chromium or Edge, or set CHROME_PATH to the program of one.`

/**
 * `npm test`: checks types, builds stale parts, then runs the tests. `--full` runs everything; without it the generated
 * tests take samples, which SEED decides. Other options behind `--` go to jest.
 * @returns the exit code of the first step that fails
 */
async function main(options: string[]): Promise<number> {
  const [types] = await Promise.all([
    run(spawn('npm run --silent typecheck', { ...terminal, shell: true })),
    buildStaleFunctions(),
    buildStaleConsole(),
    previewIsFresh(preview) || buildPreview(preview),
  ])
  if (types !== 0) return types
  const full = options.includes('--full')
  const seed = process.env.SEED || currentCommit() || 'none'
  console.log(full ? 'Runs everything.' : `Runs samples by SEED=${seed}; npm test -- --full runs everything.`)
  const jest = [require.resolve('jest/bin/jest'), ...options.filter(option => option !== '--full')]
  const env = { ...process.env, SEED: seed, ...(full && { FULL: '1' }) }
  const tests = await run(spawn(process.execPath, jest, { ...terminal, env }))
  if (!findBrowser()) console.log(NO_BROWSER)
  return tests
}

/** The short hash of the current commit; undefined where there is no history. */
function currentCommit(): string | undefined {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, stdio: 'pipe' })
      .toString()
      .trim()
  } catch {
    return undefined
  }
}

/** The exit code of a command once it ends, 1 when a signal ended it. */
function run(command: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    command.on('error', reject).on('exit', code => resolve(code ?? 1))
  })
}

main(process.argv.slice(2)).then(code => {
  process.exitCode = code
})
