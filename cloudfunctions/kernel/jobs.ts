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

/**
 * Runs every job, one after the other; one that fails does not keep the others from running, and the run has failed
 * then all the same. The setting JOBS, names separated by commas, runs these alone.
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
