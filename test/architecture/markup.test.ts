import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')
/** Folders that are generated or installed. */
const ASIDE = new Set(['miniprogram_npm', 'node_modules'])

const filesIn = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return ASIDE.has(entry.name) ? [] : filesIn(path, ending)
    return ending.test(entry.name) ? [path] : []
  })

/** Components that draw markup, or pages of somebody else: through them a text could become more than text. */
const MARKUP = /<(rich-text|web-view|editor|mp-html|wxparse|include-html)\b/i
/** Components of packages that draw markup, as a page declares them. */
const DECLARED = /"(?:rich-text|mp-html|wxparse|towxml)"|\/towxml\//i
/** Ways by which a text becomes a program. */
const RUNNING =
  /\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(\s*['"`]|\bset(?:Timeout|Interval)\s*\(\s*['"`]/

const found = (folders: string[], ending: RegExp, pattern: RegExp) => {
  const files = folders.flatMap(folder => filesIn(folder, ending))
  expect(files.length).toBeGreaterThan(20)
  return files.filter(file => pattern.test(readFileSync(join(ROOT, file), 'utf8')))
}

test('no page draws what people wrote as anything but text', () => {
  expect(found(['miniprogram'], /\.wxml$/, MARKUP)).toEqual([])
})

test('no page declares a component that draws markup', () => {
  expect(found(['miniprogram'], /\.json$/, DECLARED)).toEqual([])
})

test('nothing of ours makes a program of a text', () => {
  expect(found(['miniprogram', 'cloudfunctions', 'database-schema'], /\.(?:ts|js|wxs)$/, RUNNING)).toEqual([])
})

test('each of these would be noticed', () => {
  expect(['<rich-text nodes="{{x}}" />', '<web-view src="x">'].map(text => MARKUP.test(text))).toEqual([
    true,
    true,
  ])
  expect(['"mp-html": "mp-html/index"', '"html": "/towxml/towxml"'].map(text => DECLARED.test(text))).toEqual(
    [true, true],
  )
  const programs = ['eval(text)', 'new Function(text)', "Function('return 1')", "setTimeout('go()', 1)"]
  expect(programs.map(text => RUNNING.test(text))).toEqual(programs.map(() => true))
  expect(['<text>{{words}}</text>', '<view class="rich-text" />'].map(text => MARKUP.test(text))).toEqual([
    false,
    false,
  ])
})
