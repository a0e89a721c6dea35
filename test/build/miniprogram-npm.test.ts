import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildMiniprogramNpm } from '../../scripts/build/miniprogram-npm'
import { aMiniProgram } from './world'

const SHIPPED = join(__dirname, '..', '..', 'node_modules', 'tdesign-miniprogram', 'miniprogram_dist')

test('of a component package only what is used is copied, byte for byte, with all it needs', async () => {
  const { root } = aMiniProgram({
    'pages/home/home.json': { usingComponents: { 't-button': 'tdesign-miniprogram/button/button' } },
  })
  const { files, problems } = await buildMiniprogramNpm(root)
  expect(problems).toEqual([])
  const copied = files.filter(file => file.startsWith('miniprogram_npm/'))
  for (const file of copied) {
    const original = join(SHIPPED, file.slice('miniprogram_npm/tdesign-miniprogram/'.length))
    expect(readFileSync(join(root, file))).toEqual(readFileSync(original))
  }
  const names = copied.map(file => file.slice('miniprogram_npm/tdesign-miniprogram/'.length))
  expect(names).toEqual(
    expect.arrayContaining(['button/button.js', 'icon/icon.wxml', 'common/style/index.wxss']),
  )
  expect(names).toContain('miniprogram_npm/tslib/index.js')
  expect(names.filter(name => name.startsWith('calendar'))).toEqual([])
})

test('a plain package becomes one file for each import and offers all the package offers', async () => {
  const { root } = aMiniProgram({
    'pages/home/home.ts':
      "import * as v from 'valibot'\nimport dayjs from 'dayjs'\nimport utc from 'dayjs/plugin/utc'\nPage({ v, dayjs, utc })",
  })
  await buildMiniprogramNpm(root)
  const load = (file: string) => require(join(root, 'miniprogram_npm', file))
  expect(Object.keys(load('valibot/index.js')).sort()).toEqual(Object.keys(require('valibot')).sort())
  const dayjs = load('dayjs/index.js')
  dayjs.extend(load('dayjs/plugin/utc.js'))
  expect(dayjs.utc(0).utcOffset(8).format('YYYY-MM-DD HH:mm')).toBe('1970-01-01 08:00')
})

test('filling it again gives the same, and drops what is no longer used', async () => {
  const { root, write } = aMiniProgram({ 'pages/home/home.ts': "import 'valibot'\nimport 'dayjs'" })
  await buildMiniprogramNpm(root)
  write('pages/home/home.ts', "import 'valibot'")
  expect((await buildMiniprogramNpm(root)).packages).toEqual(['valibot'])
  expect(existsSync(join(root, 'miniprogram_npm', 'valibot', 'index.js'))).toBe(true)
  expect(existsSync(join(root, 'miniprogram_npm', 'dayjs'))).toBe(false)
})
