import sdk from 'wx-server-sdk'
import { _, storage } from '../../cloudfunctions/kernel/data/cloud'
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

test('a limit that the SDK would lower silently is refused before it reaches the database', async () => {
  const before = calls()
  await expect(people().find({ state: 'active' }, 1000)).rejects.toThrow('less than 1000')
  expect(calls()).toBe(before)
})

test.each([
  ['done', 0, true],
  ['missing', -503003, true],
  ['refused', -503002, false],
])('a removal whose file is %s (status %i) resolves: %s', async (_name, status, resolves) => {
  const fileList = [{ fileID: 'cloud://a/b', status, errMsg: 'why' }]
  const reply = jest.spyOn(sdk, 'deleteFile').mockResolvedValue({ fileList, errMsg: 'ok' } as never)
  const removal = storage.remove(['cloud://a/b'])
  if (resolves) await removal
  else await expect(removal).rejects.toThrow('cloud://a/b was not removed: why')
  reply.mockRestore()
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
