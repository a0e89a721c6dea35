import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')
const NUMBER = /\b(?:[OLET]-\d\d|B\d+)\b/g
const TITLE = /\b(?:test|it|describe|journey)(?:\.each\([\s\S]*?\))?\(\s*['"`]([^'"`\n]*)/g

const testFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? testFiles(path) : entry.name.endsWith('.test.ts') ? [path] : []
  })

/** The numbers that the titles of these tests carry. */
const testedIn = (text: string): string[] =>
  [...text.matchAll(TITLE)].flatMap(([, title]) => title!.match(NUMBER) ?? [])

/** The numbers of the requirements in this table. */
const listedIn = (text: string): string[] =>
  [...text.matchAll(/^\| (\S+) \|/gm)].map(([, number]) => number!).filter(number => number.match(NUMBER))

/** The numbers in the section of dropped requirements. */
const droppedIn = (text: string): string[] => (text.split('\n## Dropped\n')[1] ?? '').match(NUMBER) ?? []

const without = (numbers: string[], others: string[]): string[] =>
  numbers.filter(number => !others.includes(number))

const tested = testFiles(join(ROOT, 'test')).flatMap(file => testedIn(readFileSync(file, 'utf8')))
const document = readFileSync(join(ROOT, 'docs', 'requirements.md'), 'utf8')
const listed = listedIn(document)

test('every requirement on the list has a test that carries its number', () => {
  expect(listed).not.toEqual([])
  expect(without(listed, tested)).toEqual([])
})

test('every number in a test’s title stands on the list', () => {
  expect(tested).not.toEqual([])
  expect(without(tested, listed)).toEqual([])
})

test('a dropped number is neither listed nor tested', () => {
  const dropped = droppedIn(document)
  expect(dropped).toEqual(['L-18', 'L-20'])
  expect(dropped.filter(number => listed.includes(number) || tested.includes(number))).toEqual([])
})

test('a number on one side alone is caught', () => {
  const planted = [`${'L'}-01`, `${'E'}-02`, `${'B'}3`]
  const titles = `${'test'}('${planted[0]}, ${planted[1]}: a fact', () => {})\n// ${planted[2]}`
  const table = `| ${planted[1]} | a fact |\n| ${planted[2]} | another |\n| number | what |`
  expect(without(testedIn(titles), listedIn(table))).toEqual([planted[0]])
  expect(without(listedIn(table), testedIn(titles))).toEqual([planted[2]])
})
