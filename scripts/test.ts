import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildStaleFunctions } from './build/functions'
import { buildPreview, previewIsFresh } from './preview/build'

const ROOT = join(__dirname, '..')
const terminal: SpawnOptions = { cwd: ROOT, stdio: 'inherit' }
const preview = { miniprogram: join(ROOT, 'miniprogram'), outDir: join(ROOT, 'dist', 'preview') }

/**
 * `npm test`: types, what the tests run on (built only when stale), then every test. What follows `--` goes to jest.
 * The exit code is that of the first step that fails.
 */
async function main(jestArgs: string[]): Promise<number> {
  const [types] = await Promise.all([
    run(spawn('npm run --silent typecheck', { ...terminal, shell: true })),
    buildStaleFunctions(),
    previewIsFresh(preview) || buildPreview(preview),
  ])
  if (types !== 0) return types
  return run(spawn(process.execPath, [require.resolve('jest/bin/jest'), ...jestArgs], terminal))
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
