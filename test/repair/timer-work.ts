import { DAY } from '#contract/kernel/time'
import type { TimerWork } from '../make/fixtures'
import { aMaterial, asking, onHand } from '../make/materials'
import { change } from '../make/rows'
import { dispatched } from '../make/tickets'
import type { World } from '../make/world'

/** A ticket to close, one that waits too long and whose material is not set aside, a wrong count, old movements. */
export async function timerWork(world: World, at: Date): Promise<TimerWork> {
  const daysBefore = (count: number) => new Date(+at - count * DAY)
  await dispatched(world)
  await dispatched(world, 'w-qian')
  await change(world, 'members', 'w-qian', { state: 'frozen' })
  await change(world, 'repair_workers', 'w-zhao', { load: 9, rated: { sum: 0, count: 0 } })
  await change(world, 'tickets', 'seed-ticket-10', { closesAt: daysBefore(1) })
  const movements = Array.from({ length: 25 }, (_, i) => ({
    id: `moved-${i}`,
    at: daysBefore(3),
    by: { id: 'k-store', name: '孙守仓' },
    kind: 'restock' as const,
    count: 1,
    reason: '采购',
  }))
  const wanted = aMaterial(8, { _id: 'x-wanted' })
  const ticket = { ...asking([wanted, 4]), _id: 'waits', escalatesAt: daysBefore(1), changedAt: at }
  await onHand(world.cloud, [aMaterial(25, { _id: 'x-old', movements }), wanted], [ticket])
  return { shows: ['tickets', 'materials', 'stock_ledger', 'repair_workers', 'repair_stats'] }
}
