import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWhenStale, isFresh, type Product } from '../../scripts/build/freshness'

let root: string
let product: Product
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'fresh-'))
  product = { output: join(root, 'dist', 'out'), inputs: [join(root, 'src'), join(root, 'lock.json')] }
  mkdirSync(join(root, 'src', 'deep'), { recursive: true })
  writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'one')
  writeFileSync(join(root, 'src', 'b.ts'), 'two')
  writeFileSync(join(root, 'lock.json'), '1')
  await buildWhenStale(product, build)
})
afterEach(() => rmSync(root, { recursive: true }))

async function build() {
  mkdirSync(product.output, { recursive: true })
  writeFileSync(join(product.output, 'index.js'), 'built')
}

const edits: [string, () => void][] = [
  ['a changed file', () => writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'One')],
  ['a new file', () => writeFileSync(join(root, 'src', 'c.ts'), '')],
  ['a deleted file', () => rmSync(join(root, 'src', 'b.ts'))],
  ['a changed lock file', () => writeFileSync(join(root, 'lock.json'), '2')],
  ['a lost file of the output', () => rmSync(join(product.output, 'index.js'))],
  ['a deleted output', () => rmSync(product.output, { recursive: true })],
]

test.each(edits)('%s makes the build stale, and building again makes it fresh', async (_, edit) => {
  edit()
  expect(isFresh(product)).toBe(false)
  expect(await buildWhenStale(product, build)).toBe(true)
  expect(isFresh(product)).toBe(true)
})

test('an untouched build is not repeated, though a checkout gave its files another time', async () => {
  utimesSync(join(root, 'src', 'b.ts'), 0, 0)
  const again = jest.fn(build)
  expect(await buildWhenStale(product, again)).toBe(false)
  expect(again).not.toHaveBeenCalled()
})

test('a build that failed stays stale', async () => {
  writeFileSync(join(root, 'src', 'c.ts'), '')
  await expect(buildWhenStale(product, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(isFresh(product)).toBe(false)
})
