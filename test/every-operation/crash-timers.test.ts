import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { HOUR, MINUTE } from '#contract/kernel/time'
import { pathOf } from '../../cloudfunctions/kernel/identity/tree'
import { departments } from '../../database-schema/seed/departments'
import { members } from '../../database-schema/seed/members'
import { timersOf } from '../../scripts/local-cloud/timers'
import { faultsFor, interrupt, recordActions } from '../make/faults'
import { full, sample } from '../make/sampling'
import { difference, restore, type Snapshot, takeSnapshot } from '../make/snapshot'
import { WAITING } from '../make/timer-fixtures'
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

/** Later runs: leases of a run that died have ended by then, and some jobs work at the full hour only. */
const LATER = [3 * MINUTE, HOUR]
/** All runs happen at the same time. */
const GRAIN = 2 * HOUR
/** An attempt counts also when its end is unknown, and so does each time that work is taken up. */
const COUNTS = { deliveries: ['tries'], organisation: ['version'] }
/** Crashes of a whole run that an ordinary run tries, where each job is interrupted by itself as well. */
const CRASHES = 3

let beginning: Snapshot
beforeAll(async () => {
  beginning = await takeSnapshot(world.cloud)
})
afterEach(async () => {
  delete world.cloud.settings.JOBS
  await restore(world.cloud, beginning, new Date())
})

const prepare = (fn: string, at: Date): Promise<string[]> => {
  if (!WAITING[fn])
    throw new Error(`write into test/make/timer-fixtures.ts what the timer of ${fn} has to do`)
  return WAITING[fn](world, at)
}

/** A timer from here on: each time it begins anew, and what has changed after some later runs is compared. */
async function timerAt(fn: string, at: Date) {
  const { cloud } = world
  const before = await takeSnapshot(cloud)
  const run = () => cloud.invoke(fn, {}, { source: 'wx_trigger' })
  const changesAfter = async (first: () => Promise<unknown>) => {
    await restore(cloud, before, at)
    await first()
    for (const later of LATER) {
      cloud.clock.set(new Date(+at + later))
      await run()
    }
    return difference(before, await takeSnapshot(cloud), { at, grain: GRAIN, but: COUNTS })
  }
  let actions: string[] = []
  const undisturbed = await changesAfter(async () => {
    actions = (await recordActions(cloud, run)).actions
  })
  /** A refused action ends the run, or its job: it leaves no more than a crash. */
  const crashes = (crash: 'kill' | 'cutoff') => faultsFor(actions, crash).filter(({ kind }) => kind === crash)
  return { before, run, changesAfter, undisturbed, crashes }
}

/** The names of a timer's jobs; none for a timer that has no jobs. */
async function jobsOf(fn: string): Promise<string[]> {
  world.cloud.settings.JOBS = '?'
  const refused = await world.cloud.invoke(fn, {}, { source: 'wx_trigger' }).then(() => '', String)
  delete world.cloud.settings.JOBS
  await restore(world.cloud, beginning, new Date())
  const [, names] = /there are: ([^\\]*)/.exec(refused) ?? []
  return names ? names.split(',') : []
}

const timers = timersOf(join(__dirname, '..', '..', 'dist', 'cloudfunctions'))

test.each(timers)(
  'B1, B2, B9: the timer of $fn, run five times at once or interrupted at any action, does what one run does',
  async ({ fn }) => {
    const { cloud } = world
    const at = new Date((Math.ceil(cloud.clock.now() / HOUR) + 1) * HOUR)
    const jobs = await jobsOf(fn)
    const shows = await prepare(fn, at)
    const timer = await timerAt(fn, at)
    expect([...Object.keys(timer.undisturbed.rows), ...timer.undisturbed.gone]).toEqual(
      expect.arrayContaining(shows),
    )
    const together = await timer.changesAfter(() => Promise.all(Array.from({ length: 5 }, timer.run)))
    expect({ runs: 5, ...together }).toEqual({ runs: 5, ...timer.undisturbed })
    const crashes = timer.crashes(full || jobs.length ? 'kill' : 'cutoff')
    for (const fault of sample(`crashes ${fn}`, crashes, jobs.length ? CRASHES : crashes.length)) {
      const found = await timer.changesAfter(() => interrupt(cloud, fault, timer.run))
      expect({ fault, ...found }).toEqual({ fault, ...timer.undisturbed })
    }
    await restore(cloud, timer.before, at)
    for (const job of jobs) await expectJob(fn, job, at)
  },
  full ? 1_200_000 : 180_000,
)

/** Interrupts one job at any action, beginning where the jobs before it end; leaves the cloud where the job ends. */
async function expectJob(fn: string, job: string, at: Date): Promise<void> {
  const { cloud } = world
  cloud.settings.JOBS = job
  const { before, run, changesAfter, undisturbed, crashes } = await timerAt(fn, at)
  for (const fault of crashes(full ? 'kill' : 'cutoff')) {
    const found = await changesAfter(() => interrupt(cloud, fault, run))
    expect({ job, fault, ...found }).toEqual({ job, fault, ...undisturbed })
  }
  await restore(cloud, before, at)
  await run()
}
