import { createHash } from 'node:crypto'
import { safeParse } from 'valibot'
import type {
  CollectionSummary,
  DocumentPage,
  FunctionDetail,
  Overview,
  TestEvent,
} from '../../scripts/local-cloud/console/replies'
import { contracts, describeContracts } from '../../scripts/local-cloud/contract'
import { aWorld } from '../make/world'

const world = aWorld()
// A collection without rules, whatever those of the product are.
beforeAll(() => world.cloud.database.createCollection('notes'))
const fingerprint = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

async function ask<T>(path: string, init: RequestInit = {}): Promise<{ status: number; body: T }> {
  const response = await fetch(`${world.cloud.url}/local/console/${path}`, init)
  return { status: response.status, body: (await response.json()) as T }
}

const get = async <T>(path: string): Promise<T> => (await ask<T>(path)).body
const search = (collection: string, by: string, value: string) =>
  ask<DocumentPage & { error?: string }>(`collections/${collection}?${new URLSearchParams({ by, value })}`)
const collectionOf = async (name: string) =>
  (await get<CollectionSummary[]>('collections')).find(one => one.name === name)!
const addLines = (collection: string, lines: string[], mode = 'insert') =>
  ask<{ count?: number; error?: string; lines?: { line: number; message: string }[] }>(
    `collections/${collection}/import?mode=${mode}`,
    { method: 'POST', body: lines.join('\n') },
  )
/** Output of a function arrives on a way of its own, perhaps after its reply. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(resolve => setTimeout(resolve, 10))
}

/** A fingerprint of all documents. */
const everything = () =>
  fingerprint(world.cloud.database.collectionNames().map(name => [...world.cloud.database.dump(name)]))

describe('collections', () => {
  test('a query counts for the index that served it, and one that no index serves shows', async () => {
    const before = await collectionOf('rooms')
    await world.cloud.database.find({ collection: 'rooms', filter: { seats: 8 } })
    await world.cloud.database.find({ collection: 'rooms', filter: { picture: 'studio' } })
    const after = await collectionOf('rooms')
    const uses = (summary: CollectionSummary) => summary.indexes.find(({ name }) => name === 'seats')!.uses
    expect([uses(after) - uses(before), after.scans - before.scans]).toEqual([1, 1])
    expect(after.count).toBe(world.cloud.database.describe('rooms').count)
  })

  test('looking for documents in the console is no query of the product', async () => {
    const { queries } = await get<Overview>('overview')
    await search('rooms', 'filter', '{"picture":"studio"}')
    expect((await get<Overview>('overview')).queries).toEqual(queries)
  })
})

describe('documents', () => {
  const put = (before: unknown, after: unknown) =>
    ask<{ error?: string }>('collections/notes', {
      method: 'PUT',
      body: JSON.stringify({ before: JSON.stringify(before), after: JSON.stringify(after) }),
    })

  test('are found by id, by a filter and by text, dates in the console’s format', async () => {
    const at = { $date: '2026-01-02T03:04:05.678Z' }
    await addLines('room_history', [JSON.stringify({ _id: 'h-1', title: '年度总结', from: at })])
    for (const [by, value] of [
      ['id', 'h-1'],
      ['filter', '{"from":{"$lt":{"$date":"2026-01-03T00:00:00Z"}}}'],
      ['text', '年度'],
    ] as const) {
      const { body } = await search('room_history', by, value)
      expect(body).toEqual({ total: 1, documents: [{ _id: 'h-1', title: '年度总结', from: at }] })
    }
    expect(world.cloud.database.dump('room_history')[Symbol.iterator]().next().value).toMatchObject({
      from: new Date(at.$date),
    })
  })

  test('come 20 a page', async () => {
    const first = await get<DocumentPage>('collections/members')
    const second = await get<DocumentPage>('collections/members?skip=20')
    expect(first.documents).toHaveLength(20)
    expect(first.total).toBeGreaterThan(20)
    expect(second.documents[0]).not.toEqual(first.documents[0])
  })

  test('a filter that is none is refused with the reason', async () => {
    expect((await search('rooms', 'filter', '{"seats":')).status).toBe(400)
    const { status, body } = await search('rooms', 'filter', '{"seats":{"$near":1}}')
    expect(status).toBe(400)
    expect(body.error).toContain('$near')
  })

  test('a collection that is not there is not found', async () => {
    expect((await search('nothing', 'all', '')).status).toBe(404)
  })

  test('an edit is kept; one of a document that changed meanwhile is refused', async () => {
    await addLines('notes', ['{"_id":"d-edit","name":"旧名"}'])
    const shown = { _id: 'd-edit', name: '旧名' }
    expect((await put(shown, { ...shown, name: '新名' })).status).toBe(200)
    expect((await put(shown, { ...shown, name: '更新的名' })).status).toBe(409)
    expect((await search('notes', 'id', 'd-edit')).body.documents).toEqual([{ ...shown, name: '新名' }])
  })

  test('an edit never runs as an update, changes no id, and brings nothing back', async () => {
    await addLines('notes', ['{"_id":"d-strict","name":"名"}'])
    const shown = { _id: 'd-strict', name: '名' }
    expect((await put(shown, { _id: 'd-strict', $set: { name: '别的' } })).status).toBe(400)
    expect((await put(shown, { _id: 'd-other', name: '名' })).status).toBe(400)
    await ask('collections/notes?id=%22d-strict%22', { method: 'DELETE' })
    expect((await put(shown, { ...shown, name: '新名' })).status).toBe(404)
  })

  test('a document is removed once', async () => {
    await addLines('notes', ['{"_id":"d-gone"}'])
    const remove = () => ask('collections/notes?id=%22d-gone%22', { method: 'DELETE' })
    expect([(await remove()).status, (await remove()).status]).toEqual([200, 404])
  })

  test('an operator in the place of an id removes nothing', async () => {
    const before = everything()
    const id = encodeURIComponent('{"$ne":null}')
    await ask(`collections/notes?id=${id}`, { method: 'DELETE' })
    expect(everything()).toBe(before)
  })
})

describe('import', () => {
  test('every bad line is named, and nothing is written', async () => {
    const before = everything()
    const { status, body } = await addLines('notes', ['{"_id":"i-1"}', '', '[1]', '{"_id":', '{"_id":"i-1"}'])
    expect(status).toBe(400)
    expect(body.lines?.map(({ line }) => line)).toEqual([3, 4])
    expect((await addLines('notes', ['{"_id":"i-1"}', '{"_id":"i-1"}'])).body.lines?.[0]?.line).toBe(2)
    expect(everything()).toBe(before)
  })

  test('a line that breaks a unique index takes the lines before it back', async () => {
    const before = everything()
    const [taken] = world.cloud.database.dump('members')
    const lines = ['{"_id":"i-2","openid":"o-new"}', `{"_id":"i-3","openid":"${taken?.openid}"}`]
    expect((await addLines('members', lines)).body.lines?.[0]).toMatchObject({
      line: 2,
      message: expect.stringContaining('E11000'),
    })
    expect(everything()).toBe(before)
  })

  test('insert refuses an id that exists, upsert replaces it', async () => {
    await addLines('notes', ['{"_id":"i-4","name":"一","old":true}'])
    expect((await addLines('notes', ['{"_id":"i-4","name":"二"}'])).body.lines?.[0]?.line).toBe(1)
    expect((await addLines('notes', ['\uFEFF{"_id":"i-4","name":"二"}\r'], 'upsert')).body.count).toBe(1)
    expect((await search('notes', 'id', 'i-4')).body.documents).toEqual([{ _id: 'i-4', name: '二' }])
  })

  test('more than 8 MB at once is refused with what to do, and nothing is written', async () => {
    const before = everything()
    const line = `{"name":"${'长'.repeat(100_000)}"}`
    const { status, body } = await addLines('notes', Array(28).fill(line))
    expect([status, body.error]).toEqual([413, '内容超过 8 MB，请分成几份'])
    expect(everything()).toBe(before)
  })

  test('the export of a collection can be imported again', async () => {
    const exported = await (await fetch(`${world.cloud.url}/local/collections/rooms`)).text()
    const before = [...world.cloud.database.dump('rooms')]
    expect((await addLines('rooms', exported.split('\n'), 'upsert')).body.count).toBe(before.length)
    expect([...world.cloud.database.dump('rooms')]).toEqual(before)
  })
})

describe('functions', () => {
  const describeFunction = (name: string) => get<FunctionDetail>(`functions/${name}`)
  const run = async ({ as, event }: TestEvent, fn: string) => {
    const response = await fetch(`${world.cloud.url}/local/call/${fn}`, {
      method: 'POST',
      body: JSON.stringify({ as, data: event }),
    })
    return (await response.json()) as { result: { ok: boolean; error?: { code: string; field?: string } } }
  }

  test('calls, refusals, database calls and cold starts are counted, and the log is kept', async () => {
    const before = await describeFunction('room')
    await world.raw('t-lin', 'room', { op: 'list', input: {} })
    await world.raw('s-chen', 'room', { op: 'pending', input: {} })
    const after = await describeFunction('room')
    expect(after.calls - before.calls).toBe(2)
    expect(after.refusals - before.refusals).toBe(1)
    expect(after.errors).toBe(0)
    expect(after.databaseCalls).toBeGreaterThan(before.databaseCalls)
    expect(after.coldStarts).toBeGreaterThan(0)
    expect(after.averageMs).toBeGreaterThan(0)
    await until(async () => {
      const last = (await describeFunction('room')).log.at(-1)
      return last?.text.includes('"op":"pending","code":"FORBIDDEN"') ?? false
    })
  })

  test('the page says the timeout, the timer and the size of the bundle', async () => {
    expect(await describeFunction('room')).toMatchObject({
      timeoutSeconds: 10,
      triggers: [{ name: 'sweep', config: '0 */10 * * * * *' }],
      bytes: expect.any(Number),
    })
  })

  test('a function that is not there is not found', async () => {
    expect((await ask('functions/nothing')).status).toBe(404)
  })

  test('every operation has an event that its contract takes, as somebody who may call', async () => {
    for (const { name, ops } of contracts) {
      const { events } = await describeFunction(name)
      expect(events.map(event => event.name)).toEqual([...Object.keys(ops), '控制台默认事件'])
      for (const { event } of events.slice(0, -1)) {
        const { op, input } = event as { op: string; input: unknown }
        expect([name, op, safeParse(ops[op]!.input, input).issues ?? 'taken']).toEqual([name, op, 'taken'])
      }
    }
    const { events } = await describeFunction('room')
    expect(events.find(({ name }) => name === 'pending')?.as).toBe('a-room')
    expect((await run(events.find(({ name }) => name === 'search')!, 'room')).result.ok).toBe(true)
  })

  test('the console’s default event does no harm to any function', async () => {
    const before = everything()
    for (const fn of new Set(describeContracts().map(one => one.function))) {
      const { result } = await run((await describeFunction(fn)).events.at(-1)!, fn)
      if (fn === 'admin') expect(result).toMatchObject({ ok: true, data: { operations: expect.any(Array) } })
      else expect(result).toMatchObject({ ok: false, error: { code: 'NOT_FOUND', field: 'op' } })
    }
    expect(everything()).toBe(before)
  })
})

describe('access to the console', () => {
  const post = (origin?: string) =>
    fetch(`${world.cloud.url}/local/clock`, {
      method: 'POST',
      body: '{"advanceSeconds":0}',
      headers: origin === undefined ? {} : { origin },
    }).then(({ status }) => status)

  test('a page of another origin is refused, our own page and programs are not', async () => {
    expect(await post('https://example.com')).toBe(403)
    expect(await post('null')).toBe(403)
    expect(await post('http://127.0.0.1:1')).toBe(403)
    expect(await post(world.cloud.url)).toBe(200)
    expect(await post()).toBe(200)
  })
})
