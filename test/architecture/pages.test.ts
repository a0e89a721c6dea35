import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pagePath } from '#contract/features/feature'
import app from '../../miniprogram/app.json'
import { ROOT, type SourceText } from './source-imports'

const PAGES = new Set([
  ...app.pages,
  ...app.subPackages.flatMap(({ root, pages }) => pages.map(page => `${root}/${page}`)),
])

/** A page's path as a whole string, with parameters or without. */
const PATH = /['"`]\/?((?:pages|features)\/[\w-]+(?:\/[\w-]+)+)(?=['"`?])/g
const FOLDER = /\bpagePath\('([\w/-]+)'\)/g

function pagesNamedIn(text: string): string[] {
  const paths = [...text.matchAll(PATH)].map(([, path = '']) => path)
  const folders = [...text.matchAll(FOLDER)].map(([, folder = '']) => pagePath(folder).slice(1))
  return [...paths, ...folders]
}

const missingPages = (sources: SourceText[]): string[] =>
  sources.flatMap(({ file, text }) =>
    pagesNamedIn(text).flatMap(page => (PAGES.has(page) ? [] : `${file} → ${page}`)),
  )

const sourcesIn = (folder: string): SourceText[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.(?:ts|wxml)$/.test(file) && !/node_modules|miniprogram_npm/.test(file))
    .map(file => ({ file: `${folder}/${file}`, text: readFileSync(join(ROOT, folder, file), 'utf8') }))

test('every page that the mini program or a function names is in app.json', () => {
  const sources = [...sourcesIn('miniprogram'), ...sourcesIn('cloudfunctions')]
  const named = sources.filter(({ text }) => pagesNamedIn(text).length).map(({ file }) => file)
  expect(named).toEqual(
    expect.arrayContaining([
      'miniprogram/contract/features/repair.ts',
      'miniprogram/ui/page-state/page-state.ts',
    ]),
  )
  expect(missingPages(sources)).toEqual([])
})

test('a page that is not in app.json is caught, however it is named', () => {
  const file = 'miniprogram/contract/features/repair.ts'
  for (const text of [
    "{ page: pagePath('repair/none') }",
    "wx.navigateTo({ url: '/features/repair/none/none' })",
    "const PAGE = 'features/repair/none/none'",
    'const page = `/features/repair/none/none?id=`',
    '<view data-url="/features/repair/none/none" />',
  ])
    expect(missingPages([{ file, text }])).toEqual([`${file} → features/repair/none/none`])
  expect(missingPages([{ file, text: "pagePath('repair/reporter/report'), '/pages/home/home'" }])).toEqual([])
})

test('a file of a folder is no page', () => {
  expect(pagesNamedIn('`/features/room/pictures/bright.svg`')).toEqual([])
})
