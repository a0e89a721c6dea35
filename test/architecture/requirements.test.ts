import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')
const NUMBER = /\b(?:[OLET]-\d\d|B\d+)\b/g

const testFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? testFiles(path) : entry.name.endsWith('.test.ts') ? [path] : []
  })

/** The numbers that titles of tests carry. */
const tested = new Set(
  testFiles(join(ROOT, 'test')).flatMap(file =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /\b(?:test|it|describe|journey)(?:\.each\([\s\S]*?\))?\(\s*['"`]([^'"`\n]*)/g,
      ),
    ].flatMap(([, title]) => title!.match(NUMBER) ?? []),
  ),
)
const listed = new Set(
  [...readFileSync(join(ROOT, 'docs', 'requirements.md'), 'utf8').matchAll(/^\| (\S+) \|/gm)]
    .map(([, number]) => number!)
    .filter(number => number.match(NUMBER)),
)

test('every promise on the list is kept by a test that carries its number', () => {
  expect(listed.size).toBeGreaterThan(0)
  expect([...listed].filter(number => !tested.has(number))).toEqual([])
})

test('every number in a test’s title stands on the list', () => {
  expect([...tested].filter(number => !listed.has(number))).toEqual([])
})
