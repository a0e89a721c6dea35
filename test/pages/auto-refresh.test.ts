import { MINUTE } from '#contract/kernel/time'
import { autoRefresh } from '../../miniprogram/ui/auto-refresh'
import { listPage } from '../../miniprogram/ui/list-page'
import { sendOnce } from '../../miniprogram/ui/send'
import { fakeWechat } from '../make/wechat'

beforeEach(() => {
  fakeWechat()
  jest.useFakeTimers()
})
afterEach(() => jest.useRealTimers())

/** A page over a list of numbers that others may change, two at a time; `trouble` makes asking fail. */
function aPage() {
  const server = { all: [1, 2, 3, 4, 5], asked: 0, trouble: false }
  const list = listPage<number>(async ({ after }) => {
    server.asked++
    if (server.trouble) throw new Error('request:fail')
    const from = after ? Number(after) : 0
    const items = server.all.slice(from, from + 2)
    return { items, ...(from + 2 < server.all.length && { next: String(from + 2) }) }
  })
  const phases: unknown[] = []
  const page = {
    ...list,
    ...autoRefresh,
    data: { ...list.data, sheet: 'open' },
    setData(change: object) {
      if ('phase' in change) phases.push(change.phase)
      Object.assign(page.data, change)
    },
  }
  return { page, server, phases }
}

const shown = async () => {
  const world = aPage()
  await world.page.onShow()
  return world
}
const minute = () => jest.advanceTimersByTimeAsync(MINUTE)

test('an open list shows within a minute what others changed, without an outline and with the sheet left open', async () => {
  const { page, server, phases } = await shown()
  server.all = [9, ...server.all]
  await minute()
  expect(page.data).toMatchObject({ items: [9, 1], sheet: 'open', phase: 'ready' })
  expect(phases).not.toContain('loading')
})

test('a list that was read on keeps as many rows as it had', async () => {
  const { page, server } = await shown()
  await page.onReachBottom()
  server.all = [9, ...server.all]
  await minute()
  expect(page.data.items).toEqual([9, 1, 2, 3])
  await page.onReachBottom()
  expect(page.data).toMatchObject({ items: [9, 1, 2, 3, 4, 5], next: '' })
})

test('a refresh that fails is forgiven, and the next one works', async () => {
  const { page, server } = await shown()
  server.trouble = true
  await minute()
  expect(page.data).toMatchObject({ items: [1, 2], phase: 'ready' })
  Object.assign(server, { trouble: false, all: [7] })
  await minute()
  expect(page.data.items).toEqual([7])
})

test.each(['onHide', 'onUnload'] as const)(
  'nothing is asked after %s, and once again on coming back',
  async leave => {
    const { page, server } = await shown()
    page[leave]()
    await minute()
    expect(server.asked).toBe(1)
    server.all = [8]
    await page.onShow()
    expect(page.data.items).toEqual([8])
    await minute()
    expect(server.asked).toBe(3)
  },
)

test('a refresh that comes back after somebody has read on is not shown', async () => {
  const { page, server } = await shown()
  const refreshed = page.refresh()
  const read = page.onReachBottom()
  await Promise.all([refreshed, read])
  expect(page.data.items).toEqual([1, 2, 3, 4])
  expect(server.asked).toBe(3)
})

test('a list that could not be read is read again on coming back', async () => {
  const { page, server } = aPage()
  server.trouble = true
  await page.onShow()
  expect(page.data.phase).toBe('failed')
  server.trouble = false
  await page.onShow()
  expect(page.data).toMatchObject({ items: [1, 2], phase: 'ready' })
})

/** A press on the page whose answer `arrive` brings; the server has changed by then. */
function press({ page, server }: ReturnType<typeof aPage>) {
  let arrive = () => {}
  const answered = new Promise<void>(resolve => {
    arrive = resolve
  })
  const sent = sendOnce(page, { op: 'press', input: {}, send: () => answered })
  return {
    async end() {
      server.all = [9]
      arrive()
      await sent
    },
  }
}

test.each(['onShow', 'onPullDownRefresh'] as const)(
  '%s waits for what is being sent, and then shows what has become of the list',
  async show => {
    const world = await shown()
    const { end } = press(world)
    await world.page[show]()
    expect(world.page.data.phase).toBe('sending')
    expect(world.server.asked).toBe(1)
    await end()
    expect(world.page.data).toMatchObject({ items: [9], phase: 'ready' })
  },
)

test('an answer from before a press does not show through it, and is asked for again', async () => {
  const world = await shown()
  const refreshed = world.page.refresh()
  const { end } = press(world)
  await refreshed
  expect(world.page.data.phase).toBe('sending')
  await end()
  expect(world.page.data).toMatchObject({ items: [9], phase: 'ready' })
  expect(world.server.asked).toBe(3)
})

test('a press asks for nothing where nothing was outstanding', async () => {
  const world = await shown()
  await press(world).end()
  expect(world.server.asked).toBe(1)
})

test('a list that was read on while it was shown again is up to date afterwards', async () => {
  const { page, server } = await shown()
  server.all = [9, ...server.all]
  const read = page.onReachBottom()
  await page.onShow()
  await read
  expect(page.data.items).toEqual([9, 1, 2, 3])
})
