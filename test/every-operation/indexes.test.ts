import { seed } from '../../scripts/seed'
import { fixtures } from '../make/fixtures'
import { expectIndexes } from '../make/indexes'
import { functions, operations } from '../make/operations'
import { aWorld } from '../make/world'

const world = aWorld({ seed })

test('every query that an operation or a timer makes is served by a declared index', async () => {
  for (const { who, fn, op, input } of operations) await world.raw(who, fn, { op, input })
  for (const fn of functions) await world.cloud.invoke(fn, {}, { source: 'wx_trigger' })
  for (const { queries } of Object.values(fixtures)) await queries?.(world)
  expectIndexes(world)
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
