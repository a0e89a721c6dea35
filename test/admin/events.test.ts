import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HELP } from '../../cloudfunctions/admin/help'
import { testEvents } from '../../scripts/local-cloud/console/events'
import { contracts } from '../../scripts/local-cloud/contract'
import { aWorld } from '../make/world'

const FOLDER = join(__dirname, '..', '..', 'scripts', 'console', 'events')
const world = aWorld()
const files = readdirSync(FOLDER).filter(file => file.startsWith('admin.'))
const ready = files.map(file => ({
  file,
  event: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')),
}))

test('for every operation of the console an event lies ready: the example of its help, without a secret', () => {
  expect(ready).toEqual(
    expect.arrayContaining(
      Object.entries(HELP).map(([op, { example }]) => ({
        file: `admin.${op}.json`,
        event: { op, input: example, secret: 'ADMIN_SECRET' },
      })),
    ),
  )
  expect(ready).toHaveLength(Object.keys(HELP).length)
})

test('pasted without the secret, an event does nothing', async () => {
  const before = JSON.stringify(world.cloud.snapshot().members)
  for (const { event } of ready.filter(({ file }) => file !== 'admin.help.json').slice(0, 5)) {
    const { result } = await world.cloud.invoke('admin', event, { source: 'wx_unknown' })
    expect(JSON.parse(result!)).toMatchObject({ ok: false, error: { code: 'SECRET_WRONG' } })
  }
  expect(JSON.stringify(world.cloud.snapshot().members)).toBe(before)
  await world.cloud.database.remove({ collection: 'guesses', filter: {} })
})

test.each(Object.keys(HELP))('the ready event %s does what it says in the made-up university', async op => {
  const bytes = Buffer.from(
    '姓名,账号,手机,邮箱,部门,职位\n何新来,n-1,19900007777,,计算机学院/软件工程系,讲师\n',
  )
  await world.cloud.files.put('incoming/console/roster.xlsx', { bytes, type: 'text/csv', modified: 0 })
  const { event } = testEvents('admin', world.cloud.database, Date.now()).find(({ name }) => name === op)!
  const { result } = await world.cloud.invoke('admin', event, { source: 'wx_unknown' })
  expect(JSON.parse(result!)).toMatchObject({ ok: true })
})

test.each(contracts.map(({ name }) => name))(
  'an event that is empty, or none at all, does no harm to %s',
  async name => {
    const before = JSON.stringify(world.cloud.snapshot())
    for (const event of [{}, null, [], 'text', 7]) {
      const { result } = await world.cloud.invoke(name, event, { source: 'wx_unknown' })
      expect(result).toMatch(/"operations":\[/)
    }
    expect(JSON.stringify(world.cloud.snapshot())).toBe(before)
  },
)
