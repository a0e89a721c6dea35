import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { breachesOf, type Rule, type as typeOf, value } from './rules'
import { ROOT, type SourceText, sourcesIn, textsIn } from './source-imports'

/** The pure floor: files that know no database, no clock, no SDK and no screen. */
const PURE = [
  /^(?:miniprogram\/contract|database-schema)\//,
  /^cloudfunctions\/(?:[^/]+\/)+(?:domain|model|slots|transitions|deadline)\.ts$/,
  /^cloudfunctions\/kernel\/(?:identity\/(?:member|policy|tree)|idempotency|calendar|fields|search\/[\w-]+)\.ts$/,
  /^cloudfunctions\/kernel\/files\/(?:audio|csv|format|jpeg|png)\.ts$/,
  /^miniprogram\/(?:[^/]+\/)+view\.ts$/,
  /^miniprogram\/ui\/(?:phase|date-words|options|typed)\.ts$/,
  /^miniprogram\/ui\/(?:action-sheet\/spec|record-card\/card)\.ts$/,
  /^miniprogram\/features\/room\/search\/period\/criteria\.ts$/,
]
/** Packages without effects. */
const PURE_PACKAGES = ['valibot', 'dayjs', 'dayjs/plugin/utc']
/** … and too large for a phone. */
const SERVER_PACKAGES = ['chinese-days/dist/chinese-days.json', 'pinyin-pro']

const pureFiles = new RegExp(PURE.map(({ source }) => source).join('|'))

const isPure = (name: string): boolean =>
  [...PURE_PACKAGES, ...SERVER_PACKAGES].includes(name) || pureFiles.test(name)

const isOurs = (name: string): boolean =>
  /^(?:cloudfunctions|database-schema|miniprogram|scripts|test)\//.test(name)

const SDK = /^(?:wx-server-sdk|@cloudbase\/|tcb-admin-node)/

const RULES: Rule[] = [
  {
    title: 'the contract imports nothing but itself, the validation library and the date library',
    guards: /^miniprogram\/contract\//,
    allows: ({ name }) => /^miniprogram\/contract\//.test(name) || PURE_PACKAGES.includes(name),
    forbidden: [
      ['miniprogram/contract/room.ts', value('miniprogram/ui/list-page.ts')],
      ['miniprogram/contract/kernel/time.ts', value('dayjs/plugin/timezone')],
      ['miniprogram/contract/room.ts', typeOf('cloudfunctions/room/model.ts')],
    ],
    permitted: [['miniprogram/contract/room.ts', value('miniprogram/contract/kernel/rpc.ts')]],
  },
  {
    title: 'the mini program stays in its own folder',
    guards: /^miniprogram\//,
    allows: ({ name }) => /^(?:miniprogram|tdesign-miniprogram)\//.test(name) || PURE_PACKAGES.includes(name),
    forbidden: [
      ['miniprogram/features/room/search/day/view.ts', value('cloudfunctions/room/slots.ts')],
      ['miniprogram/app.ts', value('node:fs')],
      ['miniprogram/app.ts', value('dayjs-of-somebody')],
    ],
    permitted: [['miniprogram/app.json', value('tdesign-miniprogram/icon/icon.json')]],
  },
  {
    title: 'pure files import values from pure files alone',
    guards: pureFiles,
    allows: ({ name, typeOnly }) => typeOnly || isPure(name),
    forbidden: [
      ['cloudfunctions/room/domain.ts', value('cloudfunctions/room/store.ts')],
      ['cloudfunctions/account/joining/domain.ts', value('cloudfunctions/kernel/data/table.ts')],
      ['cloudfunctions/a/b/c/transitions.ts', value('wx-server-sdk')],
      ['cloudfunctions/room/slots.ts', value('node:fs')],
      ['cloudfunctions/kernel/identity/policy.ts', value('cloudfunctions/kernel/identity/actor.ts')],
    ],
    permitted: [
      ['cloudfunctions/room/domain.ts', typeOf('cloudfunctions/room/store.ts')],
      ['cloudfunctions/room/domain.ts', value('cloudfunctions/kernel/identity/policy.ts')],
    ],
  },
  {
    title: 'only kernel/data/cloud.ts knows the SDK',
    guards: /^cloudfunctions\/(?!kernel\/data\/cloud\.ts$)/,
    allows: ({ name }) => !SDK.test(name),
    forbidden: [
      ['cloudfunctions/room/store.ts', value('wx-server-sdk')],
      ['cloudfunctions/kernel/data/table.ts', typeOf('wx-server-sdk')],
      ['cloudfunctions/kernel/data/table.ts', value('@cloudbase/node-sdk')],
    ],
    permitted: [['cloudfunctions/room/store.ts', value('cloudfunctions/kernel/data/cloud.ts')]],
  },
  {
    title: 'functions reach into neither pages nor scripts',
    guards: /^cloudfunctions\//,
    allows: ({ name }) =>
      !isOurs(name) || /^(?:cloudfunctions|database-schema|miniprogram\/contract)\//.test(name),
    forbidden: [
      ['cloudfunctions/room/domain.ts', value('miniprogram/features/room/search/day/view.ts')],
      ['cloudfunctions/kernel/serve.ts', value('scripts/local-cloud/start.ts')],
      ['cloudfunctions/kernel/serve.ts', typeOf('test/make/world.ts')],
    ],
    permitted: [['cloudfunctions/kernel/messages/sms.ts', value('tencentcloud-sdk-nodejs')]],
  },
  {
    title: 'the schema knows the contract alone',
    guards: /^database-schema\//,
    allows: ({ name }) => /^(?:database-schema|miniprogram\/contract)\//.test(name),
    forbidden: [
      ['database-schema/rooms.ts', value('cloudfunctions/room/model.ts')],
      ['database-schema/rooms.ts', value('miniprogram/ui/date-words.ts')],
    ],
    permitted: [['database-schema/rooms.ts', value('miniprogram/contract/room.ts')]],
  },
  {
    title: 'only scripts/admin/tcb.ts knows the SDK of administrators’ programs',
    guards: /^(?:scripts|test)\/(?!admin\/tcb\.ts$)/,
    allows: ({ name }) => name !== 'tcb-admin-node',
    forbidden: [
      ['scripts/admin/import.ts', value('tcb-admin-node')],
      ['test/make/world.ts', value('tcb-admin-node')],
    ],
    permitted: [['scripts/admin/tcb.ts', value('tcb-admin-node')]],
  },
]

const sources = sourcesIn('cloudfunctions', 'database-schema', 'miniprogram', 'scripts', 'test')

describe.each(RULES)('$title', rule => {
  test('no import breaks it', () => {
    expect(sources.filter(({ file }) => rule.guards.test(file))).not.toEqual([])
    expect(breachesOf(rule, sources)).toEqual([])
  })

  test('forbidden imports are caught, and only those', () => {
    const caught = (file: string, imported: (typeof rule.forbidden)[number][1]) =>
      breachesOf(rule, [{ file, imports: [imported] }])
    for (const [file, imported] of rule.forbidden)
      expect(caught(file, imported)).toEqual([`${file} → ${imported.name}`])
    for (const [file, imported] of rule.permitted) expect(caught(file, imported)).toEqual([])
  })
})

/** A call that belongs to certain files, and an example of one elsewhere. */
const CALLS: { title: string; call: RegExp; files: string[]; example: string }[] = [
  {
    title: 'only the guarded table reaches a collection',
    call: /\bcollection\(/,
    files: ['cloudfunctions/kernel/data/cloud.ts', 'cloudfunctions/kernel/data/table.ts'],
    example: "db.collection('rooms').get()",
  },
  {
    title: 'pages call the cloud through the typed client alone',
    call: /wx\.cloud\.callFunction/,
    files: ['miniprogram/services/cloud.ts'],
    example: 'wx.cloud.callFunction({ name })',
  },
]

const texts = textsIn('cloudfunctions', 'miniprogram')

const filesCalling = (call: RegExp, all: SourceText[]): string[] =>
  all.filter(({ text }) => call.test(text)).map(({ file }) => file)

test.each(CALLS)('$title', ({ call, files, example }) => {
  expect(filesCalling(call, texts).sort()).toEqual(files)
  expect(filesCalling(call, [{ file: 'elsewhere.ts', text: example }])).toEqual(['elsewhere.ts'])
})

test.each(PURE)('the pure floor has files of the form %s', pattern => {
  expect(sources.filter(({ file }) => pattern.test(file))).not.toEqual([])
})

const IMPURE = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bwx\.\w+(?:\.\w+)*\(/

test('pure files read neither the clock, nor chance, nor the environment', () => {
  const impure = filesCalling(IMPURE, [...texts, ...textsIn('database-schema')])
  expect(impure).toContain('cloudfunctions/kernel/serve.ts')
  expect(impure).toContain('miniprogram/services/client.ts')
  expect(impure.filter(file => pureFiles.test(file))).toEqual([])
})

test('an environment of the cloud takes all functions: there are at most 40', () => {
  const fits = (functions: string[]) => functions.length <= 40
  const functions = readdirSync(join(ROOT, 'cloudfunctions')).filter(name => name !== 'kernel')
  expect(functions).toContain('room')
  expect(fits(functions)).toBe(true)
  expect(fits(Array(41).fill('room'))).toBe(false)
})
