import { rowsOf, tick } from '../make/messages'
import { seen } from '../make/seen'
import { slot } from '../make/time'
import { aWorld } from '../make/world'

const world = aWorld()
const admin = () => world.as('a-room')
const reserve = (days: number) =>
  world.as('t-su').room.reserve({ roomId: 'r-301', ...slot(days, 9, 10), title: '讲座' })

test('E-46: approvers of a room are told of its bookings, many within an hour in one message, which is read once all are decided', async () => {
  const first = await reserve(3)
  await tick(world.cloud)
  const [told] = (await admin().message.list({})).items
  expect(told).toMatchObject({ title: '有新的预订待审批', read: false })
  const second = await reserve(4)
  await tick(world.cloud)
  await tick(world.cloud)
  const { items } = await admin().message.list({})
  expect(items).toMatchObject([{ id: told!.id, title: '有新的预订待审批（2 条）', read: false }])
  expect(items[0]!.parts).toHaveLength(2)
  expect((await world.as('t-su').message.list({})).items).toEqual([])
  await admin().room.approve({ reservationId: first.id, version: first.version })
  await tick(world.cloud)
  expect((await admin().message.list({})).items[0]!.read).toBe(false)
  await admin().room.refuse({ reservationId: second.id, version: second.version, reason: '冲突' })
  await tick(world.cloud)
  expect((await admin().message.list({})).items[0]!.read).toBe(true)
})

test('E-46: opening a page reads the messages that open it', async () => {
  await reserve(5)
  await tick(world.cloud)
  const { page } = (await admin().message.list({})).items[0]!
  expect((await admin().message.unread({})).count).toBe(1)
  expect(await admin().message.readPage({ page: page! })).toEqual({ count: 0 })
})

test('E-46: a scoped administrator is told of the rooms in the scope alone', async () => {
  const grant = { duty: 'room.admin', scope: ['cs'] } as const
  await world
    .as('a-system')
    .access.grantDuty({ id: 't-lin', ...seen(world, 't-lin'), ...grant, scope: ['cs'] })
  const told = () =>
    rowsOf<{ to: string; title: string }>(world.cloud, 'messages').filter(
      ({ to, title }) => to === 't-lin' && title === '有新的预订待审批',
    ).length
  await reserve(6)
  await tick(world.cloud)
  expect(told()).toBe(0)
  await admin().room.update({ roomId: 'r-301', departmentId: 'cs-se' })
  await reserve(7)
  await tick(world.cloud)
  expect(told()).toBe(1)
})
