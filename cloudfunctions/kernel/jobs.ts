import type { Fields, Row, Table } from './data/table'
import type { Timer } from './serve'

/** Scheduled work that can be interrupted anywhere and run again; resolves to the number of things done. */
export type Job = (now: Date) => Promise<number | Record<string, number>>

/**
 * Works through the items in order. A failure does not stop the remaining items, but rejects at the end.
 * @returns the number of items for which `work` resolved to true
 * @throws the failure, or AggregateError for several
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
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} failures`)
  if (failures.length) throw failures[0]
  return done
}

/** The job in the first minutes of an hour alone, for work that can wait and that costs calls. */
export const hourly =
  (job: Job, minutes = 1): Job =>
  async now =>
    now.getUTCMinutes() < minutes ? job(now) : 0

/** Default number of items in one run of a due job; the next run goes on with the others. */
const PER_RUN = 50

/**
 * A job for items that are due. Runs can be interrupted and can overlap, so `work` must do each item once.
 * @param load resolves to at most `limit` due items
 * @param work resolves to false if there was nothing left to do
 */
export const dueJob =
  <T>(
    load: (now: Date, limit: number) => Promise<T[]>,
    work: (item: T, now: Date) => Promise<boolean>,
    limit = PER_RUN,
  ): Job =>
  async now =>
    forEachSettled(await load(now, limit), item => work(item, now))

/** The `load` of a due job: documents that match a filter, which an index must serve. */
export const dueRows =
  <T extends Row>(rows: Table<T>, filter: (now: Date) => Fields) =>
  (now: Date, limit: number): Promise<T[]> =>
    rows.aggregate(limit, pipeline => pipeline.match(filter(now)).limit(limit))

/**
 * Runs every job in order. A failure does not stop the remaining jobs, but rejects at the end. The environment
 * variable JOBS, names separated by commas, restricts the run to these jobs.
 * @throws as `forEachSettled` does
 */
export const runJobs =
  (jobs: Record<string, Job>): Timer =>
  async now => {
    const done: Record<string, number> = {}
    await forEachSettled(namedJobs(jobs, process.env.JOBS), async ([name, job]) => {
      const count = await job(now)
      Object.assign(done, typeof count === 'number' ? { [name]: count } : count)
      return true
    })
    return done
  }

/** @throws Error for an unknown name, because a misspelt setting must not look like a run without work */
function namedJobs(jobs: Record<string, Job>, names: string | undefined): [string, Job][] {
  if (!names) return Object.entries(jobs)
  return names.split(',').map(name => {
    if (!Object.hasOwn(jobs, name)) throw new Error(`no job '${name}'; there are: ${Object.keys(jobs)}`)
    return [name, jobs[name]!]
  })
}
