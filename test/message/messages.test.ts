import { MINUTE } from '#contract/kernel/time'
import { aMessage, leave, rowsOf, tick } from '../make/messages'
import { aWorld, codeOf } from '../make/world'

const world = aWorld()
const lin = () => world.as('t-lin').message
const told = async (...messages: ReturnType<typeof aMessage>[]) => {
  await leave(world.cloud, ...messages)
  await tick(world.cloud)
}

test('O-05: every receiver of a message that a feature leaves in a document finds it in the app, newest first, and no other', async () => {
  const now = Date.now()
  await told(
    aMessage({ title: '先', at: new Date(now - MINUTE), to: ['t-lin', 't-su'] }),
    aMessage({ title: '后', at: new Date(now), page: '/features/room/reservations/mine/mine' }),
  )
  const mine = await lin().list({})
  expect(mine.items.map(({ title }) => title)).toEqual(['后', '先'])
  expect(mine.items[0]).toMatchObject({
    page: '/features/room/reservations/mine/mine',
    read: false,
    deliveries: [],
  })
  expect((await world.as('t-su').message.list({})).items.map(({ title }) => title)).toEqual(['先'])
  expect((await world.as('s-chen').message.list({})).items).toEqual([])
})

test('O-05: the document keeps neither the message nor a new version, and a second run changes nothing', async () => {
  await told(aMessage())
  const rooms = rowsOf<{ _id: string; version: number; outbox?: unknown[] }>(world.cloud, 'rooms')
  const { version, outbox } = rooms.find(({ _id }) => _id.startsWith('carrier'))!
  expect({ version, outbox }).toEqual({ version: 1, outbox: [] })
  const before = rowsOf(world.cloud, 'messages')
  await tick(world.cloud)
  expect(rowsOf(world.cloud, 'messages')).toEqual(before)
})

test('O-05: reading a message, or all, lowers the count of unread ones; reading again changes nothing', async () => {
  const su = world.as('t-su').message
  const others = await su.unread({})
  await lin().readAll({})
  await told(aMessage(), aMessage(), aMessage())
  expect(await lin().unread({})).toEqual({ count: 3 })
  const { id } = (await lin().list({})).items[0]!
  expect(await lin().read({ id })).toMatchObject({ id, read: true })
  expect(await lin().read({ id })).toMatchObject({ id, read: true })
  expect(await lin().unread({})).toEqual({ count: 2 })
  expect(await lin().readAll({})).toEqual({ count: 0 })
  expect(await lin().unread({})).toEqual({ count: 0 })
  expect(await su.unread({})).toEqual(others)
})

test('O-05: a member neither reads nor marks the messages of another', async () => {
  await told(aMessage())
  const { id } = (await lin().list({})).items[0]!
  expect(await codeOf(world.as('t-su').message.read({ id }))).toBe('NOT_FOUND')
  expect(await codeOf(world.as('t-su').message.read({ id: 'no-such-thing' }))).toBe('NOT_FOUND')
  expect((await lin().list({})).items[0]!.read).toBe(false)
})

test('T-20, O-05: long lists come page by page, each message once, also where many came at the same moment', async () => {
  const at = new Date()
  await told(...Array.from({ length: 45 }, () => aMessage({ to: ['w-zhao'], at })))
  const ids: string[] = []
  let after: string | undefined
  do {
    const { items, next } = await world
      .as('w-zhao')
      .message.list({ page: { size: 20, ...(after && { after }) } })
    ids.push(...items.map(({ id }) => id))
    after = next
  } while (after)
  expect(new Set(ids).size).toBe(45)
  expect(ids).toHaveLength(45)
  const { databaseCalls } = await world.raw('w-zhao', 'message', { op: 'list', input: {} })
  expect(databaseCalls).toBeLessThanOrEqual(2)
})

test('O-05: entries of the audit log are filed under their id, and leave their documents', async () => {
  const entry = {
    id: 'entry-1',
    at: new Date(),
    action: 'freeze',
    by: { id: 'a-system', name: '沈系明' },
    target: { kind: 'member', id: 't-su', name: '苏青禾' },
    departments: ['lit-cn'],
  }
  const group = { _id: 'g-1', name: '组', state: 'active', version: 1, audit: [entry] }
  await world.cloud.database.insert({ collection: 'admin_groups', documents: [group] as never })
  await tick(world.cloud)
  const { id, ...rest } = entry
  expect(rowsOf(world.cloud, 'audit_log')).toEqual([{ _id: id, ...rest }])
  expect(rowsOf(world.cloud, 'admin_groups')).toEqual([{ ...group, audit: [] }])
})

test('every query of these tests was served by a declared index', () => {
  expect(world.cloud.database.queries.filter(({ index }) => index === null)).toEqual([])
})
