import { DAY, dateOf, HOUR, midnight, weekday } from '#contract/kernel/time'
import type { Ticket } from '../../cloudfunctions/repair/model'
import { aCampus, anOutsider } from '../attacks/campus'
import { aMaterial, onHand, repairClock, ticketIn } from '../make/materials'
import { rowsOf, tick } from '../make/messages'
import { change, insert } from '../make/rows'
import { seen } from '../make/seen'
import { aCategory, aTicket, dispatched, mended, reported } from '../make/tickets'

const world = aCampus([anOutsider('x-wei', '19900005001')])
const admin = () => world.as('a-repair').repair
const desk = () => world.as('d-logistics').repair
let made = 0
/** The start of the Monday of last week. */
let monday: number

beforeAll(async () => {
  const now = world.cloud.clock.now()
  monday = midnight(now) - ((weekday(now) + 6) % 7) * DAY - 7 * DAY
  // The day of the tickets is a workday whatever the calendar says of that week.
  await admin().saveSettings({ holidays: [], workdays: [dateOf(monday)], mails: [] })
})

/** A ticket of that Monday, 9:00, in a category of its own whose first rung was due two hours later. */
async function waiting(ladder: { hours: number; members: string[] }[], row: Partial<Ticket> = {}) {
  const category = aCategory({ _id: `c-real-${++made}`, ladder })
  await insert(world, 'repair_categories', category)
  const at = new Date(monday + 9 * HOUR)
  const { _id: id, name } = category
  const ticket = aTicket({ at, category: { id, name }, escalatesAt: new Date(+at + 2 * HOUR), ...row })
  await insert(world, 'tickets', ticket)
  return { id: ticket._id, category: id }
}

/** Titles of the messages about a ticket, by receiver. */
async function toldOf(id: string): Promise<[receiver: string, title: string][]> {
  await tick(world.cloud)
  type Told = { to: string; title: string; page?: string; parts?: { page?: string }[] }
  return rowsOf<Told>(world.cloud, 'messages')
    .filter(({ page, parts = [] }) => [{ page }, ...parts].some(one => one.page?.endsWith(id)))
    .map(({ to, title }) => [to, title])
}

const receivers = async (id: string) => (await toldOf(id)).map(([to]) => to)
const holders = (duty: string) =>
  rowsOf<{ _id: string; duties: { duty: string }[] }>(world.cloud, 'members')
    .filter(({ duties }) => duties.some(held => held.duty === duty))
    .map(({ _id }) => _id)

describe('P1: a rung whose members are gone reminds the dispatchers', () => {
  const GONE: [string, object][] = [
    ['frozen', { state: 'frozen' }],
    ['left', { state: 'left' }],
  ]

  test.each(GONE)('P1: the only member is %s', async (_state, fields) => {
    const { id } = await waiting([
      { hours: 2, members: ['t-su'] },
      { hours: 30, members: ['a-repair'] },
    ])
    await change(world, 'members', 't-su', fields)
    await repairClock(world.cloud)
    expect((await receivers(id)).sort()).toEqual(holders('repair.dispatcher').sort())
    await change(world, 'members', 't-su', { state: 'active' })
  })

  test('P1: the members who are still there are reminded, and the dispatchers are not', async () => {
    const { id } = await waiting([
      { hours: 2, members: ['nobody', 't-su'] },
      { hours: 30, members: [] },
    ])
    await repairClock(world.cloud)
    expect(await receivers(id)).toEqual(['t-su'])
  })
})

describe('P3: the rules of today decide when a ticket escalates', () => {
  const LADDER = [
    { hours: 2, members: ['t-su'] },
    { hours: 30, members: [] },
  ]
  const save = (category: string, fields: object) =>
    admin().saveCategory({ id: category, name: '水电', ...seen(world, category), ...fields })

  test('P3: a ladder that was removed reminds nobody', async () => {
    const { id, category } = await waiting(LADDER)
    await save(category, { ladder: [] })
    await repairClock(world.cloud)
    expect(await receivers(id)).toEqual([])
    expect(ticketIn(world.cloud, id)).toMatchObject({ overdue: 0 })
    expect(ticketIn(world.cloud, id).escalatesAt).toBeUndefined()
  })

  test('P3: a longer ladder moves the reminder', async () => {
    const { id, category } = await waiting(LADDER)
    // Ten hours a day: the 25th hour is on Wednesday.
    await save(category, { ladder: [{ hours: 25, members: ['t-su'] }], days: [1, 2, 3, 4, 5, 6, 7] })
    await admin().saveSettings({
      ...seen(world, 'settings'),
      holidays: [],
      workdays: [0, 1, 2].map(day => dateOf(monday + day * DAY)),
      mails: [],
    })
    world.cloud.clock.set(new Date(monday + DAY + 12 * HOUR))
    await repairClock(world.cloud)
    expect(await receivers(id)).toEqual([])
    expect(ticketIn(world.cloud, id).escalatesAt).toEqual(new Date(monday + 2 * DAY + 14 * HOUR))
    world.cloud.clock.set(new Date())
  })

  test('P3: a shorter ladder reminds at once', async () => {
    const { id, category } = await waiting([{ hours: 30, members: ['t-su'] }], {
      escalatesAt: new Date(world.cloud.clock.now() + 30 * DAY),
    })
    await repairClock(world.cloud)
    expect(await receivers(id)).toEqual([])
    await save(category, {
      ladder: [
        { hours: 2, members: ['t-su'] },
        { hours: 300, members: [] },
      ],
    })
    await repairClock(world.cloud)
    expect(await receivers(id)).toEqual(['t-su'])
  })

  test('P3: a day that was declared a holiday does not count', async () => {
    const { id } = await waiting(LADDER)
    const days = Array.from({ length: 60 }, (_, day) => dateOf(monday + day * DAY))
    await admin().saveSettings({ ...seen(world, 'settings'), holidays: days, workdays: [], mails: [] })
    await repairClock(world.cloud)
    expect(await receivers(id)).toEqual([])
    await admin().saveSettings({
      ...seen(world, 'settings'),
      holidays: [],
      workdays: [dateOf(monday)],
      mails: [],
    })
    await repairClock(world.cloud)
    expect(await receivers(id)).toEqual(['t-su'])
  })
})

describe('P4: one event tells a person once', () => {
  test('P4: an administrator on the last rung is reminded once', async () => {
    const { id } = await waiting([{ hours: 2, members: ['a-repair'] }])
    await repairClock(world.cloud)
    const told = await receivers(id)
    expect(told).toContain('a-repair')
    expect(new Set(told).size).toBe(told.length)
  })

  test('P4: a dispatcher who administers repairs is reminded once by an empty last rung', async () => {
    const both = rowsOf<{ _id: string; duties: object[] }>(world.cloud, 'members').find(
      ({ _id }) => _id === 'd-logistics',
    )!
    await change(world, 'members', both._id, {
      duties: [...both.duties, { duty: 'repair.admin', scope: ['*'] }],
    })
    const { id } = await waiting([{ hours: 2, members: [] }])
    await repairClock(world.cloud)
    const told = await receivers(id)
    expect(told.filter(to => to === both._id)).toHaveLength(1)
    expect(new Set(told).size).toBe(told.length)
    await change(world, 'members', both._id, { duties: both.duties })
  })

  test('P4: a dispatcher whose own report is finished is asked to rate, and hears of it once', async () => {
    const { id } = await dispatched(world, 'w-zhao', 'd-logistics')
    await world.as('w-zhao').repair.start({ id })
    await world.as('w-zhao').repair.finish({ id, report: '换了垫圈' })
    const own = (await toldOf(id)).filter(([to]) => to === 'd-logistics').map(([, title]) => title)
    expect(own.filter(title => title.startsWith('维修已完成'))).toEqual(['维修已完成，请评价'])
  })

  test('P4: a keeper who administers repairs hears once that a material runs short', async () => {
    const keeper = rowsOf<{ _id: string; duties: object[] }>(world.cloud, 'members').find(
      ({ _id }) => _id === 'k-store',
    )!
    await change(world, 'members', keeper._id, {
      duties: [...keeper.duties, { duty: 'repair.admin', scope: ['*'] }],
    })
    const material = aMaterial(4, { _id: 'real-valve', low: 3 })
    await onHand(world.cloud, [material])
    await world
      .as('k-store')
      .repair.restock({ materialId: material._id, count: 2, counted: true, reason: '盘点' })
    await tick(world.cloud)
    const told = rowsOf<{ to: string; text: string; title: string }>(world.cloud, 'messages').filter(
      ({ to, text, title }) => to === keeper._id && `${title}${text}`.includes('开关'),
    )
    expect(told).toHaveLength(1)
    await change(world, 'members', keeper._id, { duties: keeper.duties })
  })
})

describe('X3: sending the worker who has the ticket tells nobody again', () => {
  test('X3: the step is not made, and the ticket is answered as it is', async () => {
    const { id } = await dispatched(world)
    const before = await toldOf(id)
    const again = await desk().dispatch({ id, ...seen(world, id), workerId: 'w-zhao' })
    expect(again.timeline.map(({ action }) => action)).toEqual(['create', 'accept', 'dispatch'])
    expect(await toldOf(id)).toEqual(before)
  })

  test('X3: a worker who has begun stays at work', async () => {
    const { id } = await dispatched(world)
    await world.as('w-zhao').repair.start({ id })
    const again = await desk().dispatch({ id, ...seen(world, id), workerId: 'w-zhao' })
    expect(again.state).toBe('started')
  })

  test('X3: new words to the same worker are kept as a note', async () => {
    const { id } = await dispatched(world)
    const again = await desk().dispatch({ id, ...seen(world, id), workerId: 'w-zhao', words: '带上梯子' })
    expect(again.timeline.at(-1)).toMatchObject({ action: 'note', words: '带上梯子' })
    expect(again.state).toBe('dispatched')
  })
})

test('attack 15: a person from outside does not read what others have reported at a place', async () => {
  const summary = '宿舍门锁坏了，晚上一个人住'
  const { id } = await reported(world, 't-lin', { placeId: 'p-md-102', summary })
  const place = { placeId: 'p-md-102' }
  const foreign = (await world.as('x-wei').repair.atPlace(place)).open.find(one => one.id === id)
  expect(foreign).toMatchObject({ id, summary: '水电', state: 'submitted', actions: [] })
  expect(JSON.stringify(foreign)).not.toContain('门锁')
  const { open: shown } = await world.as('m-01').repair.atPlace(place)
  expect(shown.find(one => one.id === id)!.summary).toBe(summary)
  const own = await reported(world, 'x-wei', { placeId: 'p-md-102', summary: '我报的' })
  const { open } = await world.as('x-wei').repair.atPlace(place)
  expect(open.find(one => one.id === own.id)!.summary).toBe('我报的')
})

describe('R8: a ticket shows the number that its owner has now', () => {
  test('R8: a reporter who has another number is called there', async () => {
    const { id } = await dispatched(world)
    await change(world, 'members', 't-lin', { phone: '19900009901' })
    expect((await world.as('w-zhao').repair.get({ id })).reporter.phone).toBe('19900009901')
    await change(world, 'members', 't-lin', { phone: '19900000001' })
    expect(JSON.stringify(ticketIn(world.cloud, id).reporter)).not.toContain('199')
  })

  test('R8: a worker who has another number is called there', async () => {
    const { id } = await dispatched(world)
    await change(world, 'members', 'w-zhao', { phone: '19900009907' })
    expect((await world.as('t-lin').repair.get({ id })).assigned!.phone).toBe('19900009907')
    await change(world, 'members', 'w-zhao', { phone: '19900000007' })
  })

  test('R8: a number given for one report stays with the report', async () => {
    const { id } = await reported(world, 't-lin', { phone: '19900009999' })
    expect((await desk().get({ id })).reporter.phone).toBe('19900009999')
  })
})

describe('R7: an open ticket does not stay with a worker who is gone', () => {
  const GONE: [string, object][] = [
    ['is frozen', { state: 'frozen' }],
    ['has left', { state: 'left' }],
    ['lost the duty', { duties: [] }],
  ]
  let zhao: { duties: object[] }
  beforeEach(() => {
    zhao = rowsOf<{ _id: string; duties: object[] }>(world.cloud, 'members').find(
      ({ _id }) => _id === 'w-zhao',
    )!
  })
  afterEach(() => change(world, 'members', 'w-zhao', { state: 'active', duties: zhao.duties }))

  test.each(GONE)(
    'R7: the worker %s: the dispatchers are told once and dispatch again',
    async (_how, fields) => {
      const { id } = await dispatched(world)
      await change(world, 'members', 'w-zhao', fields)
      await repairClock(world.cloud)
      await repairClock(world.cloud)
      const told = (await toldOf(id)).filter(([, title]) => title === '维修师傅不在岗，请重新派工')
      expect(told.map(([to]) => to)).toEqual(holders('repair.dispatcher'))
      const ticket = await desk().get({ id })
      expect(ticket).toMatchObject({ state: 'accepted' })
      expect(ticket.assigned).toBeUndefined()
      expect((await desk().queue({ list: 'waitingDispatch', text: '赵长庚' })).items).toEqual([])
      const sent = await desk().dispatch({ id, ...seen(world, id), workerId: 'w-qian' })
      expect(sent.assigned!.id).toBe('w-qian')
    },
  )

  test('R7: a worker who has begun loses the ticket as well, and finished ones stay theirs', async () => {
    const begun = await dispatched(world)
    await world.as('w-zhao').repair.start({ id: begun.id })
    const done = await mended(world)
    await change(world, 'members', 'w-zhao', { state: 'left' })
    await repairClock(world.cloud)
    expect(ticketIn(world.cloud, begun.id).worker).toBeUndefined()
    expect(ticketIn(world.cloud, done.id).worker!.id).toBe('w-zhao')
  })
})
