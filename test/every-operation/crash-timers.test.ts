import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { HOUR, MINUTE } from '#contract/kernel/time'
import { pathOf } from '../../cloudfunctions/kernel/identity/tree'
import { timersOf } from '../../scripts/local-cloud/timers'
import { departments } from '../../scripts/seed/departments'
import { members } from '../../scripts/seed/members'
import { interrupted, troublesOf, watched } from '../make/interrupted'
import { bringBack, difference, type Stored, storedIn } from '../make/stored'
import { WAITING } from '../make/waiting'
import { aWorldOfWrites } from '../make/writes'

/** The internal system with which the directory is synchronised: it knows somebody new, and who is a professor now. */
const people = members.map(({ _id, name, account, kind, phone, posts, departments: homes }) => ({
  ...{ name, account, kind, phone, posts: _id === 't-lin' ? ['教授'] : posts },
  departments: homes.map(id => pathOf(departments, id)),
}))
const newcomer = { name: '新同事', account: 'n-1', kind: 'staff', wechat: 'n1', departments: ['图书馆/新馆'] }
const answer = { members: [...people, newcomer] }
const server = createServer((_, response) => response.end(JSON.stringify(answer)))
const environment = { SYNC_URL: '', SYNC_SECRET: 'secret' }
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  environment.SYNC_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/people`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const world = aWorldOfWrites(environment)

/** The next run comes when nobody is held up any more by who died; some jobs are done at the full hour only. */
const LATER = [3 * MINUTE, HOUR]
/** All of them happen at the same time. */
const GRAIN = 2 * HOUR
/** An attempt counts also when nobody knows how it ended, and so does each time that work is taken up. */
const COUNTS = { deliveries: ['tries'], organisation: ['version'] }

let beginning: Stored
beforeAll(async () => {
  beginning = await storedIn(world.cloud)
})
afterEach(() => bringBack(world.cloud, beginning, new Date()))

const waiting = (fn: string, at: Date): Promise<string[]> => {
  if (!WAITING[fn]) throw new Error(`write into test/make/waiting.ts what the timer of ${fn} has to do`)
  return WAITING[fn](world, at)
}

test.each(timersOf(join(__dirname, '..', '..', 'dist', 'cloudfunctions')))(
  'B1, B2, B9: the timer of $fn, run five times at once or interrupted at any call it makes, has done in the end what one run does',
  async ({ fn }) => {
    const { cloud } = world
    const at = new Date((Math.ceil(cloud.clock.now() / HOUR) + 1) * HOUR)
    const shows = await waiting(fn, at)
    const before = await storedIn(cloud)
    const run = () => cloud.invoke(fn, {}, { source: 'wx_trigger' })
    const again = async (first: () => Promise<unknown>) => {
      await bringBack(cloud, before, at)
      await first()
      for (const later of LATER) {
        cloud.clock.set(new Date(+at + later))
        await run()
      }
      return difference(before, await storedIn(cloud), { at, grain: GRAIN, but: COUNTS })
    }
    let actions: string[] = []
    const undisturbed = await again(async () => {
      actions = (await watched(cloud, run)).actions
    })
    expect([...Object.keys(undisturbed.rows), ...undisturbed.gone]).toEqual(expect.arrayContaining(shows))
    const together = await again(() => Promise.all(Array.from({ length: 5 }, run)))
    expect({ runs: 5, ...together }).toEqual({ runs: 5, ...undisturbed })
    // A run that is refused something ends there, or goes on with its next job: it leaves no more than one that dies.
    for (const fault of troublesOf(actions).filter(({ kind }) => kind === 'kill')) {
      const found = await again(() => interrupted(cloud, fault, run))
      expect({ fault, ...found }).toEqual({ fault, ...undisturbed })
    }
  },
  180_000,
)
