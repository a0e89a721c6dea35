import { _ } from '../../cloudfunctions/kernel/data/cloud'
import { table } from '../../cloudfunctions/kernel/data/table'
import { instanceEnvironment } from '../../scripts/local-cloud/functions/environment'
import { start } from '../../scripts/local-cloud/start'
import { members } from '../../scripts/seed/members'

// The kernel talks to a local cloud from within this process, as a function does from within its own.
let cloud: Awaited<ReturnType<typeof start>>

beforeAll(async () => {
  cloud = await start({ seed: () => ({ members }) })
  Object.assign(process.env, instanceEnvironment(cloud.url))
})
afterAll(() => cloud.close())

const people = () => table<{ _id: string; name: string }>('members')
const calls = () => cloud.database.queries.reduce((sum, { count }) => sum + count, 0)

test.each<[string, () => Promise<unknown>]>([
  ['an empty filter', () => people().update({}, { name: '谁' })],
  ['an undefined value', () => people().update({ openid: undefined }, { name: '谁' })],
  ['an undefined value deep inside', () => people().first({ a: [{ b: undefined }] })],
  [
    'an undefined condition among others',
    () => people().update([{ _id: 'x' }, { openid: undefined }], { name: '谁' }),
  ],
  ['an operator for a key', () => people().first({ phone: { $ne: null } })],
  ['an operator at the top', () => people().first({ $where: '1' })],
  ['an operator in a change', () => people().update({ _id: 't-lin' }, { $set: { name: '谁' } })],
  ['an undefined value in a change', () => people().update({ _id: 't-lin' }, { name: undefined })],
  ['an undefined value in a new row', () => people().add({ _id: 'n', name: undefined as never })],
  [
    'logic that the SDK garbles',
    () => people().first({ duties: _.elemMatch({ duty: _.gt('a').and(_.lt('b')) }) }),
  ],
  [
    'garbled logic below a negation',
    () => people().first({ duties: _.not(_.elemMatch({ duty: _.or([_.eq('a')]) })) }),
  ],
])('%s is refused before it reaches the database', async (_name, query) => {
  const before = calls()
  await expect(query()).rejects.toThrow()
  expect(calls()).toBe(before)
})

test('a list that would be cut silently is refused instead', async () => {
  await expect(people().find({ state: 'active' }, 10)).rejects.toThrow('more than 10')
  expect(await people().find({ state: 'active' }, 100)).toHaveLength(
    members.filter(({ state }) => state === 'active').length,
  )
})

test('adding a row whose id is taken says so and changes nothing', async () => {
  expect(await people().add({ _id: 't-lin', name: '别人' })).toBe(false)
  expect(await people().first({ _id: 't-lin' })).toMatchObject({ name: '林知微' })
})

test('an update changes one document at most', async () => {
  expect(await people().update({ kind: 'staff' }, { touched: 1 })).toBe(true)
  const touched = [...cloud.database.dump('members')].filter(row => 'touched' in (row as object))
  expect(touched).toHaveLength(1)
})
