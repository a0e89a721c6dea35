import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildFunctions, functionNames } from '../../scripts/build/functions'
import { aFolder } from './world'

const build = (root: string, names?: string[]) =>
  buildFunctions({ sources: join(root, 'src'), outDir: join(root, 'out'), names })

test('a folder with a config.json is a function; shared code is not', () => {
  const { root } = aFolder({ 'room/config.json': {}, 'kernel/serve.ts': '' })
  expect(functionNames(root)).toEqual(['room'])
})

test('a function is built to one file that needs nothing installed, with its settings beside it', async () => {
  const { root } = aFolder({
    'src/kernel/answer.ts': 'export const answer = 42',
    'src/room/index.ts': "import { answer } from '../kernel/answer'\nexport const main = () => answer",
    'src/room/config.json': { timeout: 20 },
  })
  await build(root)
  cpSync(join(root, 'out', 'room'), join(root, 'uploaded'), { recursive: true })
  expect(require(join(root, 'uploaded')).main()).toBe(42)
  const read = (file: string) => JSON.parse(readFileSync(join(root, 'out', 'room', file), 'utf8'))
  expect(read('config.json')).toEqual({ timeout: 20 })
  expect(read('package.json')).toEqual({ name: 'room', private: true, main: 'index.js' })
})

test('a package that is required is a file of its own, loaded when first used', async () => {
  const { root } = aFolder({
    'src/room/index.ts': `export const main = () => require('large-package/part').answer
      export const loaded = () => Object.keys(require.cache).some(file => file.endsWith('large-package-part.js'))`,
    'src/room/config.json': {},
    'src/other/index.ts': 'export const main = () => 1',
    'src/other/config.json': {},
    'node_modules/large-package/part.js': 'module.exports = { answer: require("./deep") }',
    'node_modules/large-package/deep.js': 'module.exports = 42',
  })
  await build(root)
  cpSync(join(root, 'out', 'room'), join(root, 'uploaded'), { recursive: true })
  const script = 'const f = require(process.argv[1]); console.log(f.loaded(), f.main(), f.loaded())'
  const said = execFileSync(process.execPath, ['-e', script, join(root, 'uploaded')], { encoding: 'utf8' })
  expect(said.trim()).toBe('false 42 true')
  expect(existsSync(join(root, 'out', 'other', 'large-package-part.js'))).toBe(false)
  writeFileSync(join(root, 'src', 'room', 'index.ts'), 'export const main = () => 1')
  await build(root)
  expect(existsSync(join(root, 'out', 'room', 'large-package-part.js'))).toBe(false)
})

test('a function that was deleted leaves the output, and building one by name leaves the others', async () => {
  const { root } = aFolder({
    'src/room/index.ts': 'export const main = () => 1',
    'src/room/config.json': {},
    'src/old/index.ts': 'export const main = () => 2',
    'src/old/config.json': {},
  })
  await build(root)
  await build(root, ['room'])
  expect(existsSync(join(root, 'out', 'old'))).toBe(true)
  rmSync(join(root, 'src', 'old'), { recursive: true })
  await build(root)
  expect(existsSync(join(root, 'out', 'old'))).toBe(false)
})

test('broken settings are named with their file', async () => {
  const { root } = aFolder({ 'src/room/index.ts': '', 'src/room/config.json': '{"timeout":20,}' })
  await expect(build(root)).rejects.toThrow(join('room', 'config.json'))
})
