import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pathOf } from '../../cloudfunctions/kernel/identity/tree'
import { departments } from '../../scripts/seed/departments'
import { members } from '../../scripts/seed/members'
import type { TimerWork } from '../make/fixtures'
import type { World } from '../make/world'

/** The answer of an internal system that knows a new person, and a professor. */
const answer = () => ({
  members: [
    ...members.map(({ _id, name, account, kind, phone, posts, departments: homes }) => ({
      name,
      account,
      kind,
      phone,
      posts: _id === 't-lin' ? ['教授'] : posts,
      departments: homes.map(id => pathOf(departments, id)),
    })),
    { name: '新同事', account: 'n-1', kind: 'staff', wechat: 'n1', departments: ['图书馆/新馆'] },
  ],
})

/** A department with a new name, and a synchronisation with an internal system. */
export async function timerWork({ as, cloud }: World): Promise<TimerWork> {
  const server = createServer((_, response) => response.end(JSON.stringify(answer())))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  cloud.settings.SYNC_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/people`
  const administrator = as('a-system').directory
  await administrator.saveDepartment({ id: 'cs', name: '计算机与人工智能学院' })
  await administrator.saveSync({ intervalMinutes: 7 * 24 * 60 })
  await administrator.syncNow({})
  return {
    shows: ['members', 'organisation', 'imports', 'import_rows'],
    counts: { organisation: ['version'] },
    end() {
      server.closeAllConnections()
      server.close()
    },
  }
}
