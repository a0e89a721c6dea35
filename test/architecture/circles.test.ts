import { circlesIn } from './circles'
import { type Area, floorBreaches } from './floors'
import { type } from './rules'
import { type Source, sourcesIn } from './source-imports'

const sources = sourcesIn('cloudfunctions', 'database-schema', 'miniprogram', 'scripts')

const source = (file: string, ...names: string[]): Source => ({ file, imports: names.map(type) })

test('files and folders import each other in no circle', () => {
  expect(sources.length).toBeGreaterThan(500)
  expect(circlesIn(sources)).toEqual([])
})

test.each<[string, Source[]]>([
  ['a file that imports itself', [source('a/x.ts', 'a/x.ts')]],
  ['two files of one folder', [source('a/x.ts', 'a/y.ts'), source('a/y.ts', 'a/x.ts')]],
  [
    'three files of three folders',
    [source('a/x.ts', 'b/y.ts'), source('b/y.ts', 'c/d/z.ts'), source('c/d/z.ts', 'a/x.ts')],
  ],
  ['two folders whose files form none', [source('a/x.ts', 'b/y.ts'), source('b/z.ts', 'a/v.ts')]],
])('a circle is found: %s', (_, planted) => {
  const outside = [source('a/main.ts', 'a/u.ts'), source('a/u.ts', 'lone.ts')]
  const arrows = planted.map(({ file, imports: [imported] }) => `${file} → ${imported!.name}`)
  expect([...new Set(circlesIn([...planted, ...outside]))].sort()).toEqual(arrows.sort())
})

const AREAS: Area[] = [
  {
    folder: '',
    floors: ['miniprogram', 'database-schema', 'cloudfunctions', 'test', 'scripts'],
    forbidden: [
      ['database-schema/rooms.ts', 'cloudfunctions/room/model.ts'],
      ['miniprogram/contract/room.ts', 'database-schema/rooms.ts'],
      ['cloudfunctions/room/store.ts', 'scripts/seed/rooms.ts'],
    ],
  },
  {
    folder: 'miniprogram',
    floors: ['contract', 'services', 'ui', '*'],
    forbidden: [
      ['miniprogram/contract/room.ts', 'miniprogram/services/client.ts'],
      ['miniprogram/ui/list-page.ts', 'miniprogram/features/room/search/day/view.ts'],
      ['miniprogram/features/room/search/day/day.ts', 'miniprogram/pages/home/view.ts'],
      ['miniprogram/pages/home/home.ts', 'miniprogram/features/room/search/day/view.ts'],
    ],
  },
  {
    folder: 'miniprogram/features',
    floors: ['*'],
    forbidden: [
      ['miniprogram/features/room/search/day/view.ts', 'miniprogram/features/repair/reporter/report/view.ts'],
    ],
  },
  {
    folder: 'cloudfunctions',
    floors: ['kernel', '*'],
    forbidden: [
      ['cloudfunctions/room/store.ts', 'cloudfunctions/repair/model.ts'],
      ['cloudfunctions/kernel/serve.ts', 'cloudfunctions/room/model.ts'],
    ],
  },
  {
    folder: 'cloudfunctions/kernel',
    floors: [
      'search',
      'calendar data derived-id fields idempotency pool serial-number',
      'audit',
      'events files messages',
      'revise',
      'identity',
      'rate-limit serve',
      'jobs',
      'departed',
    ],
    forbidden: [
      ['cloudfunctions/kernel/audit.ts', 'cloudfunctions/kernel/identity/member.ts'],
      ['cloudfunctions/kernel/data/table.ts', 'cloudfunctions/kernel/identity/actor.ts'],
      ['cloudfunctions/kernel/files/export.ts', 'cloudfunctions/kernel/serve.ts'],
      ['cloudfunctions/kernel/identity/actor.ts', 'cloudfunctions/kernel/rate-limit.ts'],
    ],
  },
  {
    folder: 'cloudfunctions/repair',
    floors: [
      'config model',
      'deadline tables transitions',
      'domain',
      'authorization',
      'stock',
      'tickets',
      'settings statistics',
      'handlers timer',
      'index',
    ],
    forbidden: [
      ['cloudfunctions/repair/domain.ts', 'cloudfunctions/repair/settings/places.ts'],
      ['cloudfunctions/repair/stock/issue.ts', 'cloudfunctions/repair/tickets/store.ts'],
      ['cloudfunctions/repair/tickets/steps.ts', 'cloudfunctions/repair/statistics/workload.ts'],
    ],
  },
  {
    folder: 'scripts/local-cloud',
    floors: [
      'console-format contract error limits origin outbox persona',
      'clock database http mail',
      'functions sms',
      'current-personas faults live storage timers wechat',
      'messaging cloud',
      'route',
      'actions console messaging-routes storage-routes',
      'admin front-door',
      'server',
      'start',
    ],
    forbidden: [
      ['scripts/local-cloud/route.ts', 'scripts/local-cloud/start.ts'],
      ['scripts/local-cloud/storage/files.ts', 'scripts/local-cloud/storage-routes/objects.ts'],
      ['scripts/local-cloud/database/index.ts', 'scripts/local-cloud/cloud.ts'],
    ],
  },
]

describe.each(AREAS.map(area => [area.folder || 'the root', area] as const))('floors of %s', (_, area) => {
  test('every import points to a floor below', () => {
    expect(sources.filter(({ file }) => file.startsWith(area.folder))).not.toEqual([])
    expect(floorBreaches(area, sources)).toEqual([])
  })

  test.each(area.forbidden)('%s → %s is caught', (file, name) => {
    expect(floorBreaches(area, [source(file, name)])).toEqual([`${file} → ${name}`])
  })
})

test('a room that no floor names is caught', () => {
  const area: Area = { folder: 'a', floors: ['x', 'y'], forbidden: [] }
  expect(floorBreaches(area, [source('a/z/file.ts')])).toEqual(['a/z/file.ts stands on no floor'])
  expect(floorBreaches(area, [source('a/y/file.ts', 'a/x.ts', 'a/y/other.ts', 'b/z.ts')])).toEqual([])
})
