import type { Fields, Row, Table } from './data/table'
import type { Timer } from './serve'

/** Scheduled work that can be interrupted anywhere and run again; resolves to the number of things done. */
export type Job = (now: Date) => Promise<number | Record<string, number>>

/**
 * Works through the items in order. A failure does not stop the remaining items, but rejects at the end.
 * @returns the number of items for which `work` resolved to true
 * @throws the first failure
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

/** Default number of items in one run of a due job; the next run goes on with the others. */
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
<<<<<<< HEAD
 * Runs every job in order, or only those named in the setting JOBS, separated by commas. A failure does not stop the
 * remaining jobs, but rejects at the end.
=======
 * Runs every job in order. A failure does not stop the remaining jobs, but rejects at the end. The environment
 * variable JOBS, names separated by commas, restricts the run to these jobs.
>>>>>>> main
 * @throws the first failure
 */
export const runJobs =
  (jobs: Record<string, Job>): Timer =>
  async now => {
    const done: Record<string, number> = {}
    const failures: unknown[] = []
    for (const [name, job] of namedJobs(jobs, process.env.JOBS))
      await job(now).then(
        count => Object.assign(done, typeof count === 'number' ? { [name]: count } : count),
        error => failures.push(error),
      )
    if (failures.length) throw failures[0]
    return done
  }

/** @throws Error for a name that no job has: a misspelt setting must not look like a night without work */
function namedJobs(jobs: Record<string, Job>, names: string | undefined): [string, Job][] {
  if (!names) return Object.entries(jobs)
  return names.split(',').map(name => {
    if (!Object.hasOwn(jobs, name)) throw new Error(`no job '${name}'; there are: ${Object.keys(jobs)}`)
    return [name, jobs[name]!]
  })
}
