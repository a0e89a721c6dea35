import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildFunctions, functionNames } from '../../scripts/build/functions'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'functions-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function write(file: string, text: string) {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

const build = (names?: string[]) =>
  buildFunctions({ sources: join(root, 'src'), outDir: join(root, 'out'), names })

const read = (file: string) => readFileSync(join(root, 'out', file), 'utf8')

test('a folder with a config.json is a function; shared code is not', () => {
  write('src/room/config.json', '{}')
  write('src/kernel/serve.ts', '')
  expect(functionNames(join(root, 'src'))).toEqual(['room'])
})

test('a function is built to one file that needs nothing installed, with its settings beside it', async () => {
  write('src/kernel/answer.ts', 'export const answer = 42')
  write('src/room/index.ts', "import { answer } from '../kernel/answer'\nexport const main = () => answer")
  write('src/room/config.json', '{"timeout":20}')
  await build()
  cpSync(join(root, 'out', 'room'), join(root, 'uploaded'), { recursive: true })
  expect(require(join(root, 'uploaded')).main()).toBe(42)
  expect(JSON.parse(read('room/config.json'))).toEqual({ timeout: 20 })
  expect(JSON.parse(read('room/package.json'))).toEqual({ name: 'room', private: true, main: 'index.js' })
})

test('a function that was deleted leaves the output, and building one by name leaves the others', async () => {
  for (const name of ['room', 'old']) {
    write(`src/${name}/index.ts`, `export const main = () => '${name}'`)
    write(`src/${name}/config.json`, '{}')
  }
  await build()
  await build(['room'])
  expect(existsSync(join(root, 'out', 'old'))).toBe(true)
  rmSync(join(root, 'src', 'old'), { recursive: true })
  await build()
  expect(existsSync(join(root, 'out', 'old'))).toBe(false)
})

test('broken settings are named with their file', async () => {
  write('src/room/index.ts', 'export const main = () => 1')
  write('src/room/config.json', '{"timeout":20,}')
  await expect(build()).rejects.toThrow(join('room', 'config.json'))
})
