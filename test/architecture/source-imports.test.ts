import { build } from 'esbuild'
import { importsOf, ROOT, sourcesIn } from './source-imports'

test.each([
  ["import 'pack'", [['pack', false]]],
  ["import a from 'pack'", [['pack', false]]],
  ["import * as a from 'pack'", [['pack', false]]],
  ["import {\n  a,\n  type B,\n} from 'pack'", [['pack', false]]],
  ["import type A from 'pack'", [['pack', true]]],
  ["import type { A } from 'pack'", [['pack', true]]],
  ["import type * as A from 'pack'", [['pack', true]]],
  ["import { type A, type B } from 'pack'", [['pack', true]]],
  ["import type, { A } from 'pack'", [['pack', false]]],
  ["export * from 'pack'", [['pack', false]]],
  ["export { a } from 'pack'", [['pack', false]]],
  ["export type { A } from 'pack'", [['pack', true]]],
  ["const a = await import('pack')", [['pack', false]]],
  ["const a = require('pack')", [['pack', false]]],
  ["let a: typeof import('pack')", [['pack', true]]],
  ["// import 'pack'\n/* import 'pack' */\nconst a = `\nimport 'pack'\n`\nexport const from = 'pack'", []],
])('%j imports %j', (text, imports) => {
  expect(importsOf('scripts/x.ts', text).map(({ name, typeOnly }) => [name, typeOnly])).toEqual(imports)
})

test.each([
  ["import '../server'", 'scripts/local-cloud/server.ts'],
  ["import '../database'", 'scripts/local-cloud/database/index.ts'],
  ["import '../../run.mjs'", 'scripts/run.mjs'],
  ["import '#contract/room'", 'miniprogram/contract/room.ts'],
  ["import '../gone'", 'scripts/local-cloud/gone'],
])('%s names %s', (text, name) => {
  expect(importsOf('scripts/local-cloud/actions/x.ts', text)).toEqual([{ name, typeOnly: false }])
})

test('the components of a page count as imports', () => {
  const usingComponents = {
    a: '/ui/name-list/name-list',
    b: '../act/act',
    c: 'tdesign-miniprogram/icon/icon',
  }
  const text = JSON.stringify({ usingComponents })
  expect(importsOf('miniprogram/features/room/day/day.json', text).map(({ name }) => name)).toEqual([
    'miniprogram/ui/name-list/name-list.json',
    'miniprogram/features/room/act/act.json',
    'tdesign-miniprogram/icon/icon.json',
  ])
})

/** The bundler lists its own helpers, too, and leaves the path of an unused import as it is written. */
const isFollowed = (path: string) => path !== '<runtime>' && !path.startsWith('.')

test('every import that the bundler follows is found as an import of a value', async () => {
  const sources = sourcesIn('cloudfunctions', 'database-schema', 'miniprogram', 'scripts')
  const found = new Map(
    sources.map(({ file, imports }) => [
      file,
      new Set(imports.filter(({ typeOnly }) => !typeOnly).map(({ name }) => name)),
    ]),
  )
  const { metafile } = await build({
    entryPoints: [...found.keys()].filter(file => !file.endsWith('.json')),
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    outdir: 'unused',
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    external: ['preview:*'],
    alias: { '#contract': `${ROOT}/miniprogram/contract` },
    logLevel: 'silent',
  })
  const followed = Object.entries(metafile.inputs).flatMap(([file, { imports }]) =>
    imports.filter(({ path }) => found.has(file) && isFollowed(path)).map(({ path }) => ({ file, path })),
  )
  expect(followed.length).toBeGreaterThan(1_500)
  expect(followed.filter(({ file, path }) => !found.get(file)!.has(path))).toEqual([])
})
