import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

const ROOT = join(__dirname, '..', '..')

interface Rule {
  name: string
  from: RegExp
  mayImport: RegExp
}

const RULES: Rule[] = [
  {
    name: 'the contract imports nothing but itself, the validation library and the date library',
    from: /^miniprogram\/contract\//,
    mayImport: /^(miniprogram\/contract\/|valibot$|dayjs(\/plugin\/utc)?$)/,
  },
  {
    name: 'the mini program stays in its own folder',
    from: /^miniprogram\//,
    mayImport: /^(miniprogram\/|valibot$|dayjs|tdesign-miniprogram)/,
  },
  {
    name: 'the domain is pure: no database, no clock, no SDK',
    from: /^cloudfunctions\/[^/]+\/(domain|model|slots)\.ts$/,
    mayImport:
      /^(miniprogram\/contract\/|cloudfunctions\/kernel\/(identity\/(member|actor|policy|tree)|messages\/message|audit)$|cloudfunctions\/[^/]+\/(domain|model|slots|deadline|transitions)$)/,
  },
  {
    name: 'only kernel/data/cloud.ts knows the SDK',
    from: /^cloudfunctions\/(?!kernel\/data\/cloud\.ts$)/,
    mayImport: /^(?!wx-server-sdk|@cloudbase|tcb-admin-node)/,
  },
  {
    name: 'functions never reach into pages or scripts',
    from: /^cloudfunctions\//,
    mayImport: /^(cloudfunctions\/|miniprogram\/contract\/|node:|[a-z@])/,
  },
]

const IMPORT = /(?:\bfrom\s+|\bimport\s+|\brequire\(|\bimport\()'([^'\s]+)'/g

const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'miniprogram_npm' ? [] : sources(path)
    return entry.name.endsWith('.ts') ? [path] : []
  })

/** What a file imports, as paths from the root where they are ours. */
const imports = (file: string): string[] =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT)].map(([, name]) =>
    name!.startsWith('.')
      ? relative(ROOT, join(ROOT, dirname(file), name!))
          .split(sep)
          .join('/')
      : name!.replace(/^#contract\//, 'miniprogram/contract/'),
  )

const files = [...sources('cloudfunctions'), ...sources('miniprogram')]

test.each(RULES)('$name', ({ from, mayImport }) => {
  const guarded = files.filter(file => from.test(file))
  expect(guarded).not.toEqual([])
  expect(
    guarded.flatMap(file =>
      imports(file)
        .filter(name => !mayImport.test(name))
        .map(name => `${file} → ${name}`),
    ),
  ).toEqual([])
})

test('a feature never imports another feature', () => {
  const featureOf = (path: string) =>
    /^(?:cloudfunctions|miniprogram\/features)\/(?!kernel\/)([^/]+)\//.exec(path)?.[1]
  const features = new Set(files.map(featureOf).filter(Boolean))
  expect(features.size).toBeGreaterThan(1)
  const crossing = files.flatMap(file =>
    imports(file)
      .filter(name => featureOf(file) && featureOf(name) && featureOf(name) !== featureOf(file))
      .map(name => `${file} → ${name}`),
  )
  expect(crossing).toEqual([])
})

test('only the guarded table reaches a collection', () => {
  const reaching = files.filter(file => /\bcollection\(/.test(readFileSync(join(ROOT, file), 'utf8')))
  expect(reaching.sort()).toEqual([
    'cloudfunctions/kernel/data/cloud.ts',
    'cloudfunctions/kernel/data/table.ts',
  ])
})

test('pages call the cloud through the typed client alone', () => {
  const calling = files.filter(file => /wx\.cloud\.callFunction/.test(readFileSync(join(ROOT, file), 'utf8')))
  expect(calling).toEqual(['miniprogram/services/cloud.ts'])
})

test('only one file knows the SDK of administrators’ programs', () => {
  const importing = [...sources('scripts'), ...sources('test')].filter(file =>
    imports(file).includes('tcb-admin-node'),
  )
  expect(importing).toEqual(['scripts/admin/tcb.ts'])
})

test('there are at most 40 functions', () => {
  const functions = readdirSync(join(ROOT, 'cloudfunctions')).filter(name => name !== 'kernel')
  expect(functions.length).toBeLessThanOrEqual(40)
})
