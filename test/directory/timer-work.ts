import type { TimerWork } from '../make/fixtures'
import { employees, openPersonnelSystem } from '../make/personnel'
import type { World } from '../make/world'

/** The answer of a personnel system that knows a new person, and a professor. */
const answer = () => ({
  members: [
    ...employees().map(one => (one.account === '10001' ? { ...one, posts: ['教授'] } : one)),
    { name: '新同事', account: 'n-1', kind: 'staff', wechat: 'n1', departments: ['图书馆/新馆'] },
  ],
})

/** A department with a new name, and a synchronisation with a personnel system. */
export async function timerWork({ as, cloud }: World): Promise<TimerWork> {
  const system = await openPersonnelSystem((_, response) => response.end(JSON.stringify(answer())))
  Object.assign(cloud.settings, system.environment)
  const administrator = as('a-system').directory
  await administrator.saveDepartment({ id: 'cs', name: '计算机与人工智能学院' })
  await administrator.saveSync({ intervalMinutes: 7 * 24 * 60 })
  await administrator.syncNow({})
  return {
    shows: ['members', 'organisation', 'imports', 'import_rows'],
    counts: { organisation: ['version'] },
    end: system.close,
  }
}
