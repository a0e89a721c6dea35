import { DAY } from '#contract/kernel/time'
import { start } from '../../scripts/local-cloud/start'
import { at } from '../make/time'
import { aWorld } from '../make/world'

/** A body that tests look into without describing it. */
// biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect
type Answer = any

const world = aWorld()
const get = (path: string) => fetch(`${world.cloud.url}${path}`)
const post = async (path: string, body: unknown) => {
  const response = await fetch(`${world.cloud.url}${path}`, { method: 'POST', body: JSON.stringify(body) })
  return { response, body: (await response.json()) as Record<string, Answer> }
}

test('a call by a persona’s id or openid gives the function’s reply and what it cost', async () => {
  for (const as of ['t-lin', 'o-t-lin']) {
    const { response, body } = await post('/local/call/room', { as, data: { op: 'mine', input: {} } })
    expect(body.result).toMatchObject({ ok: true, data: { items: expect.any(Array) } })
    expect(response.headers.get('x-db-calls')).toBe('3')
    expect(Number(response.headers.get('x-duration-ms'))).toBeGreaterThanOrEqual(0)
    expect(response.headers.get('x-cold')).toMatch(/^(true|false)$/)
  }
})

test('a second call finds the instance warm', async () => {
  await post('/local/call/account', { as: 't-lin', data: { op: 'me', input: {} } })
  const { response } = await post('/local/call/account', { as: 't-lin', data: { op: 'me', input: {} } })
  expect(response.headers.get('x-cold')).toBe('false')
})

test('a function that is not there answers as the real cloud does', async () => {
  for (const name of ['nothing', 'kernel']) {
    const { body } = await post(`/local/call/${name}`, { as: 't-lin', data: {} })
    expect(body.error).toMatchObject({
      errCode: -501000,
      errMsg: expect.stringContaining('could not be found'),
    })
  }
})

test('the personas cover every part there is to play', async () => {
  const personas = (await (await get('/local/personas')).json()) as {
    id: string
    name: string
    roles: string[]
    openid: string
  }[]
  const roles = personas.flatMap(({ roles }) => roles)
  const parts = [
    'student',
    'staff',
    'worker',
    'room.admin',
    'system.admin',
    'directory.admin',
    'repair.dispatcher',
  ]
  for (const role of [...parts, 'repair.worker', 'repair.keeper', 'frozen', 'stranger'])
    expect(roles).toContain(role)
  expect(new Set(personas.map(({ openid }) => openid)).size).toBe(personas.length)
})

test('the contract lists every operation with its access and the JSON Schema of its input', async () => {
  const operations = (await (await get('/local/contract')).json()) as {
    function: string
    op: string
    access: unknown
    input: Answer
  }[]
  const reserve = operations.find(one => one.function === 'room' && one.op === 'reserve')!
  expect(reserve.access).toBe('member')
  expect(reserve.input).toMatchObject({ type: 'object', required: ['roomId', 'from', 'to', 'title'] })
  expect(operations.find(({ op }) => op === 'pending')!.access).toEqual({ duty: 'room.admin' })
})

test('a collection comes as JSON lines, dates as the console exports them', async () => {
  expect(await (await get('/local/collections')).json()).toEqual(expect.arrayContaining(['members', 'rooms']))
  const lines = (await (await get('/local/collections/rooms')).text())
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(lines).toHaveLength(12)
  const [booking] = lines.find(({ _id }) => _id === 'r-101').bookings
  expect(booking.from.$date).toMatch(/^20.+Z$/)
  expect((await get('/local/collections/nothing')).status).toBe(404)
})

test('moving the clock moves what functions take for now, and time goes on from there', async () => {
  const input = { roomId: 'r-102', from: at(3, 9), to: at(3, 10), title: '以后' }
  const before = Date.now()
  const { body } = await post('/local/clock', { advanceSeconds: (5 * DAY) / 1000 })
  expect(Date.parse(body.now)).toBeGreaterThanOrEqual(before + 5 * DAY)
  const late = await post('/local/call/room', { as: 't-lin', data: { op: 'reserve', input } })
  expect(late.body.result.error.code).toBe('ROOM_PAST')
  await post('/local/clock', { now: new Date().toISOString() })
  const inTime = await post('/local/call/room', { as: 't-lin', data: { op: 'reserve', input } })
  expect(inTime.body.result.ok).toBe(true)
})

test.each([null, {}, { now: 'soon' }, { advanceSeconds: 'much' }, { advanceSeconds: 1e300 }])(
  'a clock told %j stays as it is',
  async order => {
    const { response } = await post('/local/clock', order)
    expect(response.status).toBe(400)
    expect(Number.isNaN(world.cloud.clock.now())).toBe(false)
  },
)

test.each(['/local/call/room', '/local/clock', '/local/faults', '/local/consent'])(
  'a body that %s cannot read is refused as the asker’s mistake',
  async path => {
    for (const body of ['null', '{', '7']) {
      const response = await fetch(`${world.cloud.url}${path}`, { method: 'POST', body })
      expect(response.status).toBe(400)
    }
  },
)

test('a request to the cloud’s own API that is none gets the cloud’s own code', async () => {
  for (const body of ['null', '{', ''])
    expect(await (await fetch(`${world.cloud.url}/admin`, { method: 'POST', body })).json()).toMatchObject({
      code: 'INVALID_PARAM',
    })
})

test('a body that is no JSON, and a path that is not there, are said plainly', async () => {
  const response = await fetch(`${world.cloud.url}/local/call/room`, { method: 'POST', body: '{' })
  expect(response.status).toBe(400)
  expect((await get('/local/nothing')).status).toBe(404)
  expect((await get('/../package.json')).status).toBe(404)
})

test('two local clouds in one process know nothing of each other', async () => {
  const other = await start()
  await other.database.insert({ collection: 'rooms', documents: [{ _id: 'only-here' }] })
  expect([...world.cloud.database.dump('rooms')].map(({ _id }) => _id)).not.toContain('only-here')
  await other.close()
})
