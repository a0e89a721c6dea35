import { join } from 'node:path'
import { HOUR, MINUTE } from '#contract/kernel/time'
import { timersOf } from '../../scripts/local-cloud/timers'
import { faultsFor, interrupt, recordActions } from '../make/faults'
import { fixtures, type TimerWork } from '../make/fixtures'
import { expectIndexes } from '../make/indexes'
import { full, sample } from '../make/sampling'
import { difference, restore, type Snapshot, takeSnapshot } from '../make/snapshot'
import { aWorldOfWrites } from '../make/writes'

const world = aWorldOfWrites()

/** Later runs: leases of a run that died have ended by then, and some jobs work at the full hour only. */
const LATER = [3 * MINUTE, HOUR]
/** All runs happen at the same time. */
const GRAIN = 2 * HOUR
/** Crashes that an ordinary run tries: of a whole run whose jobs are interrupted one by one as well, and of a job. */
const CRASHES = 3
const CRASHES_OF_A_JOB = 5

let beginning: Snapshot
let end: TimerWork['end']
beforeAll(async () => {
  beginning = await takeSnapshot(world.cloud)
})
afterEach(async () => {
  await end?.()
  end = undefined
  delete world.cloud.settings.JOBS
  await restore(world.cloud, beginning, new Date())
})

const prepare = (fn: string, at: Date): Promise<TimerWork> => {
  const { timerWork } = fixtures[fn] ?? {}
  if (!timerWork) throw new Error(`write into test/${fn}/fixtures.ts, as timerWork, what its timer has to do`)
  return timerWork(world, at)
}

interface TimerCase {
  fn: string
  /** The moment of the first run. */
  at: Date
  work: TimerWork
}

/** A timer from here on: each time it begins anew, and the changes after some later runs are compared. */
async function timerFrom({ fn, at, work }: TimerCase) {
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
    return difference(before, await takeSnapshot(cloud), { at, grain: GRAIN, but: work.counts })
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
    const work = await prepare(fn, at)
    end = work.end
    const timerCase = { fn, at, work }
    const timer = await timerFrom(timerCase)
    expect([...Object.keys(timer.undisturbed.rows), ...timer.undisturbed.gone]).toEqual(
      expect.arrayContaining(work.shows),
    )
    const together = await timer.changesAfter(() => Promise.all(Array.from({ length: 5 }, timer.run)))
    expect({ runs: 5, ...together }).toEqual({ runs: 5, ...timer.undisturbed })
    const crashes = timer.crashes(full || jobs.length ? 'kill' : 'cutoff')
    expect(crashes).not.toEqual([])
    for (const fault of sample(`crashes ${fn}`, crashes, jobs.length ? CRASHES : crashes.length)) {
      const found = await timer.changesAfter(() => interrupt(cloud, fault, timer.run))
      expect({ fault, ...found }).toEqual({ fault, ...timer.undisturbed })
    }
    await restore(cloud, timer.before, at)
    for (const job of jobs) await expectJob(job, timerCase)
  },
  full ? 1_200_000 : 180_000,
)

test('every query that interrupted timers made is served by a declared index', () => expectIndexes(world))

/** Interrupts one job at any action, beginning where the jobs before it end; leaves the cloud where the job ends. */
async function expectJob(job: string, timerCase: TimerCase): Promise<void> {
  const { cloud } = world
  cloud.settings.JOBS = job
  const { before, run, changesAfter, undisturbed, crashes } = await timerFrom(timerCase)
  for (const fault of sample(`crashes ${job}`, crashes(full ? 'kill' : 'cutoff'), CRASHES_OF_A_JOB)) {
    const found = await changesAfter(() => interrupt(cloud, fault, run))
    expect({ job, fault, ...found }).toEqual({ job, fault, ...undisturbed })
  }
  await restore(cloud, before, timerCase.at)
  await run()
}
