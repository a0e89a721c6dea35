import { get } from 'node:http'
import { seed } from '../../scripts/seed'
import { aWorld } from '../make/world'

const world = aWorld({
  timers: true,
  seed: now => ({ ...seed(now), messages: [], deliveries: [] }),
})

/** A cloud without timers, in which nothing happens by itself. */
const still = aWorld()

interface Told {
  name: string
  data: unknown
}

/** Opens a window at the local cloud. @returns the event that comes next, each time it is called */
async function openWindow(): Promise<() => Promise<Told>> {
  const stream = await new Promise<AsyncIterable<Buffer>>(resolve =>
    get(`${world.cloud.url}/local/events`, resolve),
  )
  const told = (async function* () {
    let text = ''
    for await (const chunk of stream) {
      const events = (text + chunk).split('\n\n')
      text = events.pop()!
      for (const event of events) {
        const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(event)!
        yield { name: name!, data: JSON.parse(data!) as unknown }
      }
    }
  })()
  return async () => (await told.next()).value as Told
}

/** Calls an operation as a phone does that may only be asking again. */
const ask = (as: string, data: object, again = false) =>
  fetch(`${still.cloud.url}/local/call/message`, {
    method: 'POST',
    body: JSON.stringify({ as, data, again }),
  }).then(response => response.json())

test('a window is told the time, and a change only once its messages have been relayed', async () => {
  const next = await openWindow()
  expect(await next()).toEqual({ name: 'clock', data: { now: expect.any(Number) } })
  const { items } = await world.as('t-lin').room.mine({})
  const { id: reservationId, version } = items.find(({ actions }) => actions.includes('cancel'))!
  await world.as('a-room').room.cancel({ reservationId, version, reason: '设备检修' })
  expect(await next()).toEqual({ name: 'changed', data: {} })
  const told = await world.as('t-lin').message.list({})
  expect(told.items.map(({ feature }) => feature)).toEqual(['room'])
})

test('a clock that is moved is told, and that pages may look different', async () => {
  const next = await openWindow()
  await next()
  world.cloud.clock.advance(60_000)
  expect(await next()).toEqual({ name: 'clock', data: { now: expect.any(Number) } })
  expect((await next()).name).toBe('changed')
})

test('a page that asks again tells no page to ask again, whatever it writes', async () => {
  const changed = jest.spyOn(still.cloud.live, 'changed')
  const send = { op: 'consented', input: { templates: Object.values(await templates()) } }
  await ask('t-su', { ...send, key: 'k-one-of-sixteen-letters' }, true)
  expect(changed).not.toHaveBeenCalled()
  await ask('t-su', { ...send, key: 'k-two-of-sixteen-letters' })
  expect(changed).toHaveBeenCalled()
})

const templates = () => still.as('t-su').message.templates({})
