import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'ensure-installed.mjs')
const LOCKED = {
  '': {},
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b': { version: '2.0.0', optional: true },
}

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'installed-'))
  mkdirSync(join(root, 'scripts'))
  copyFileSync(SCRIPT, join(root, 'scripts', 'ensure-installed.mjs'))
  write('package.json', { engines: { node: '>=20' } })
  write('package-lock.json', { packages: LOCKED })
  writeFileSync(join(root, 'npm-cli.js'), "require('fs').writeFileSync('asked.txt', process.argv[2])")
})
afterEach(() => rmSync(root, { recursive: true }))

function write(file: string, value: unknown) {
  mkdirSync(join(root, file, '..'), { recursive: true })
  writeFileSync(join(root, file), JSON.stringify(value))
}

function ensure() {
  const env = { ...process.env, npm_execpath: join(root, 'npm-cli.js') }
  return spawnSync(process.execPath, [join(root, 'scripts', 'ensure-installed.mjs')], {
    env,
    encoding: 'utf8',
  })
}

const asked = () => readFileSync(join(root, 'asked.txt'), 'utf8')

test('a fresh clone is installed with npm ci', () => {
  expect(ensure().status).toBe(0)
  expect(asked()).toBe('ci')
})

test('a version that differs from the lock file is installed again', () => {
  write('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '0.9.0' } } })
  expect(ensure().stdout).toContain('npm ci')
  expect(asked()).toBe('ci')
})

test('a package the lock file gained is installed', () => {
  write('node_modules/.package-lock.json', { packages: { 'node_modules/b': { version: '2.0.0' } } })
  ensure()
  expect(asked()).toBe('ci')
})

test('nothing is said or done when every locked package stands, those for other platforms aside', () => {
  write('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '1.0.0' } } })
  expect(ensure()).toMatchObject({ status: 0, stdout: '', stderr: '' })
  expect(asked).toThrow('ENOENT')
})

test('a failed installation ends the command with its exit code', () => {
  writeFileSync(join(root, 'npm-cli.js'), 'process.exit(7)')
  const { status, stderr } = ensure()
  expect(status).toBe(7)
  expect(stderr).toContain('npm ci failed')
})

test('an old Node is refused before anything is installed', () => {
  write('package.json', { engines: { node: '>=99' } })
  const { status, stderr } = ensure()
  expect(status).toBe(1)
  expect(stderr).toContain('Node 99 or newer is needed')
  expect(asked).toThrow('ENOENT')
})
