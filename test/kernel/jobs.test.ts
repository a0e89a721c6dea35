import { forEachSettled, type Job, runJobs } from '../../cloudfunctions/kernel/jobs'

const now = new Date(0)
afterEach(() => {
  delete process.env.JOBS
})

/** Jobs that note that they ran; `broken` fails. */
function jobsThatNote() {
  const ran: string[] = []
  const job =
    (name: string): Job =>
    async () => {
      ran.push(name)
      if (name === 'broken') throw new Error('broken')
      return name === 'several' ? { some: 1, more: 2 } : 3
    }
  const names = ['first', 'broken', 'several', 'last']
  const run = runJobs(Object.fromEntries(names.map(name => [name, job(name)])))
  return { ran, run }
}

test('a job that fails keeps no other from running, and fails the run', async () => {
  const { ran, run } = jobsThatNote()
  await expect(run(now)).rejects.toThrow('broken')
  expect(ran).toEqual(['first', 'broken', 'several', 'last'])
})

test('JOBS runs the jobs that it names alone, and the run answers what each did', async () => {
  const { ran, run } = jobsThatNote()
  process.env.JOBS = 'several,first'
  expect(await run(now)).toEqual({ some: 1, more: 2, first: 3 })
  expect(ran).toEqual(['several', 'first'])
})

test('JOBS with a name that no job has fails the run, names those that there are, and runs none', async () => {
  const { ran, run } = jobsThatNote()
  process.env.JOBS = 'first,constructor'
  await expect(run(now)).rejects.toThrow("no job 'constructor'; there are: first,broken,several,last")
  expect(ran).toEqual([])
})

test('an item whose work fails keeps no other from being done, and fails the job', async () => {
  const done: number[] = []
  const work = async (item: number) => {
    done.push(item)
    if (item === 2) throw new Error('two')
    return item !== 3
  }
  await expect(forEachSettled([1, 2, 3, 4], work)).rejects.toThrow('two')
  expect(done).toEqual([1, 2, 3, 4])
  expect(await forEachSettled([1, 3, 4], work)).toBe(2)
})

test('several items whose work fails reject with all of the failures', async () => {
  const work = (item: number) =>
    item % 2 ? Promise.reject(new Error(`item ${item}`)) : Promise.resolve(true)
  const failure = await forEachSettled([1, 2, 3], work).catch((error: AggregateError) => error)
  expect(failure).toBeInstanceOf(AggregateError)
  expect((failure as AggregateError).errors.map(String)).toEqual(['Error: item 1', 'Error: item 3'])
})
