import type { Fields, Row, Table } from './data/table'
import type { Timer } from './serve'

/** Work the clock asks for; may be interrupted anywhere and run again. Answers how much it did. */
export type Job = (now: Date) => Promise<number | Record<string, number>>

/**
 * Does the work for one after the other; one that fails does not keep the others from it, and the job has failed then
 * all the same. Answers for how many there was something to do.
 */
export async function forEachSettled<T>(
  items: readonly T[],
  work: (item: T) => Promise<boolean>,
): Promise<number> {
  let done = 0
  const failures: unknown[] = []
  for (const item of items)
    await work(item).then(
      did => {
        if (did) done++
      },
      error => failures.push(error),
    )
  if (failures.length) throw failures[0]
  return done
}

/** What a due job takes on in one run unless it says otherwise; the next run goes on with the others. */
const PER_RUN = 50

/**
 * A job for everything whose time has come. Interrupted anywhere, or run twice at once, `work` does each once.
 * @param load at most `limit` of what is due
 * @param work answers false where there was nothing to do any more
 */
export const dueJob =
  <T>(
    load: (now: Date, limit: number) => Promise<T[]>,
    work: (item: T, now: Date) => Promise<boolean>,
    limit = PER_RUN,
  ): Job =>
  async now =>
    forEachSettled(await load(now, limit), item => work(item, now))

/** Loads documents that match, for a due job; an index serves the filter. */
export const dueRows =
  <T extends Row>(rows: Table<T>, filter: (now: Date) => Fields) =>
  (now: Date, limit: number): Promise<T[]> =>
    rows.aggregate(limit, pipeline => pipeline.match(filter(now)).limit(limit))

/**
 * Runs every job, one after the other; one that fails does not keep the others from running, and the run has failed
 * then all the same.
 */
export const runJobs =
  (jobs: Record<string, Job>): Timer =>
  async now => {
    const done: Record<string, number> = {}
    const failures: unknown[] = []
    for (const [name, job] of Object.entries(jobs))
      await job(now).then(
        count => Object.assign(done, typeof count === 'number' ? { [name]: count } : count),
        error => failures.push(error),
      )
    if (failures.length) throw failures[0]
    return done
  }
