import { seed } from '../../scripts/seed'
import { operations } from '../make/operations'
import { aWorld } from '../make/world'

const world = aWorld({ seed })

test('every query that an operation or a timer makes is served by a declared index', async () => {
  for (const { who, fn, op, input } of operations) await world.raw(who, fn, { op, input })
  for (const fn of new Set(operations.map(one => one.fn)))
    await world.cloud.invoke(fn, {}, { source: 'wx_trigger' })
  // Pages beyond the first, filters, moves and lost races ask in other ways.
  const rooms = world.as('a-room').room
  const { next } = await rooms.list({ page: { size: 3 }, location: '明德楼', label: '会议', minSeats: 2 })
  await rooms.list({ page: { size: 3, ...(next && { after: next }) } })
  const list = await rooms.list({ page: { size: 3 } })
  await rooms.list({ page: { after: list.next! } })
  const mine = await rooms.mine({ page: { size: 1 } })
  const past = await rooms.mine({ page: { size: 1, after: mine.next! } })
  if (past.next) await rooms.mine({ page: { size: 1, after: past.next } })

  const { queries } = world.cloud.database
  expect(queries.length).toBeGreaterThan(10)
  expect(queries.filter(({ index }) => index === null)).toEqual([])
})

test('documents that operations and timers write follow the schema', async () => {
  const faults: unknown[] = []
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const { rows, next } = await world.console.lint({ page: after ? { after } : {} })
    faults.push(...rows)
    after = next
  }
  expect(faults).toEqual([])
})
