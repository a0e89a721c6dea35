import { join } from 'node:path'
import { readProgram } from '../../scripts/build/program'
import { aFolder, aMiniProgram } from './world'

test('everything a program names is found, through components, templates, styles, scripts and pictures', async () => {
  const { root } = aMiniProgram({
    'app.json': {
      pages: ['pages/home/home'],
      tabBar: { list: [{ pagePath: 'pages/home/home', iconPath: '@icon' }] },
      themeLocation: 'theme.json',
    },
    'theme.json': { light: { icon: 'images/day.png' }, dark: { icon: 'images/night.png' } },
    'images/day.png': '',
    'images/night.png': '',
    'pages/home/home.json': { usingComponents: { card: '/ui/card/card' } },
    'pages/home/home.wxml': '<!-- <import src="gone.wxml"/> -->\n<wxs src="./words.wxs" module="w"/>',
    'pages/home/home.wxss': '/* @import "gone"; */ @import "../../strings.wxss";',
    'pages/home/home.ts': "import type { Gone } from 'gone'\nimport { a } from '../../strings'\na as Gone",
    'pages/home/words.wxs': 'module.exports = {}',
    'strings.wxss': '',
    'strings.ts': 'export const a = 1',
    'ui/card/card.json': { component: true },
    'ui/card/card.wxml': '',
    'ui/card/card.ts': 'Component({})',
    'never/used.ts': '',
  })
  const { files, packages, problems } = await readProgram(root)
  expect(problems).toEqual([])
  expect(packages).toEqual([])
  expect(files).toEqual([
    'app.json',
    'app.ts',
    'images/day.png',
    'images/night.png',
    'pages/home/home.json',
    'pages/home/home.ts',
    'pages/home/home.wxml',
    'pages/home/home.wxss',
    'pages/home/words.wxs',
    'strings.ts',
    'strings.wxss',
    'theme.json',
    'ui/card/card.json',
    'ui/card/card.ts',
    'ui/card/card.wxml',
  ])
})

const HOME = 'pages/home/home'
const broken: [string, Record<string, unknown>, string][] = [
  [
    'a listed page without files',
    { 'app.json': { pages: [HOME, 'pages/me/me'] } },
    'app.json: page pages/me/me has no pages/me/me.wxml',
  ],
  [
    'an unknown component',
    { [`${HOME}.json`]: { usingComponents: { card: '/ui/gone' } } },
    `${HOME}.json:3: component "/ui/gone" does not exist`,
  ],
  [
    'a component its package does not have',
    { [`${HOME}.json`]: { usingComponents: { x: 'tdesign-miniprogram/gone/gone' } } },
    `${HOME}.json:3: component "tdesign-miniprogram/gone/gone" does not exist`,
  ],
  [
    'an unknown template',
    { [`${HOME}.wxml`]: '<view/>\n<import src="gone.wxml"/>' },
    `${HOME}.wxml:2: wxml "gone.wxml" does not exist`,
  ],
  [
    'an unknown WXS',
    { [`${HOME}.wxml`]: '<wxs src="./gone.wxs" module="a"/>' },
    `${HOME}.wxml:1: wxs "./gone.wxs" does not exist`,
  ],
  [
    'an unknown style sheet',
    { [`${HOME}.wxss`]: '\n\n@import "gone.wxss";' },
    `${HOME}.wxss:3: wxss "gone.wxss" does not exist`,
  ],
  [
    'a missing picture',
    { [`${HOME}.wxml`]: '<image src="/a.png"/>' },
    `${HOME}.wxml:1: image "/a.png" does not exist`,
  ],
  [
    'a missing tab icon',
    { 'app.json': { pages: [HOME], tabBar: { list: [{ iconPath: 'images/a.png' }] } } },
    'app.json: picture images/a.png does not exist',
  ],
  ['an unknown import', { [`${HOME}.ts`]: "\nimport './gone'" }, `${HOME}.ts:2: "./gone" does not exist`],
  ["Node's own modules", { [`${HOME}.ts`]: "import 'node:fs'" }, `${HOME}.ts:1: "node:fs" does not exist`],
  [
    'server code',
    { [`${HOME}.ts`]: "import '../../../server'", '../server.ts': '' },
    `${HOME}.ts:1: "../../../server" reaches outside the mini program`,
  ],
  [
    'data imported as a script',
    { [`${HOME}.ts`]: "import '../../data.json'", 'data.json': {} },
    `${HOME}.ts:1: "../../data.json" is no script: WeChat imports nothing else`,
  ],
  [
    'a script that does not parse',
    { [`${HOME}.ts`]: 'Page({' },
    `${HOME}.ts:1: Expected identifier but found end of file`,
  ],
]

test.each(broken)('%s is told with its place', async (_, files, problem) => {
  const { problems } = await readProgram(aMiniProgram(files).root)
  expect(problems).toContainEqual(expect.stringContaining(problem))
})

test('a page whose json is broken is told with its file', async () => {
  const { problems } = await readProgram(aMiniProgram({ [`${HOME}.json`]: '{' }).root)
  expect(problems).toEqual([expect.stringMatching(/^pages\/home\/home\.json: .*JSON/)])
})

test('a folder without app.json is no mini program', async () => {
  await expect(readProgram(aFolder().root)).rejects.toThrow('app.json')
})

test('every reference of our own mini program leads somewhere', async () => {
  const { files, problems } = await readProgram(join(__dirname, '..', '..', 'miniprogram'))
  expect(problems).toEqual([])
  expect(files).toContain('features/room/search/find/find.ts')
  expect(files).toContain('miniprogram_npm/tdesign-miniprogram/button/button.wxml')
})
