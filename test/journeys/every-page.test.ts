import { existsSync } from 'node:fs'
import { join } from 'node:path'
import app from '../../miniprogram/app.json'
import { fixtures } from '../make/fixtures'
import { nameOf } from './every-page'

const withPages = Object.entries(fixtures).filter(([, { pages }]) => pages)
const views = withPages.flatMap(([, { pages }]) => Object.entries(pages!.views))

test('every page of the mini program belongs to the views of a feature', () => {
  const pages = [
    ...app.pages,
    ...app.subPackages.flatMap(({ root, pages }) => pages.map(page => `${root}/${page}`)),
  ]
  expect(views.map(([page]) => page).sort()).toEqual(pages.sort())
})

test('every view has a name of its own', () => {
  const names = views.flatMap(([page, ofPage]) => ofPage.map(view => nameOf(page, view)))
  expect(new Set(names).size).toBe(names.length)
})

test.each(withPages.map(([word]) => word))('%s has a file of its own that looks at its pages', word => {
  expect(existsSync(join(__dirname, '..', word, 'every-page.test.ts'))).toBe(true)
})
