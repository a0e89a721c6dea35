import type { TimerWork } from '../make/fixtures'
import { change } from '../make/rows'
import type { World } from '../make/world'

/** A group whose change was interrupted. */
export async function timerWork(world: World, at: Date): Promise<TimerWork> {
  const { id } = await world.as('a-system').access.saveGroup({
    name: '会务组',
    members: ['m-01'],
    scope: ['cs'],
    rights: [{ application: 'room', manage: true }],
  })
  await change(world, 'admin_groups', id, { members: ['m-02', 't-su'], version: 2, changedAt: at })
  return { shows: ['members'] }
}
