import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { features } from '../../miniprogram/contract/features'
import { lookOf } from '../../miniprogram/contract/features/look'
import theme from '../../miniprogram/theme.json'
import { initialsOf, tintOf } from '../../miniprogram/ui/avatar/view'
import { sceneOf } from '../../miniprogram/ui/page-state/view'

const ROOT = join(__dirname, '..', '..', 'miniprogram')
const text = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const files = (readdirSync(ROOT, { recursive: true }) as string[]).filter(file => !/_npm/.test(file))
const named = (extension: string) => files.filter(file => file.endsWith(extension))
const tokens = text('ui/tokens.wxss')
const FIRST_DARK = tokens.indexOf('prefers-color-scheme: dark')
const isDark = (at: number) => at > FIRST_DARK
const tokenOf = (name: string, dark: boolean) =>
  [...tokens.matchAll(new RegExp(`${name}: ([^;]+);`, 'g'))].find(({ index }) => isDark(index) === dark)?.[1]

test('two characters stand for a missing picture', () => {
  expect(initialsOf('顾南星')).toBe('南星')
  expect(initialsOf('欧阳若兰')).toBe('若兰')
  expect(initialsOf('李雷')).toBe('李雷')
  expect(initialsOf('阿依古丽·买买提')).toBe('买提')
  expect(initialsOf('Ada King Lovelace')).toBe('AK')
  expect(initialsOf('')).toBe('')
})

test('a person keeps one colour, and six colours are used alike', () => {
  const ids = Array.from({ length: 600 }, (_, i) => `m-${i}`)
  const tints = ids.map(tintOf)
  const counts = [...new Set(tints)].map(tint => [tint, tints.filter(other => other === tint).length])
  expect(counts.map(([tint]) => tint).sort()).toEqual(['amber', 'blue', 'green', 'rose', 'teal', 'violet'])
  expect(counts.filter(([, count]) => Number(count) < 50)).toEqual([])
  expect(tintOf('t-lin')).toBe(tintOf('t-lin'))
})

test('every feature with tiles or administration has a look, and an icon of its own', () => {
  const shown = features.filter(({ sections, administration }) => sections || administration)
  const icons = shown.map(({ look }) => look?.icon)
  expect(new Set(icons).size).toBe(shown.length)
  expect(icons).not.toContain(undefined)
  expect(lookOf('room').icon).toBe('calendar-1')
  expect(lookOf('nothing').colour).toBe('blue')
})

test('the window and the tab bar have the colours of the tokens', () => {
  const values = (dark: boolean) => ({
    page: tokenOf('--td-bg-color-page', dark),
    tabSelected: tokenOf(`--td-brand-color-${dark ? 8 : 7}`, dark),
  })
  expect(theme.light).toMatchObject(values(false))
  expect(theme.dark).toMatchObject({ ...values(true), bar: tokenOf('--td-bg-color-container', true) })
})

test('every icon that names what is missing has a picture', () => {
  const icons = named('.wxml').flatMap(file =>
    [...text(file).matchAll(/empty-icon="([\w-]+)"/g)].map(([, icon]) => icon!),
  )
  const scenes = new Set(named('.svg').map(file => `/${file.replaceAll('\\', '/')}`))
  const missing = icons.filter(icon => !scenes.has(sceneOf(icon)))
  expect(icons.length).toBeGreaterThan(20)
  expect(missing).toEqual([])
  expect(scenes.has(sceneOf('unheard-of'))).toBe(true)
})

test('colours and text sizes are named in the tokens alone, and icons grow with the text', () => {
  const found = (extension: string, pattern: RegExp) =>
    named(extension)
      .filter(file => !file.endsWith('tokens.wxss'))
      .flatMap(file => [...text(file).matchAll(pattern)].map(([words]) => `${file}: ${words}`))
  expect(found('.wxss', /#[0-9a-f]{3,8}\b|rgba?\([^)]*\)|font-size: [\d.]+\w+/gi)).toEqual([])
  expect(found('.wxml', /<t-icon[^>]* size="[\d.]+(rpx|px)?"/g)).toEqual([])
})

test('pictures are small', () => {
  const sizes = named('.svg').map(file => [file, text(file).length] as const)
  expect(sizes.filter(([, size]) => size > 2048)).toEqual([])
})
