import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { applyAppId } from '../../scripts/build/app-id'
import { checkBundleSizes } from '../../scripts/build/checks/bundle-size'
import { checkConfigFiles } from '../../scripts/build/checks/config-files'
import { checkFunctionConfigs } from '../../scripts/build/checks/function-config'
import { checkMarkup, compilerFolder } from '../../scripts/build/checks/markup'
import { unpack, verified } from '../../scripts/build/checks/official-schemas'
import { checkPackageSizes, packageSizes } from '../../scripts/build/checks/package-size'
import { aFolder, aMiniProgram } from './world'

describe('sizes', () => {
  test('a function over 1.1 MB is refused, packages that it loads when first used not counted', () => {
    const { root } = aFolder({
      'room/index.js': 'x'.repeat(1024 * 1024),
      'room/client.js': 'x'.repeat(2 * 1024 * 1024),
      'fat/index.js': 'x'.repeat(1.2 * 1024 * 1024),
    })
    expect(checkBundleSizes(root)).toEqual([
      `${join(root, 'fat', 'index.js')}: 1.20 MB is over the limit of 1.10 MB`,
    ])
  })

  const subpackages = { pages: ['pages/home/home'], subPackages: [{ root: 'features/room', pages: [] }] }

  test('a package over its limit is refused by name, and a subpackage does not weigh on the main one', () => {
    const { root } = aMiniProgram({ 'app.json': subpackages, 'features/room/big.wxss': 'x'.repeat(3000) })
    expect(checkPackageSizes(root, { main: 2000, subpackage: 2000 })).toEqual([
      'app.json: package features/room/ weighs 0.00 MB, over the limit of 0.00 MB',
    ])
    expect(checkPackageSizes(root)).toEqual([])
  })

  test('types weigh nothing and neither do their declarations', () => {
    const types = `interface A { ${'field: string;'.repeat(500)} }\n`
    const { root } = aMiniProgram({
      'app.ts': `${types}App({})`,
      'types.d.ts': types,
      'miniprogram_npm/a/index.js': 'x'.repeat(5000),
    })
    const [main] = packageSizes(root)
    expect(main!.bytes).toBeGreaterThan(5000)
    expect(main!.bytes).toBeLessThan(6000)
  })
})

const compiles = compilerFolder() ? describe : describe.skip

compiles("WeChat's compilers (which it ships for some systems only)", () => {
  test('accept sound templates and style sheets', () => {
    const { root } = aFolder({ 'a.wxml': '<view wx:if="{{on}}">a</view>', 'a.wxss': '.a { width: 10rpx; }' })
    expect(checkMarkup(root, ['a.wxml', 'a.wxss'])).toEqual([])
  })

  test('refuse broken ones with file and line', () => {
    const { root } = aFolder({ 'a.wxml': '<view>\n  <text>\n</view>', 'a.wxss': '.a {}\n.b } {' })
    expect(checkMarkup(root, ['a.wxml', 'a.wxss'])).toEqual([
      expect.stringMatching(/^a\.wxml:3:3: expect end-tag/),
      expect.stringMatching(/^a\.wxss:2:\d+: unexpected/),
    ])
  })

  test('refuse a broken expression', () => {
    const { root } = aFolder({ 'a.wxml': '<view/>\n<view wx:if="{{a +}}"/>' })
    expect(checkMarkup(root, ['a.wxml'])).toEqual([expect.stringMatching(/^a\.wxml:2:\d+: Bad attr `wx:if`/)])
  })
})

describe('configuration files', () => {
  const schemaOf = () => ({
    type: 'object',
    properties: { window: { type: 'object', properties: { style: { enum: ['black', 'white'] } } } },
    additionalProperties: false,
  })

  test('that follow their schema pass', () => {
    const { root } = aFolder({ 'app.json': { window: { style: 'black' } } })
    expect(checkConfigFiles([{ file: join(root, 'app.json'), kind: 'app' }], schemaOf)).toEqual([])
  })

  test('that do not are refused with file, line and key', () => {
    const { root } = aFolder({ 'app.json': { window: { style: 'red' }, windwo: {} } })
    const file = join(root, 'app.json')
    expect(checkConfigFiles([{ file, kind: 'app' }], schemaOf)).toEqual([
      `${file}:5: windwo: must NOT have additional properties`,
      `${file}:3: window.style: must be equal to one of the allowed values (black, white)`,
    ])
  })

  test('the archive of the official schemas is read file by file', () => {
    const archive = Buffer.concat([
      tarEntry('package/a.js', 'x'.repeat(600)),
      tarEntry('package/b.js', '{}'),
      Buffer.alloc(1024),
    ])
    const files = unpack(gzipSync(archive))
    expect([...files].map(([name, content]) => [name, content.length])).toEqual([
      ['package/a.js', 600],
      ['package/b.js', 2],
    ])
    expect(files.get('package/b.js')!.toString()).toBe('{}')
  })

  test('an archive that is not the published one is refused', () => {
    expect(() => verified(Buffer.from('other'))).toThrow('is not the archive we know')
  })

  function tarEntry(name: string, content: string): Buffer {
    const block = Buffer.alloc(512 + Math.ceil(content.length / 512) * 512)
    block.write(name, 0)
    block.write(content.length.toString(8).padStart(11, '0'), 124)
    block.write(content, 512)
    return block
  }
})

describe('function settings', () => {
  const check = (config: unknown) =>
    checkFunctionConfigs(aFolder({ 'room/config.json': config, 'kernel/serve.ts': '' }).root)

  test('that the cloud accepts pass', () => {
    expect(
      check({ timeout: 10, triggers: [{ name: 'sweep', type: 'timer', config: '0 20 3 * * * *' }] }),
    ).toEqual([])
  })

  test.each([
    [
      'a timer of six fields',
      { triggers: [{ name: 'a', type: 'timer', config: '0 20 3 * * *' }] },
      'has 6 fields, not 7',
    ],
    [
      'two triggers',
      { triggers: [1, 2].map(n => ({ name: `${n}`, config: '0 20 3 * * * *' })) },
      'only one trigger',
    ],
    ['an endless timeout', { timeout: 600 }, 'timeout 600'],
  ])('%s is refused', (_, config, reason) => {
    expect(check(config)).toEqual([expect.stringContaining(reason)])
  })
})

describe('the app id', () => {
  const written = (root: string) =>
    JSON.parse(readFileSync(join(root, 'project.private.config.json'), 'utf8'))

  test('reaches DevTools without losing the settings it keeps there', () => {
    const { root } = aFolder({
      'weoffice.config.json': { appId: 'wx0123456789abcdef' },
      'project.private.config.json': { appid: 'old', setting: { urlCheck: false } },
    })
    expect(applyAppId(root)).toBe('wx0123456789abcdef')
    expect(written(root)).toEqual({ appid: 'wx0123456789abcdef', setting: { urlCheck: false } })
  })

  test('that is none is refused', () => {
    const { root } = aFolder({ 'weoffice.config.json': { appId: 'wx123' } })
    expect(() => applyAppId(root)).toThrow('appId is "wx123"')
    expect(() => written(root)).toThrow('ENOENT')
  })

  test('may be missing: then the trial one stays', () => {
    const { root } = aFolder()
    expect(applyAppId(root)).toBeUndefined()
  })
})
