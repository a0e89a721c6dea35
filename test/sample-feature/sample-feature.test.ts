import { execFile, execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { SHARED_EDITS } from './shared-edits'

const ROOT = join(__dirname, '..', '..')
const FILES = join(__dirname, 'files')
const MINUTES = 60_000

let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'weoffice-sample-'))
  const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: ROOT })
  for (const file of tracked.toString().split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(ROOT, file), join(copy, file), { force: true })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'dir')
})
afterAll(() => rmSync(copy, { recursive: true, force: true, maxRetries: 5 }))

/** Adds the files of the feature, then its line in each shared place. */
function addFeature(): void {
  for (const name of readdirSync(FILES, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.sample')) continue
    const target = join(copy, name.replace(/\.sample$/, ''))
    mkdirSync(dirname(target), { recursive: true })
    cpSync(join(FILES, name), target)
  }
  for (const { file, after, add } of SHARED_EDITS) {
    const text = readFileSync(join(copy, file), 'utf8')
    expect(text.split(after)).toHaveLength(2)
    writeFileSync(join(copy, file), text.replace(after, after + add))
  }
}

/** The outcome of a command in the copy; its output where it fails. */
async function run(...command: string[]): Promise<string> {
  const { JEST_WORKER_ID: _worker, ...env } = process.env
  try {
    await promisify(execFile)(process.execPath, command, { cwd: copy, env, maxBuffer: 2 ** 26 })
    return 'passed'
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return stdout + stderr
  }
}

const named = new Set(SHARED_EDITS.map(({ file }) => file))

/** The numbered list of shared places in a page. */
const placesIn = (page: string): string[] =>
  [...page.split('## Adding a feature')[1]!.matchAll(/^\d+\. (.*)$/gm)].map(([, place]) => place!)

/** The files that no place names. */
const unnamed = (files: Iterable<string>, places: string[]): string[] =>
  [...files].filter(file => !places.some(place => place.includes(`\`${file}\``)))

test('a feature touches only shared places that ARCHITECTURE.md numbers, one each', () => {
  const page = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8')
  const places = placesIn(page)
  expect(unnamed(named, places)).toEqual([])
  expect(named.size).toBeLessThanOrEqual(places.length)
  const words = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
  expect(page).toContain(`In shared places, at most ${words[places.length]}:`)
})

test('a shared place that is not on the list is caught', () => {
  const page = '1. `a.ts`: before\n## Adding a feature\n\n1. `b.ts`: the facts\n2. `c.ts`, `d.ts`: more\n'
  expect(unnamed(['a.ts', 'b.ts', 'd.ts'], placesIn(page))).toEqual(['a.ts'])
})

test(
  'a feature added by these steps alone passes the generated tests',
  async () => {
    addFeature()
    const results = join(copy, 'dist', 'results.json')
    const tests = ['access', 'inputs', 'keys', 'crash', 'indexes', 'scopes'].map(
      name => `test/every-operation/${name}`,
    )
    const jest = ['--json', `--outputFile=${results}`, '--maxWorkers=1']
    expect(await run('scripts/run.mjs', 'test', ...tests, '-t', 'parking', ...jest)).toBe('passed')
    const { numPassedTests } = JSON.parse(readFileSync(results, 'utf8')) as { numPassedTests: number }
    expect(numPassedTests).toBeGreaterThan(10)
  },
  15 * MINUTES,
)
