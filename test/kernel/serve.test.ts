import { slot } from '../make/time'
import { aWorld } from '../make/world'

const lines: string[] = []
const world = aWorld({ log: text => lines.push(text) })
const lastLog = () => JSON.parse(lines.join('').trim().split('\n').at(-1)!)

const reserve = () =>
  world.raw('t-lin', 'room', {
    op: 'reserve',
    input: { roomId: 'r-102', ...slot(2, 9, 10), title: '机密会议' },
  })

test('a call leaves one log line: what, how it ended, what it cost, and nothing of what was sent', async () => {
  lines.length = 0
  const { reply } = await reserve()
  expect(reply.ok).toBe(true)
  expect(lastLog()).toMatchObject({ fn: 'room', op: 'reserve', code: 'OK', db: 4, ms: expect.any(Number) })
  expect(lines.join('').trim().split('\n')).toHaveLength(1)
  for (const secret of ['机密会议', 'o-t-lin', '19900000001']) expect(lines.join('')).not.toContain(secret)
})

test('a fault of ours is told in brief and logged in full, under one request id', async () => {
  const { database } = world.cloud
  const { aggregate } = database
  database.aggregate = () =>
    Promise.reject(Object.assign(new Error('disk at 10.0.0.3 is gone'), { code: 'SYS_ERR' }))
  const { reply } = await reserve()
  database.aggregate = aggregate
  if (reply.ok) throw new Error('the fault went unnoticed')
  expect(reply.error).toEqual({
    code: 'INTERNAL',
    message: '系统开小差了，请稍后再试',
    requestId: expect.any(String),
  })
  expect(lastLog()).toMatchObject({ code: 'INTERNAL', requestId: reply.error.requestId })
  expect(lastLog().crash).toContain('disk at 10.0.0.3 is gone')
})

test('a refusal carries a sentence for people, the field at fault, and no stack', async () => {
  const input = { roomId: 'r-102', ...slot(2, 9, 10), title: '组会', people: 500 }
  const { reply } = await world.raw('t-lin', 'room', { op: 'reserve', input })
  expect(reply).toEqual({
    ok: false,
    error: {
      code: 'OVER_CAPACITY',
      message: '人数超过了可容纳的数量',
      field: 'people',
      requestId: expect.any(String),
    },
  })
  expect(lastLog()).not.toHaveProperty('crash')
})
