import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const APP = join(__dirname, '..', '..', '..', 'miniprogram', 'app.json')

interface App {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
}

/** Whether the mini program has a page; paths begin without a slash. */
export function hasPage(path: string): boolean {
  const { pages, subPackages = [] }: App = JSON.parse(readFileSync(APP, 'utf8'))
  return [
    ...pages,
    ...subPackages.flatMap(({ root, pages }) => pages.map(page => `${root}/${page}`)),
  ].includes(path)
}
