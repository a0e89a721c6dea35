import { join } from 'node:path'
import { withFunctions } from '../with-functions'

const world = withFunctions(join(__dirname, 'fixture'))
const run = (id: string, wait = 0) => world.run('branches', { id, wait })
const stored = () => [...world.cloud.database.dump('rooms')].map(({ _id }) => _id)
const cutOffAt = (when: 'before' | 'after') =>
  world.cloud.faults.add({ action: 'database.insertDocument', nth: 1, kind: 'cutoff', when })

test.each([
  ['before', []],
  ['after', ['after-first']],
] as const)('a call cut off %s an action fails, and its process takes the next call', async (when, left) => {
  const { process } = await run(`${when}-warm`)
  const before = stored()
  cutOffAt(when)
  await expect(run(when, 60_000)).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
  expect(stored()).toEqual([...before, ...left])
  expect(await run(`${when}-next`)).toEqual({ process })
})

test('an action of a call that was cut off is not heard, and is no action of the next call', async () => {
  cutOffAt('before')
  await expect(run('cut', 200)).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
  const heard = jest.spyOn(world.cloud.pool.invocations, 'hear')
  const { invocation } = await world.cloud.invoke(
    'branches',
    { id: 'next', wait: 600 },
    { source: 'wx_client' },
  )
  const tokens = heard.mock.calls.map(([token]) => token)
  // Both calls ran in one process: its second branch asked for something meanwhile, with the token of its own.
  expect(tokens).toHaveLength(3)
  expect(tokens.filter(token => token === invocation.token)).toHaveLength(2)
  expect(invocation.databaseCalls).toBe(2)
  expect(stored()).not.toContain('cut-second')
  expect(stored()).toContain('next-second')
  heard.mockRestore()
})

test('a reply that comes after its call was cut off is not taken for the reply of the next', async () => {
  cutOffAt('before')
  const hasty = world.run('branches', { id: 'hasty', wait: 200, hasty: true })
  await expect(hasty).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
  expect(await run('own', 600)).toEqual({ process: expect.any(Number) })
})
