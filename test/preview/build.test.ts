import fs from 'node:fs'
import path from 'node:path'
import { buildPreview, previewIsFresh } from '../../scripts/preview/build'
import { prepareScript, prepareTemplate } from '../../scripts/preview/build/templates'
import { writeSmallProgram } from './program'

async function build(files: Record<string, string> = {}) {
  const miniprogram = writeSmallProgram(files)
  const outDir = path.join(miniprogram, 'node_modules', 'out')
  await buildPreview({ miniprogram, outDir })
  return { miniprogram, outDir }
}

describe('building a preview', () => {
  test('gives static files that refer to nothing outside', async () => {
    const { outDir } = await build({ 'images/a.png': 'picture' })
    for (const file of [
      'index.html',
      'phone.html',
      'phone.js',
      'shell.js',
      'fonts/LICENSE',
      'mark.svg',
      'images/a.png',
    ]) {
      expect(fs.existsSync(path.join(outDir, file))).toBe(true)
    }
    for (const file of ['index.html', 'phone.html', 'phone.css', 'shell.css']) {
      expect(fs.readFileSync(path.join(outDir, file), 'utf8')).not.toMatch(
        /(?:src|href|url)\s*[=(]\s*"?https?:/,
      )
    }
  })

  test('is fresh until a source changes', async () => {
    const built = await build()
    expect(previewIsFresh(built)).toBe(true)
    const page = path.join(built.miniprogram, 'pages/a/a.wxml')
    const later = new Date(fs.statSync(page).mtimeMs + 60_000)
    fs.utimesSync(page, later, later)
    expect(previewIsFresh(built)).toBe(false)
  })

  test('is not fresh after a build that failed', async () => {
    const built = await build()
    fs.writeFileSync(path.join(built.miniprogram, 'pages/a/a.wxml'), '<view wx:if="{{a b}}" />')
    await expect(buildPreview(built)).rejects.toThrow()
    expect(previewIsFresh(built)).toBe(false)
  })

  test('is not fresh where nothing was built', () => {
    expect(previewIsFresh({ miniprogram: writeSmallProgram(), outDir: 'nowhere' })).toBe(false)
  })
})

describe('sources that do not compile are refused', () => {
  test('an expression that is none, with file, line and column', async () => {
    await expect(build({ 'pages/a/a.wxml': '<view>\n  <text>{{a b}}</text>\n</view>' })).rejects.toThrow(
      /a\.wxml:2:\d+ unexpected character inside expression/,
    )
  })

  test('a tag that is not closed', async () => {
    await expect(build({ 'pages/a/a.wxml': '<view><text></view>' })).rejects.toThrow(/a\.wxml:1:\d+ /)
  })

  test('a tag that nobody knows', async () => {
    await expect(build({ 'pages/a/a.wxml': '<view>\n<div>a</div></view>' })).rejects.toThrow(
      /a\.wxml:2: <div>/,
    )
  })

  test('a page that app.json names and nobody wrote', async () => {
    await expect(build({ 'app.json': '{"pages":["pages/b/b"]}' })).rejects.toThrow(
      /app\.json: page "pages\/b\/b" is not found/,
    )
  })

  test('a component that is not there', async () => {
    const json = '{"usingComponents":{"b":"./b"}}'
    await expect(build({ 'pages/a/a.json': json })).rejects.toThrow(
      /a\.json: component "pages\/a\/b" is not found/,
    )
  })

  test('a json file that is none', async () => {
    await expect(build({ 'pages/a/a.json': '{' })).rejects.toThrow(/a\.json: /)
  })

  test('a script with a fault, with its file', async () => {
    await expect(build({ 'pages/a/a.js': 'Page({' })).rejects.toThrow(/a\.js:1/)
  })

  test('a WXS file that is missing', async () => {
    await expect(build({ 'pages/a/a.wxml': '<wxs src="./b.wxs" module="b" />' })).rejects.toThrow(
      /script "pages\/a\/b\.wxs" is not found/,
    )
  })
})

describe('meanings of WXML and WXS that HTML and JavaScript lack', () => {
  test('the constructor of a value is the name of its type', () => {
    expect(prepareScript('if (x.constructor === "Array") y()')).toBe(
      'if (x.constructor?.name === "Array") y()',
    )
  })

  test('children of a slot are not its fallback', () => {
    expect(prepareTemplate('<slot name="a"><view /></slot><slot/>')).toBe('<slot name="a"/><slot/>')
  })
})
