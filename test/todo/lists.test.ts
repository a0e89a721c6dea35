import { HOUR } from '#contract/kernel/time'
import { tick } from '../make/messages'
import { at, dayFrom } from '../make/time'
import { anEvent, anItem, leaveEvents } from '../make/todos'
import { aWorld, codeOf } from '../make/world'

const world = aWorld()
const lin = () => world.as('t-lin').todo
const tell = async (...events: ReturnType<typeof anEvent>[]) => {
  await leaveEvents(world.cloud, ...events)
  await tick(world.cloud)
}
const titles = async (persona: string) =>
  (await world.as(persona).todo.list({})).items.map(({ title }) => title)

beforeEach(async () => {
  await world.cloud.database.remove({
    collection: 'todos',
    filter: { _id: { $gt: '' } },
    multi: true,
  } as never)
})

test('E-46: to-dos come by the moment they are due, in sections, and those without one last', async () => {
  await tell(
    anEvent({}, anItem({ title: '不急' })),
    anEvent({}, anItem({ title: '明天', dueAt: new Date(dayFrom(1) + HOUR) })),
    anEvent({}, anItem({ title: '晚了', dueAt: new Date(Date.now() - HOUR) })),
    anEvent({}, anItem({ title: '一会儿', dueAt: new Date(Date.now() + HOUR) })),
  )
  const { items } = await lin().list({})
  expect(items.map(({ title, section }) => [section, title])).toEqual([
    ['overdue', '晚了'],
    ['today', '一会儿'],
    ['later', '明天'],
    ['later', '不急'],
  ])
  expect(await lin().counts({})).toEqual({
    todo: 4,
    overdue: 1,
    waiting: 0,
    agenda: 0,
    byKind: { 'repair.rate': 4 },
  })
})

test('E-46, E-47: the overview gives the first items of each box, the agenda of today and tomorrow, and all counts', async () => {
  const meeting = (title: string, days: number) =>
    anItem({
      box: 'agenda',
      kind: 'room.meeting',
      title,
      from: new Date(dayFrom(days) + 20 * HOUR),
      end: new Date(dayFrom(days) + 21 * HOUR),
    })
  await tell(
    ...Array.from({ length: 7 }, (_, i) =>
      anEvent({}, anItem({ title: `第 ${i}`, dueAt: new Date(Date.now() + (i + 1) * HOUR) })),
    ),
    anEvent({}, anItem({ box: 'waiting', kind: 'repair.ticket', title: '我的报修' })),
    anEvent({}, meeting('后天', 2)),
    anEvent({}, meeting('明天', 1)),
    anEvent({}, meeting('今天', 0)),
    anEvent({}, anItem({ to: ['t-su'] })),
  )
  const overview = await lin().overview({})
  expect(overview.todos.map(({ title }) => title)).toEqual([0, 1, 2, 3, 4].map(i => `第 ${i}`))
  expect(overview.waiting.map(({ title }) => title)).toEqual(['我的报修'])
  expect(overview.agenda.map(({ title }) => title)).toEqual(['今天', '明天'])
  expect(overview.counts).toMatchObject({ todo: 7, overdue: 0, waiting: 1, agenda: 2 })
  expect((await lin().list({ box: 'agenda' })).items).toHaveLength(3)
})

test('E-46: an item for the holders of a duty shows to those whose scope covers its department, as of now', async () => {
  const scoped = anItem({ title: '审批', kind: 'room.approve', to: ['room.admin', 'room.admin@lit-cn'] })
  await tell(anEvent({}, scoped), anEvent({}, anItem({ title: '受理', to: ['repair.dispatcher'] })))
  expect(await titles('d-logistics')).toEqual(['受理'])
  expect(await titles('t-su')).toEqual([])
  const admin = world.as('a-system').access
  await admin.grantDuty({ id: 't-su', duty: 'room.admin', scope: ['lit'] })
  expect(await titles('t-su')).toEqual(['审批'])
  await admin.grantDuty({ id: 't-su', duty: 'room.admin', scope: ['lit'], remove: true })
  expect(await titles('t-su')).toEqual([])
})

test('E-46: a person who was sent loses the item with the duty that it needs', async () => {
  await tell(anEvent({}, anItem({ title: '上门', to: ['w-zhao'], needs: 'repair.worker' })))
  expect(await titles('w-zhao')).toEqual(['上门'])
  const duty = { id: 'w-zhao', duty: 'repair.worker', scope: ['*'] } as const
  await world.as('a-system').access.grantDuty({ ...duty, scope: ['*'], remove: true })
  expect(await titles('w-zhao')).toEqual([])
  await world.as('a-system').access.grantDuty({ ...duty, scope: ['*'] })
})

test('E-46: an item is gone from the moment at which its step is no longer possible', async () => {
  await tell(anEvent({}, anItem({ title: '过期', until: new Date(Date.now() + HOUR) })))
  expect(await titles('t-lin')).toEqual(['过期'])
  world.cloud.clock.advance(HOUR)
  expect(await titles('t-lin')).toEqual([])
  world.cloud.clock.advance(-HOUR)
})

test('E-46: the newest version of a subject stands, in whatever order and how often events come', async () => {
  const subject = 'in-order'
  const [one, two, three] = [1, 2, 3].map(version =>
    anEvent({ subject, version }, ...(version < 3 ? [anItem({ title: `版本 ${version}` })] : [])),
  )
  await tell(two!)
  await tell(one!)
  expect(await titles('t-lin')).toEqual(['版本 2'])
  await tell(three!)
  await tell(two!, one!)
  expect(await titles('t-lin')).toEqual([])
})

test('E-46: a to-do that is put off comes back at its moment, or when what it stands for changes', async () => {
  await tell(anEvent({ subject: 'off' }, anItem({ title: '以后再说', to: ['t-lin', 't-su'] })))
  const [item] = (await lin().list({})).items
  const later = { id: item!.id, version: item!.version, until: at(0, 20) }
  await lin().snooze(later)
  expect(await titles('t-lin')).toEqual([])
  expect(await lin().counts({})).toMatchObject({ todo: 0 })
  expect(await titles('t-su')).toEqual(['以后再说'])
  world.cloud.clock.advance(12 * HOUR)
  expect(await titles('t-lin')).toEqual(['以后再说'])
  world.cloud.clock.advance(-12 * HOUR)
  await tell(anEvent({ subject: 'off', version: 2 }, anItem({ title: '变了' })))
  expect(await titles('t-lin')).toEqual(['变了'])
  expect(await codeOf(lin().snooze(later))).toBe('CONFLICT')
})

test('E-46: a person cannot put off what is another’s, nor anything for no time or longer than a month', async () => {
  await tell(anEvent({ subject: 'mine' }, anItem()))
  const id = 'repair-mine-0'
  expect(await codeOf(world.as('t-su').todo.snooze({ id, until: at(1, 9) }))).toBe('NOT_FOUND:id')
  expect(await codeOf(lin().snooze({ id, until: at(-1, 9) }))).toBe('INVALID_INPUT:until')
  expect(await codeOf(lin().snooze({ id, until: at(40, 9) }))).toBe('INVALID_INPUT:until')
  expect(await titles('t-lin')).toEqual(['请评价'])
})

test('E-46: long lists come page by page, each item once', async () => {
  await tell(...Array.from({ length: 45 }, () => anEvent({}, anItem())))
  const ids: string[] = []
  let after: string | undefined
  do {
    const { items, next } = await lin().list({ page: { size: 20, ...(after && { after }) } })
    ids.push(...items.map(({ id }) => id))
    after = next
  } while (after)
  expect([ids.length, new Set(ids).size]).toEqual([45, 45])
})

test('every query of these tests was served by a declared index', () => {
  expect(world.cloud.database.queries.filter(({ index }) => index === null)).toEqual([])
})
