import { DAY, HOUR } from '#contract/kernel/time'
import type { TicketView } from '#contract/repair'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import type { MessageRow } from '../../cloudfunctions/message/model'
import { pathOf } from '../../scripts/local-cloud/storage/file-id'
import { ticketIn } from '../make/materials'
import { mp3, png } from '../make/media'
import { rowsOf } from '../make/messages'
import { seen } from '../make/seen'
import { dispatched, mended, reported } from '../make/tickets'
import { uploadedBy } from '../make/upload'
import { aWorld, codeOf, refusalOf } from '../make/world'
import { TICKETS } from './access'

const world = aWorld()
const desk = () => world.as('d-logistics').repair
const zhao = () => world.as('w-zhao').repair
const qian = () => world.as('w-qian').repair
const lin = () => world.as('t-lin').repair
const PNG = png()
/** Messages in the app to one person. */
const told = (who: string) => rowsOf<MessageRow>(world.cloud, 'messages').filter(({ to }) => to === who)
const tick = () => world.cloud.invoke('repair', {}, { source: 'wx_trigger' })

test('T-11, T-37, L-21: place, category and a summary are all one has to say', async () => {
  const made = await lin().create({
    place: { building: '明德楼', room: '999' },
    categoryId: 'c-water',
    summary: '漏水',
  })
  expect(made).toMatchObject({
    state: 'submitted',
    resolution: 'waiting',
    category: '水电',
    place: '明德楼 999',
    summary: '漏水',
    reporter: { name: '林知微', phone: '19900000001', mine: true },
    actions: ['cancel'],
  })
  expect(made.number).toMatch(/^\d{6}-\d{4}$/)
  expect((await lin().mine({})).items[0]).toMatchObject({ id: made.id, summary: '漏水' })
})

test('L-50, L-31: a report by telephone stands in the same list, marked as such', async () => {
  const { id } = await reported(world, 't-su', { hotline: true, phone: '19900007777' })
  const row = (await world.as('t-su').repair.mine({})).items.find(one => one.id === id)
  expect(row).toMatchObject({ hotline: true, state: 'submitted' })
  expect((await desk().get({ id })).reporter).toMatchObject({
    name: '苏青禾',
    phone: '19900007777',
    mine: false,
  })
})

test('T-11: without a place, with one that is unknown, or with an unknown category nothing is reported', async () => {
  const input = { categoryId: 'c-water', summary: '漏水' }
  expect(await codeOf(lin().create(input))).toBe('PLACE_REQUIRED:place')
  expect(await codeOf(lin().create({ ...input, placeId: 'nowhere' }))).toBe('NOT_FOUND:placeId')
  expect(await codeOf(lin().create({ ...input, placeId: 'p-md-101', categoryId: 'none' }))).toBe(
    'NOT_FOUND:categoryId',
  )
})

test('L-02, L-34: photos, a voice note and the location go with the report; addresses are for who may see them', async () => {
  const photos = [await uploadedBy('t-lin', world.cloud, PNG, 'a.png')]
  const fileId = await uploadedBy('t-lin', world.cloud, mp3(), 'a.mp3')
  const location = { latitude: 28, longitude: 120.7 }
  const made = await reported(world, 't-lin', { photos, voice: { fileId, seconds: 7 }, location })
  expect(made).toMatchObject({ location, voice: { seconds: 7 }, photos: [expect.stringContaining('http')] })
  const bytes = await (await fetch(made.photos[0]!)).arrayBuffer()
  expect(Buffer.from(bytes)).toEqual(PNG)
  expect((await desk().get({ id: made.id })).photos).toHaveLength(1)
  expect(await codeOf(world.as('t-su').repair.get({ id: made.id }))).toBe('NOT_FOUND')
})

test('L-34: a file that is no picture, or lies in the folder of another, is refused', async () => {
  const theirs = await uploadedBy('t-su', world.cloud, PNG, 'theirs.png')
  const text = await uploadedBy('t-lin', world.cloud, Buffer.from('<script>'), 'no.png')
  for (const photo of [theirs, text])
    expect(await codeOf(reported(world, 't-lin', { photos: [photo] }))).toBe('FILE_UNUSABLE:photos.0')
})

test('L-47, L-14, L-30, L-48, L-49: from a broken tap to five stars', async () => {
  const { id } = await reported(world)
  expect(await desk().accept({ id, ...seen(world, id) })).toMatchObject({
    state: 'accepted',
    resolution: 'working',
  })
  const sent = await desk().dispatch({ id, ...seen(world, id), workerId: 'w-zhao', words: '带上梯子' })
  expect(sent).toMatchObject({ state: 'dispatched', assigned: { id: 'w-zhao', name: '赵长庚' } })
  expect(await zhao().start({ id })).toMatchObject({ state: 'started', actions: ['abandon', 'finish'] })
  expect(await zhao().finish({ id, report: '换了垫圈', used: '垫圈 1 个' })).toMatchObject({
    state: 'finished',
    resolution: 'solved',
    report: { words: '换了垫圈', used: '垫圈 1 个' },
  })
  const rated = await lin().rate({ id, result: 5, efficiency: 4, words: '谢谢' })
  expect(rated).toMatchObject({ state: 'rated', rating: { result: 5, efficiency: 4, words: '谢谢' } })
  expect(rated.timeline.map(({ action }) => action)).toEqual([
    'create',
    'accept',
    'dispatch',
    'start',
    'finish',
    'rate',
  ])
  expect(rated.timeline[2]).toMatchObject({ by: '程望舒', words: '带上梯子', worker: '赵长庚' })
})

test('L-38, L-41: dispatching a ticket that waits accepts it, and sets its materials aside for the storekeeper', async () => {
  const { id } = await reported(world)
  const key = 'accepts-and-dispatches'
  const asked = { id, ...seen(world, id), workerId: 'w-zhao', materials: [{ materialId: 'x-tap', count: 2 }] }
  const sent = await desk().dispatch(asked, { key })
  expect(sent).toMatchObject({
    state: 'dispatched',
    assigned: { id: 'w-zhao' },
    materials: [{ name: '水龙头', asked: 2, reserved: 2 }],
  })
  expect(await desk().dispatch(asked, { key })).toEqual(sent)
  expect(ticketIn(world.cloud, id).acceptedAt).toEqual(ticketIn(world.cloud, id).changedAt)
  await world.cloud.invoke('message', {}, { source: 'wx_trigger' })
  const titles = (who: string) => told(who).filter(({ page = '' }) => page.endsWith(id))
  expect(titles('k-store').map(({ title }) => title)).toEqual(['请准备维修材料'])
  const again = { id, ...seen(world, id), workerId: 'w-qian', materials: [] }
  expect(await codeOf(desk().dispatch(again))).toBe('INVALID_INPUT:materials')
})

test('L-29: a reporter who has waited two hours urges the dispatchers or the worker, and not again at once', async () => {
  const { id } = await reported(world)
  expect(await codeOf(lin().urge({ id }))).toBe('REPAIR_TOO_SOON')
  const urge = async () => {
    world.cloud.clock.set(new Date(world.cloud.clock.now() + 2 * HOUR))
    return lin().urge({ id })
  }
  const before = ticketIn(world.cloud, id).escalatesAt
  expect((await urge()).timeline.at(-1)).toMatchObject({ action: 'urge', by: '林知微' })
  expect(ticketIn(world.cloud, id)).toMatchObject({ state: 'submitted', escalatesAt: before })
  expect(await codeOf(lin().urge({ id }))).toBe('REPAIR_TOO_SOON')
  await desk().dispatch({ id, ...seen(world, id), workerId: 'w-zhao' })
  await urge()
  await world.cloud.invoke('message', {}, { source: 'wx_trigger' })
  const urged = (who: string) =>
    told(who).filter(({ title, page = '' }) => title === '报修人催一下' && page.endsWith(id)).length
  expect([urged('d-logistics'), urged('w-zhao'), urged('w-qian')]).toEqual([1, 1, 0])
  world.cloud.clock.set(new Date())
})

test('T-10: 我的报修 is narrowed by the three words', async () => {
  const all = (await lin().mine({})).items
  for (const resolution of ['waiting', 'working', 'solved'] as const) {
    const { items } = await lin().mine({ resolution })
    expect(items.map(({ id }) => id)).toEqual(
      all.filter(ticket => ticket.resolution === resolution).map(({ id }) => id),
    )
    expect(items).not.toEqual([])
  }
})

test('L-44, L-15: a task given up goes back to the dispatcher with the reason, and to somebody else', async () => {
  const { id } = await dispatched(world)
  await zhao().abandon({ id, reason: '没有专用工具' })
  expect(await desk().get({ id })).toMatchObject({
    state: 'accepted',
    abandoned: [{ name: '赵长庚', reason: '没有专用工具' }],
  })
  expect(await codeOf(desk().dispatch({ id, ...seen(world, id), workerId: 'w-zhao' }))).toBe(
    'WORKER_UNAVAILABLE:workerId',
  )
  expect(await desk().dispatch({ id, ...seen(world, id), workerId: 'w-qian' })).toMatchObject({
    assigned: { name: '钱木生' },
  })
  // They keep seeing it, without a button, and without the number to call.
  const { actions, reporter } = await zhao().get({ id })
  expect({ actions, reporter }).toEqual({ actions: [], reporter: { name: '林知微', mine: false } })
  expect((await qian().get({ id })).reporter.phone).toBe('19900000001')
})

test('L-16, L-38: only an active member who mends can be sent', async () => {
  const { id } = await reported(world)
  await desk().accept({ id, ...seen(world, id) })
  for (const workerId of ['t-su', 'f-frozen', 'nobody'])
    expect(await codeOf(desk().dispatch({ id, ...seen(world, id), workerId }))).toBe(
      'WORKER_UNAVAILABLE:workerId',
    )
})

test('L-41: accepting with materials shows at once what could be set aside', async () => {
  const { id } = await reported(world)
  const materials = [
    { materialId: 'x-lock', count: 3 },
    { materialId: 'x-fan', count: 5 },
  ]
  const accepted = await desk().accept({ id, ...seen(world, id), materials })
  expect(accepted.materials).toMatchObject([
    { materialId: 'x-lock', asked: 3, reserved: 3 },
    { materialId: 'x-fan', asked: 5, reserved: 1 },
  ])
  expect((await world.as('k-store').repair.get({ id })).materials).toEqual(accepted.materials)
  const other = await reported(world)
  const unknown = [{ materialId: 'none', count: 1 }]
  expect(await codeOf(desk().accept({ id: other.id, ...seen(world, other.id), materials: unknown }))).toBe(
    'NOT_FOUND:materials',
  )
  const twice = [materials[0]!, materials[0]!]
  expect(await codeOf(desk().accept({ id: other.id, ...seen(world, other.id), materials: twice }))).toBe(
    'INVALID_INPUT:materials',
  )
})

test('L-40: a refusal says why, and ends it', async () => {
  const { id } = await reported(world)
  expect(await desk().refuse({ id, ...seen(world, id), reason: '属于物业' })).toMatchObject({
    state: 'refused',
    actions: [],
  })
  expect((await lin().get({ id })).timeline.at(-1)).toMatchObject({ action: 'refuse', words: '属于物业' })
  expect(await codeOf(desk().accept({ id, ...seen(world, id) }))).toBe('REPAIR_WRONG_STATE')
})

test('B2: reporters take a report back until somebody is sent, and then no more', async () => {
  const { id } = await reported(world)
  expect(await lin().cancel({ id, reason: '自己好了' })).toMatchObject({ state: 'cancelled', actions: [] })
  const sent = await dispatched(world)
  const { code, info } = await refusalOf(lin().cancel({ id: sent.id }))
  expect({ code, state: (info.details as { current: TicketView }).current.state }).toEqual({
    code: 'REPAIR_WRONG_STATE',
    state: 'dispatched',
  })
})

test('B2: what was not mended opens again with its history, and closes by itself seven days after it was finished', async () => {
  const { id } = await mended(world)
  expect(await lin().reopen({ id, reason: '又漏了' })).toMatchObject({ state: 'accepted' })
  await desk().dispatch({ id, ...seen(world, id), workerId: 'w-zhao' })
  await zhao().start({ id })
  await zhao().finish({ id, report: '换了新的' })
  const other = await mended(world)
  world.cloud.clock.set(new Date(Date.now() + 7 * DAY + 1000))
  expect(await lin().get({ id })).toMatchObject({ state: 'closed', actions: [] })
  await tick()
  await tick()
  const stored = await lin().get({ id })
  expect(stored.timeline.filter(({ action }) => action === 'close')).toHaveLength(1)
  expect(await codeOf(lin().reopen({ id: other.id, reason: '晚了' }))).toBe('REPAIR_WRONG_STATE')
  world.cloud.clock.set(new Date())
})

test('B2: a note is between those who mend', async () => {
  const { id } = await dispatched(world)
  await desk().note({ id, words: '报修人脾气急' })
  expect((await zhao().get({ id })).timeline.at(-1)).toMatchObject({ words: '报修人脾气急' })
  expect((await lin().get({ id })).timeline.map(({ action }) => action)).not.toContain('note')
})

test('L-08: a worker who was sent and has lost the duty reads neither the ticket nor its notes', async () => {
  const { id } = await dispatched(world)
  await desk().dispatch({ id, ...seen(world, id), workerId: 'w-qian' })
  expect(await zhao().get({ id })).toMatchObject({ worker: '钱木生' })
  const before = rowsOf<Member>(world.cloud, 'members').find(({ _id }) => _id === 'w-zhao')!
  const put = (row: Member) =>
    world.cloud.database.put({ collection: 'members', documents: [row] as never, insert: false })
  await put({ ...before, duties: [] })
  expect(await codeOf(zhao().get({ id }))).toBe('NOT_FOUND')
  await put(before)
})

test('T-11: the same press reports once, and finds it again a day later', async () => {
  const press = () => reported(world, 't-su', { summary: '按了两次' }, { key: 'twice' })
  const first = await press()
  const many = await Promise.all(Array.from({ length: 8 }, press))
  world.cloud.clock.set(new Date(Date.now() + DAY))
  const { expectedBy, ...facts } = first
  expect(expectedBy).toMatch(/^2026-11-18T14:07/)
  for (const one of [...many, await press()]) {
    const { expectedBy: _promised, ...others } = one
    expect({ ...others, photos: [], actions: ['cancel'] }).toEqual(facts)
  }
  world.cloud.clock.set(new Date())
  expect(
    (await world.as('t-su').repair.mine({})).items.filter(({ summary }) => summary === '按了两次'),
  ).toHaveLength(1)
})

test('B2: nobody floods the dispatchers: thirty reports a day, but for those who take the calls', async () => {
  for (let i = 0; i < 30; i++) await reported(world, 'm-41')
  const press = { key: 'thirtieth' }
  expect(await codeOf(reported(world, 'm-41', {}, press))).toBe('TOO_OFTEN')
  await reported(world, 'm-42')
  for (let i = 0; i < 31; i++) await reported(world, 'd-logistics')
  world.cloud.clock.advance(DAY)
  await reported(world, 'm-41', {}, press)
})

test('B2: the same press of a step counts once, also after somebody else’s step', async () => {
  const { id } = await reported(world)
  await desk().accept({ id, ...seen(world, id) }, { key: 'accept-once' })
  await desk().note({ id, words: '看过了' })
  const again = await desk().accept({ id, ...seen(world, id) }, { key: 'accept-once' })
  expect(again.timeline.map(({ action }) => action)).toEqual(['create', 'accept', 'note'])
})

test('B2: of accepting and refusing at once one happens, and the other learns the new state', async () => {
  for (let round = 0; round < 5; round++) {
    const { id } = await reported(world)
    const outcomes = await Promise.all([
      world.raw('d-logistics', 'repair', { op: 'accept', input: { id, ...seen(world, id) } }),
      world.raw('d-logistics', 'repair', { op: 'refuse', input: { id, ...seen(world, id), reason: '不修' } }),
    ])
    const [lost] = outcomes.flatMap(({ reply }) => (reply.ok ? [] : [reply.error]))
    const { state } = await desk().get({ id })
    expect(outcomes.filter(({ reply }) => reply.ok)).toHaveLength(1)
    expect(lost).toMatchObject({ code: 'REPAIR_WRONG_STATE', details: { current: { id, state } } })
  }
})

test('B2: of twenty who dispatch what they saw at once one sends somebody, and the others see whom', async () => {
  const { id } = await reported(world)
  const { version } = await desk().accept({ id, ...seen(world, id) })
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      world.raw(i % 2 ? 'd-logistics' : 'a-repair', 'repair', {
        op: 'dispatch',
        input: { id, version, workerId: i % 2 ? 'w-zhao' : 'w-qian' },
      }),
    ),
  )
  const won = outcomes.flatMap(({ reply }) => (reply.ok ? [(reply.data as TicketView).assigned!.id] : []))
  const { assigned, timeline } = await desk().get({ id })
  expect(won).toEqual([assigned!.id])
  expect(timeline.filter(({ action }) => action === 'dispatch')).toHaveLength(1)
  for (const { reply, databaseCalls } of outcomes) {
    expect(databaseCalls).toBeLessThanOrEqual(4)
    if (!reply.ok)
      expect(reply.error).toMatchObject({
        code: 'CONFLICT',
        details: { current: { assigned: { id: won[0] } } },
      })
  }
})

test('B2: a worker who starts while somebody else is sent either works on it or is told', async () => {
  for (let round = 0; round < 5; round++) {
    const { id, version } = await dispatched(world, 'w-zhao')
    const [start, again] = await Promise.all([
      world.raw('w-zhao', 'repair', { op: 'start', input: { id } }),
      world.raw('d-logistics', 'repair', { op: 'dispatch', input: { id, workerId: 'w-qian', version } }),
    ])
    const { state, assigned } = await desk().get({ id })
    expect([start.reply.ok, again.reply.ok].filter(Boolean)).toHaveLength(1)
    expect({ state, worker: assigned!.id }).toEqual(
      start.reply.ok ? { state: 'started', worker: 'w-zhao' } : { state: 'dispatched', worker: 'w-qian' },
    )
    if (!start.reply.ok) expect(start.reply.error.code).toBe('REPAIR_WRONG_STATE')
    if (!again.reply.ok) expect(again.reply.error.code).toBe('CONFLICT')
  }
})

test.each(Object.entries(TICKETS))(
  'B2: repair.%s is for the people of the reviewed table',
  async (op, expected) => {
    const input = { reason: '因故', words: '备注', report: '好了', result: 5, efficiency: 5 }
    const { id } = await dispatched(world, 'w-zhao')
    if (op !== 'start') await zhao().start({ id })
    if (op === 'abandon') await zhao().finish({ id, report: '好了' })
    const tried = async (who: string, ticketId: string) => {
      const asked = { ...input, ...seen(world, id), id: ticketId }
      const { reply } = await world.raw(who, 'repair', { op, input: asked })
      return reply.ok ? 'OK' : { ...reply.error, requestId: '' }
    }
    const people = ['t-lin', 'w-zhao', 'w-qian', 'd-logistics']
    // People who would succeed come last: they change the answers to the others.
    for (const [i, who] of [...people.entries()].reverse()) {
      if (expected[i] === '–') continue
      expect(await tried(who, id)).toEqual(
        expected[i] === 'OK' ? 'OK' : expect.objectContaining({ code: expected[i] }),
      )
    }
    for (const who of ['t-su', 'w-qian'])
      expect(await tried(who, id)).toEqual(await tried(who, 'no-such-thing'))
  },
)

test('B2: within the budgets: 4 calls to report, at most 4 a step', async () => {
  const cost = async (who: string, op: string, input: object) => {
    const { reply, databaseCalls } = await world.raw(who, 'repair', { op, input })
    if (!reply.ok) throw new Error(`${op}: ${reply.error.code}`)
    return { id: (reply.data as { id: string }).id, databaseCalls }
  }
  const place = { placeId: 'p-md-101', categoryId: 'c-water', summary: '漏水' }
  const { id, databaseCalls } = await cost('t-lin', 'create', place)
  const boss = (op: string, input: object) => cost('d-logistics', op, { id, ...seen(world, id), ...input })
  const calls = {
    accept: (await boss('accept', { materials: [{ materialId: 'x-tap', count: 1 }] })).databaseCalls,
    dispatch: (await boss('dispatch', { workerId: 'w-qian' })).databaseCalls,
    again: (await boss('dispatch', { workerId: 'w-zhao' })).databaseCalls,
    start: (await cost('w-zhao', 'start', { id })).databaseCalls,
    finish: (await cost('w-zhao', 'finish', { id, report: '好了' })).databaseCalls,
    rate: (await cost('t-lin', 'rate', { id, result: 5, efficiency: 5 })).databaseCalls,
    get: (await cost('t-lin', 'get', { id })).databaseCalls,
  }
  expect({ create: databaseCalls, ...calls }).toEqual({
    create: 4,
    accept: 4,
    dispatch: 4,
    again: 4,
    start: 3,
    finish: 4,
    rate: 3,
    get: 2,
  })
})

test('L-38: the timer counts anew the work and the ratings of each worker', async () => {
  const { id } = await dispatched(world, 'w-qian')
  const workers = () => rowsOf<{ _id: string; load: number; rated: object }>(world.cloud, 'repair_workers')
  const of = (who: string) => workers().find(({ _id }) => _id === who)!
  const before = of('w-qian').load
  await qian().abandon({ id, reason: '手伤了' })
  expect(of('w-qian').load).toBe(before - 1)
  await world.cloud.database.put({
    collection: 'repair_workers',
    insert: false,
    documents: workers().map(one => ({ ...one, load: 99 })) as never,
  })
  const hour = 3_600_000
  // Later than any other test has been: the clock does not go back.
  world.cloud.clock.set(new Date((Math.ceil(Date.now() / hour) + 60 * 24) * hour))
  await tick()
  world.cloud.clock.set(new Date())
  const tickets = rowsOf<{ worker?: { id: string }; list?: string; rating?: Record<string, number> }>(
    ...([world.cloud, 'tickets'] as const),
  ).filter(({ worker }) => worker?.id === 'w-zhao')
  const scores = tickets.flatMap(({ rating }) => (rating ? [rating.result!, rating.efficiency!] : []))
  expect(of('w-zhao')).toMatchObject({
    load: tickets.filter(({ list }) => list === 'waitingRepair').length,
    rated: { sum: scores.reduce((sum, score) => sum + score, 0), count: scores.length },
  })
})

test('L-44: when who has begun cannot go on, somebody else is sent', async () => {
  const { id } = await dispatched(world, 'w-zhao', 'm-43')
  await zhao().start({ id })
  await world.as('a-system').directory.freeze({ id: 'w-zhao', ...seen(world, 'w-zhao'), reason: '手机丢失' })
  expect((await desk().get({ id })).actions).toContain('dispatch')
  expect(await desk().dispatch({ id, ...seen(world, id), workerId: 'w-qian' })).toMatchObject({
    state: 'dispatched',
  })
  await world.as('a-system').directory.unfreeze({ id: 'w-zhao', ...seen(world, 'w-zhao') })
  expect(await codeOf(zhao().finish({ id, report: '修好了' }))).toBe('REPAIR_WRONG_STATE')
})

test('L-34: the photos and the voice of who is erased are gone, and the ticket can still be read', async () => {
  const who = 's-chen'
  const photos = [await uploadedBy(who, world.cloud, PNG, 'e.png')]
  const fileId = await uploadedBy(who, world.cloud, mp3(), 'e.mp3')
  const made = await reported(world, who, { photos, voice: { fileId, seconds: 3 } })
  const { photos: kept, voice } = ticketIn(world.cloud, made.id)
  const files = () => Promise.all([...kept!, voice!.file].map(file => world.cloud.files.has(pathOf(file)!)))
  expect(await files()).toEqual([true, true])
  await world.as(who).account.erase({})
  const today = new Date(world.cloud.clock.now())
  world.cloud.clock.advance(8 * DAY)
  await world.cloud.invoke('account', {}, { source: 'wx_trigger' })
  world.cloud.clock.set(today)
  expect(await files()).toEqual([false, false])
  expect(await desk().get({ id: made.id })).toMatchObject({ photos: [], summary: '水龙头漏水' })
})

test('every query of these tests was served by a declared index', () => {
  expect(world.cloud.database.queries.filter(({ index }) => index === null)).toEqual([])
})
