import { join } from 'node:path'
import { APP_ID } from '../../scripts/local-cloud/functions/environment'
import { start } from '../../scripts/local-cloud/start'
import { onlyLocal } from './remote'
import { withFunctions } from './with-functions'

const world = withFunctions(join(__dirname, 'fixture'))
const call = world.run

onlyLocal('a function knows who calls, also while others call it at the same time', async () => {
  const people = Array.from({ length: 30 }, (_, i) => `o-${i}`)
  const replies = await Promise.all(people.map(openid => call('who', { wait: 5 }, openid)))
  expect(replies.map(({ openid }) => openid)).toEqual(people)
  expect(replies.map(({ later }) => later)).toEqual(people)
})

onlyLocal('nobody’s identity is left behind for a call that has none', async () => {
  await call('who', {}, 'o-1')
  const { result } = await world.cloud.invoke('who', {}, { source: 'wx_trigger' })
  expect(JSON.parse(result!)).toMatchObject({ source: 'wx_trigger' })
  expect(JSON.parse(result!)).not.toHaveProperty('openid')
})

onlyLocal(
  'whose call it is stands in the event of a phone’s call as well, whatever the phone says',
  async () => {
    const forged = { userInfo: { openId: 'o-2' } }
    expect((await call('who', forged, 'o-1')).userInfo).toEqual({ appId: APP_ID, openId: 'o-1' })
  },
)

onlyLocal(
  'a call by nobody is a test run in the console: no openid, and no phone as its source',
  async () => {
    const { body } = await world.post('/local/call/who', { data: {} })
    expect(body.result).toMatchObject({ source: 'wx_unknown' })
    expect(body.result).not.toHaveProperty('openid')
    expect(body.result).not.toHaveProperty('userInfo')
  },
)

onlyLocal('calls that are under way or wait when the cloud is closed fail, and start nothing', async () => {
  const cloud = await start({ functions: world.cloud.pool.folder, seed: () => ({}) })
  const caller = { openid: 'o-1', source: 'wx_client' }
  const calls = Array.from({ length: 7 }, () => cloud.invoke('who', { wait: 60_000 }, caller))
  const ended = Promise.allSettled(calls)
  await cloud.close()
  expect((await ended).map(({ status }) => status)).toEqual(Array(7).fill('rejected'))
  await expect(cloud.invoke('who', {}, caller)).rejects.toMatchObject({ code: 'SYS_ERR' })
})

onlyLocal('a function called by a function sees the same person at the end of a longer chain', async () => {
  expect(await call('relay', {}, 'o-7')).toMatchObject({ openid: 'o-7', source: 'wx_client,scf' })
})

onlyLocal(
  'functions that call themselves at every instance’s limit do not wait for each other for ever',
  async () => {
    const replies = await Promise.all(Array.from({ length: 5 }, () => call('relay', { depth: 2 })))
    expect(replies.every(({ source }) => source === 'wx_client,scf,scf')).toBe(true)
  },
)

onlyLocal(
  '200 people at once, each through a function that calls itself and another, are 200 people throughout',
  async () => {
    const people = Array.from({ length: 200 }, (_, i) => `o-${i}`)
    const replies = await Promise.all(people.map(openid => call('busy', {}, openid)))
    const expected = people.map(o => ({ current: o, other: o, itself: { current: o, other: o } }))
    expect(replies).toEqual(expected)
  },
  120_000,
)

test('a function calls another, and gets its reply', async () => {
  expect(await call('relay', {})).toMatchObject({ calls: expect.any(Number) })
})

test('a function that is not there is refused by its code', async () => {
  await expect(call('nothing-there', {})).rejects.toMatchObject({ code: 'FUNCTION_NOT_FOUND' })
})

test('an error in a function reaches the caller as the real cloud says it', async () => {
  await expect(call('trouble', { kind: 'throw' })).rejects.toMatchObject({
    code: 'FUNCTIONS_EXECUTE_FAIL',
    message: expect.stringContaining('TypeError: no such thing'),
  })
})

test.each(['hang', 'spin'])(
  'a function that would %s is ended at its time limit, and the next call is served',
  async kind => {
    await expect(call('trouble', { kind })).rejects.toMatchObject({ code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED' })
    expect(await call('trouble', { kind: 'none' })).toMatchObject({ kind: 'none' })
  },
)

test('a function that ends its process takes nothing else with it', async () => {
  await expect(call('trouble', { kind: 'exit' })).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
  expect(await call('trouble', { kind: 'none' })).toMatchObject({ kind: 'none' })
})

onlyLocal('a function that takes more memory than it has, in its heap or beside it, is ended', async () => {
  for (const kind of ['buffer', 'buffers']) {
    await expect(call('trouble', { kind })).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      message: expect.stringContaining('more than 256 MB of memory'),
    })
    expect(await call('trouble', { kind: 'none' })).toMatchObject({ kind: 'none' })
  }
})

test('a call that sends or gets back more than the cloud carries is refused', async () => {
  await expect(call('who', { text: 'x'.repeat(103_000) })).rejects.toMatchObject({
    code: 'EXCEED_MAX_PAYLOAD_SIZE',
  })
  expect(await call('who', { text: 'x'.repeat(102_000) })).toHaveProperty('calls')
  await expect(call('trouble', { kind: 'long' })).rejects.toMatchObject({
    code: 'FUNCTION_RESULT_SIZE_EXCEED_LIMIT',
  })
})

onlyLocal('the logger of the SDK writes to the function’s log', async () => {
  await call('chatter', { room: 'r-101' })
  const lines = () => world.cloud.stats.linesOf('chatter').map(({ text }) => text)
  // Output of a function arrives on a way of its own, perhaps after its reply.
  while (!lines().join().includes('"room":"r-101"')) await new Promise(setImmediate)
  expect(lines().join()).toMatch(/warn/)
})

test('values cross as JSON: dates as texts, what is undefined not at all', async () => {
  const reply = await call('trouble', { kind: 'none' })
  expect(reply.at).toMatch(/^\d{4}-.*Z$/)
  expect(reply).not.toHaveProperty('nothing')
})

onlyLocal('functions live in UTC and see nothing of this machine’s environment', async () => {
  expect(await call('zone', {})).toEqual({ hours: 0 })
})

onlyLocal('functions find secrets for development, unless they are given others or none', async () => {
  const names = ['ADMIN_SECRET', 'CODE_SECRET', 'SYNC_SECRET']
  const found: Record<string, string> = await call('settings', { names })
  expect(Object.keys(found)).toEqual(['ADMIN_SECRET', 'CODE_SECRET'])
  expect(found.ADMIN_SECRET!.length).toBeGreaterThanOrEqual(32)
  expect(found.CODE_SECRET!.length).toBeGreaterThanOrEqual(32)
  const environment = { ADMIN_SECRET: '', SYNC_SECRET: 'given' }
  const other = await start({ functions: world.cloud.pool.folder, seed: () => ({}), environment })
  const { result } = await other.invoke('settings', { names }, { source: 'wx_client' })
  await other.close()
  expect(JSON.parse(result!)).toEqual({ ...found, ...environment })
})
