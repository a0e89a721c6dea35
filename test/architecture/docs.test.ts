import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './source-imports'

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
