import type { Me } from '#contract/account'
import { features, TODO_KIND } from '#contract/features/index'
import type { TodoOverview, TodoView } from '#contract/todo'
import { arrange } from '../../miniprogram/features/todo/list/view'
import {
  erasingWords,
  greeting,
  partsOf,
  sectionsFor,
  standing,
  withoutTodos,
} from '../../miniprogram/pages/home/view'
import { profile } from '../../miniprogram/pages/me/view'
import { laterMoments } from '../../miniprogram/ui/later-moments'
import { choicesOf, todoCard } from '../../miniprogram/ui/todo-card/view'

const NOW = Date.parse('2026-03-04T09:10:00+08:00')
const teacher: Me = { state: 'active', name: '林知微', kind: 'staff', duties: [] }
const shown = (me: Me) => sectionsFor(me).flatMap(group => group.tiles.map(({ id }) => id))

const REPAIRS = ['report', 'tickets', 'hotline']
const EVERY_MEMBER = ['find', 'mine', ...REPAIRS]

test('T-03, L-27: every member finds the rooms, their own reservations, and repairs on line or by telephone', () => {
  expect(shown(teacher)).toEqual(EVERY_MEMBER)
})

test('L-36: people from outside report repairs, and no more', () => {
  const guest: Me = { ...teacher, kind: 'outside' }
  expect([shown(guest), standing(guest)]).toEqual([REPAIRS, null])
})

test('T-06: approvals, conflicts and the rooms themselves are for administrators of rooms', () => {
  const forRoomAdmins = ['approvals', 'conflicts', 'manage']
  expect(shown({ ...teacher, duties: ['room.admin'] })).toEqual([...EVERY_MEMBER, ...forRoomAdmins])
  expect(shown({ ...teacher, duties: ['directory.admin'] })).toEqual([...EVERY_MEMBER, 'admin'])
  expect(shown({ ...teacher, duties: ['system.admin'] })).toEqual([...EVERY_MEMBER, 'admin', 'failures'])
})

test('people who may not work here are told what to do, each kind in its own words', () => {
  const hints = (['stranger', 'frozen', 'left'] as const).map(state => standing({ state })?.hint)
  expect(new Set(hints).size).toBe(3)
  expect(hints[0]).toMatch('就可以加入')
  for (const hint of hints.slice(1)) expect(hint).toMatch('请联系')
  expect(standing(teacher)).toBeNull()
})

test.each([
  ['01:00', '夜深了'],
  ['08:00', '上午好'],
  ['12:30', '中午好'],
  ['17:59', '下午好'],
  ['18:00', '晚上好'],
])('at %s the greeting is %s, by the clock of the place', (clock, words) => {
  expect(greeting('林知微', Date.parse(`2026-03-04T${clock}:00+08:00`))).toBe(`${words}，林知微`)
})

const anItem = (change: Partial<TodoView> = {}): TodoView => ({
  id: 'x',
  box: 'todo',
  section: 'later',
  feature: 'room',
  kind: 'room.approve',
  title: '预订审批',
  text: '期末命题讨论',
  page: '/features/room/reservations/approvals/approvals',
  facts: [{ label: '用途', value: '命题' }],
  actions: [
    { title: '通过', feature: 'room', op: 'approve', input: { reservationId: 'r' } },
    {
      title: '拒绝',
      feature: 'room',
      op: 'refuse',
      input: { reservationId: 'r' },
      asks: 'reason',
      negative: true,
    },
  ],
  version: 1,
  ...change,
})
const anOverview = (todos: TodoView[], more = 0): TodoOverview => ({
  todos,
  waiting: [],
  agenda: [],
  counts: { todo: todos.length + more, overdue: 0, waiting: 0, agenda: 0, byKind: { 'room.approve': 3 } },
  unread: 0,
})

test('E-46: the workbench shows what waits with its one tap, and leaves empty parts out', () => {
  const [part, ...others] = partsOf(anOverview([anItem()], 2), NOW)
  expect(others).toEqual([])
  expect(part).toMatchObject({ title: '待我处理', count: 3, hasMore: true })
  expect(part!.cards).toMatchObject([{ main: { text: '通过' }, hasMore: true, rates: false }])
  expect(choicesOf(anItem()).map(({ text }) => text)).toEqual(['拒绝', '稍后处理'])
  expect(partsOf(anOverview([]), NOW)).toEqual([])
})

test('E-46: stars stand on the card of what is to be rated, a step of a page has no button', () => {
  const rate = { title: '评价', feature: 'repair', op: 'rate', input: { id: 't' }, asks: 'rating' as const }
  expect(todoCard(anItem({ actions: [rate] }), NOW)).toMatchObject({ main: null, rates: true })
  const waiting = todoCard(anItem({ box: 'waiting', actions: [], dueAt: '2026-03-04T14:00:00+08:00' }), NOW)
  expect(waiting).toMatchObject({ main: null, rates: false, hasMore: false, when: '预计今天 14:00 前' })
})

test('E-46: cards say since when a thing is overdue, when it is due, when it takes place', () => {
  const dueAt = '2026-03-04T08:00:00+08:00'
  expect(todoCard(anItem({ section: 'overdue', dueAt }), NOW)).toMatchObject({
    late: true,
    when: '已超时 · 今天 08:00',
  })
  expect(todoCard(anItem({ section: 'today', dueAt: '2026-03-05T10:00:00+08:00' }), NOW).when).toBe(
    '明天 10:00 前',
  )
  const meeting = anItem({
    box: 'agenda',
    from: '2026-03-04T14:00:00+08:00',
    to: '2026-03-04T15:00:00+08:00',
  })
  expect(todoCard(meeting, NOW).when).toMatch('14:00–15:00')
})

test('E-46: a decision of this phone leaves list and counts before the server knows', () => {
  const after = withoutTodos(anOverview([anItem(), anItem({ id: 'y' })]), ({ id }) => id === 'x')
  expect(after.todos.map(({ id }) => id)).toEqual(['y'])
  expect(after.counts).toMatchObject({ todo: 1, byKind: { 'room.approve': 2 } })
})

test('E-46: a to-do says which step it waits for, where its title does not', () => {
  expect(todoCard(anItem({ title: '热水器不出热水', kind: 'repair.dispatch' }), NOW).when).toBe('派工')
  expect(todoCard(anItem(), NOW).when).toBe('')
})

test('a tile says how much waits behind it', () => {
  const counts = (byKind: Record<string, number>) =>
    sectionsFor({ ...teacher, duties: ['repair.dispatcher'] }, byKind)
      .flatMap(({ tiles }) => tiles)
      .find(({ id }) => id === 'board')!.count
  expect(counts({ 'repair.accept': 2, 'repair.dispatch': 1 })).toBe('3')
  expect([counts({ 'repair.accept': 100 }), counts({ 'room.approve': 5 })]).toEqual(['99+', ''])
})

test('every number on a tile is of a kind that there is', () => {
  const kinds = features.flatMap(({ sections = [] }) =>
    sections.flatMap(({ tiles }) => tiles.flatMap(({ counts = [] }) => counts)),
  )
  expect(Object.keys(TODO_KIND)).toEqual(expect.arrayContaining(kinds))
  expect(kinds.length).toBeGreaterThan(5)
})

test('E-46: the list of to-dos has a section for what is overdue, for today and for later', () => {
  const all = (['overdue', 'overdue', 'later'] as const).map((section, i) =>
    anItem({ id: String(i), section }),
  )
  expect(arrange(all, NOW).map(({ title, cards }) => [title, cards.length])).toEqual([
    ['已超时', 2],
    ['以后', 1],
  ])
  const meetings = [anItem({ box: 'agenda', section: undefined })]
  expect(arrange(meetings, NOW)).toMatchObject([{ title: '' }])
})

test('to-dos are put off for an hour, to tomorrow or to Monday', () => {
  const words = laterMoments(NOW).map(({ at }) => new Date(at).toISOString())
  expect(words).toEqual(['2026-03-04T02:10:00.000Z', '2026-03-05T01:00:00.000Z', '2026-03-09T01:00:00.000Z'])
})

test('my page says who I am and which duties I hold', () => {
  expect(profile({ ...teacher, duties: ['room.admin'] })).toEqual({
    id: '',
    name: '林知微',
    avatar: '',
    about: '教职工',
    duties: ['会议室管理员'],
  })
  expect(profile({ state: 'stranger' })).toMatchObject({
    name: '访客',
    about: '还不是本单位成员',
    duties: [],
  })
  expect(profile({ ...teacher, state: 'frozen' }).about).toBe('账号已冻结')
})

test('B13: people whose data will be erased read so on the workbench, and nobody else does', () => {
  const now = Date.parse('2026-03-04T09:00:00+08:00')
  expect(erasingWords({}, now)).toBe('')
  expect(erasingWords({ erasedAt: '2026-03-11T09:00:00+08:00' }, now)).toMatch(/3月11日.*撤回/)
})
