import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, textsIn } from './source-imports'

const NAMED = /`((?:miniprogram|cloudfunctions|database-schema|scripts|test|docs)\/[\w./-]+)`/g

/** The paths that a page names in full; those with a placeholder such as `<word>` are none. */
const pathsIn = (page: string): string[] => [...page.matchAll(NAMED)].map(([, path]) => path!)

/** Folders that the build makes. */
const MADE = ['miniprogram/miniprogram_npm']

const isThere = (path: string): boolean => MADE.includes(path) || existsSync(join(ROOT, path))

const pages = ['', 'docs', 'docs/decisions'].flatMap(folder =>
  readdirSync(join(ROOT, folder))
    .filter(name => name.endsWith('.md') && name !== 'CHANGELOG.md')
    .map(name => join(folder, name)),
)

test.each(pages)('%s names files and folders that exist', page => {
  expect(pathsIn(readFileSync(join(ROOT, page), 'utf8')).filter(path => !isThere(path))).toEqual([])
})

test('a path that does not exist is caught', () => {
  const page =
    'In `cloudfunctions/kernel/serve.ts`, not `cloudfunctions/kernel/gone.ts` or `test/<word>/access.ts`.'
  expect(pathsIn(page)).toEqual(['cloudfunctions/kernel/serve.ts', 'cloudfunctions/kernel/gone.ts'])
  expect(pathsIn(page).filter(path => !isThere(path))).toEqual(['cloudfunctions/kernel/gone.ts'])
})

test('pages that name paths are among those looked at', () => {
  expect(pages).toEqual(expect.arrayContaining(['ARCHITECTURE.md', 'docs/patterns.md']))
})

const CODE = ['miniprogram', 'cloudfunctions', 'database-schema', 'scripts']
const COMMENT = /\/\*[\s\S]*?\*\/|\/\/.*$/gm
const QUOTED = /'[^'\n]*'/g
const WORD = /[A-Za-z_$][\w$]*/g

const wordsOf = (text: string): string[] => text.match(WORD) ?? []

const markupIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.wxml') && !name.includes('miniprogram_npm'))
    .map(name => readFileSync(join(ROOT, folder, name), 'utf8'))

/** Every word of the code and of the pages' markup; comments do not count. */
const known = new Set(
  [...textsIn(...CODE).map(({ text }) => text.replace(COMMENT, '')), ...markupIn('miniprogram')].flatMap(
    wordsOf,
  ),
)

/** The words in the snippets of a page: of code without comments and texts, of markup all. */
const snippetWords = (page: string): string[] =>
  [...page.matchAll(/```(ts|xml)\n([\s\S]*?)```/g)].flatMap(([, language, code]) =>
    wordsOf(language === 'xml' ? code! : code!.replace(COMMENT, '').replace(QUOTED, '')),
  )

test.each(pages)('%s has snippets of words that the code has', page => {
  const words = snippetWords(readFileSync(join(ROOT, page), 'utf8'))
  expect(words.filter(word => !known.has(word))).toEqual([])
})

test('a word of a snippet that the code does not have is caught', () => {
  const page = '```ts\nrevise(gone2, \'text\') // remark\n```\n```xml\n<page-state gone3="x" />\n```\n`gone4`'
  expect(snippetWords(page).filter(word => !known.has(word))).toEqual(['gone2', 'gone3'])
  expect(snippetWords(readFileSync(join(ROOT, 'docs', 'patterns.md'), 'utf8')).length).toBeGreaterThan(100)
})
