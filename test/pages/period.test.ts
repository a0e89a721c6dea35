import * as v from 'valibot'
import { iso, MINUTE } from '#contract/kernel/time'
import { room as contract, type FoundRoom, MAX_STARTS } from '#contract/room'
import {
  type Criteria,
  dayOf,
  faultsOf,
  firstCriteria,
  inPart,
  onDay,
  partOf,
  searchInput,
  summary,
} from '../../miniprogram/features/room/search/period/criteria'
import {
  card,
  FIRST_STARTS,
  freeBar,
  MORE_STARTS,
  mergeGroups,
  offer,
} from '../../miniprogram/features/room/search/period/view'

const NOW = Date.parse('2026-03-04T09:10:00+08:00')
const clock = (time: string) => `2026-03-05T${time}:00+08:00`

function aWish(wish: Partial<Criteria> = {}): Criteria {
  const picked = { fromDate: '2026-03-05', fromTime: '08:00', toDate: '2026-03-05', toTime: '18:00' }
  return { picked, minutes: 45, people: '', location: '', label: '', ...wish }
}

function aFoundRoom(found: Partial<FoundRoom> = {}): FoundRoom {
  return {
    id: 'r1',
    name: '301',
    seats: 12,
    labels: ['视频会议'],
    equipment: ['投影'],
    picture: 'meeting',
    gridMinutes: 15,
    minMinutes: 30,
    maxMinutes: 240,
    needsApproval: false,
    intervals: [{ from: clock('08:00'), to: clock('10:00') }],
    starts: ['08:00', '08:15', '08:30', '08:45', '09:00', '09:15'].map(clock),
    ...found,
  }
}

test('a search begins with what is left of today', () => {
  const { picked, minutes } = firstCriteria(NOW)
  expect(picked).toEqual({ fromDate: '2026-03-04', fromTime: '09:30', toDate: '2026-03-04', toTime: '22:00' })
  expect(minutes).toBe(60)
})

test('O-24: nothing has to be typed before the first search', () => {
  const wish = firstCriteria(NOW)
  expect(faultsOf(wish, NOW)).toEqual({})
  expect(v.safeParse(contract.ops.search.input, searchInput(wish)).success).toBe(true)
})

test('late in the evening a search begins with tomorrow', () => {
  const { picked } = firstCriteria(Date.parse('2026-03-04T20:40:00+08:00'))
  expect(picked).toMatchObject({ fromDate: '2026-03-05', fromTime: '08:00', toDate: '2026-03-05' })
})

test('before dawn a search begins with the same day', () => {
  const { picked } = firstCriteria(Date.parse('2026-03-04T00:05:00+08:00'))
  expect(picked).toMatchObject({ fromDate: '2026-03-04', fromTime: '08:00' })
})

test('the quick choices change the day or the part of the day, each leaving the other', () => {
  const { picked } = aWish()
  expect(onDay(picked, 'tomorrow', NOW)).toMatchObject({
    fromDate: '2026-03-05',
    toDate: '2026-03-05',
    fromTime: '08:00',
  })
  expect(inPart(picked, 'afternoon')).toEqual({
    fromDate: '2026-03-05',
    fromTime: '13:00',
    toDate: '2026-03-05',
    toTime: '18:00',
  })
})

test('O-24: tomorrow is searched whole by somebody whose search began with what is left of today', () => {
  const { picked } = firstCriteria(NOW)
  const tomorrow = onDay(picked, 'tomorrow', NOW)
  expect(tomorrow).toEqual({
    fromDate: '2026-03-05',
    fromTime: '08:00',
    toDate: '2026-03-05',
    toTime: '22:00',
  })
  expect(onDay(picked, 'today', NOW)).toEqual(picked)
})

test('the quick choices that the period has are on, and no others', () => {
  const { picked } = aWish()
  expect(dayOf(picked, NOW)).toBe('tomorrow')
  expect(dayOf({ ...picked, toDate: '2026-03-06' }, NOW)).toBe('')
  expect(partOf(inPart(picked, 'evening'))).toBe('evening')
  expect(partOf(picked)).toBe('')
})

test('T-36: a search sends period, people, label, location and length, and leaves out what is not asked', () => {
  const all = aWish({ people: '12', location: '行政楼', label: '视频会议' })
  expect(searchInput(all, 'c1')).toEqual({
    from: '2026-03-05T08:00:00+08:00',
    to: '2026-03-05T18:00:00+08:00',
    lengthMinutes: 45,
    people: 12,
    location: '行政楼',
    label: '视频会议',
    page: { after: 'c1' },
  })
  expect(Object.keys(searchInput(aWish({ minutes: 0 })))).toEqual(['from', 'to'])
})

test('T-03: every question the form lets through is one the contract accepts', () => {
  for (const minutes of [0, 30, 45, 240]) {
    for (const people of ['', '1', '4999']) {
      const wish = aWish({ minutes, people })
      expect(faultsOf(wish, NOW)).toEqual({})
      expect(v.safeParse(contract.ops.search.input, searchInput(wish)).success).toBe(true)
    }
  }
})

test('a question that cannot be answered is stopped in the form, at the field at fault', () => {
  const { picked } = aWish()
  const faults = (wish: Partial<Criteria>) => faultsOf(aWish(wish), NOW)
  expect(faults({ picked: { ...picked, toTime: '08:00' } })).toEqual({
    picked: expect.stringMatching('晚于'),
  })
  expect(faults({ picked: { ...picked, toTime: '08:30' } })).toEqual({ minutes: expect.stringMatching('短') })
  expect(faults({ people: '1.5' })).toEqual({ people: expect.stringMatching('人数') })
  const past = { fromDate: '2026-03-03', fromTime: '08:00', toDate: '2026-03-03', toTime: '18:00' }
  expect(faults({ picked: past })).toEqual({ picked: expect.stringMatching('过去') })
})

test('the criteria read as one line', () => {
  expect(summary(aWish({ people: '8', location: '行政楼' }), NOW)).toBe(
    '明天 3月5日 周四 08:00–18:00 · 用\u00a045\u00a0分钟 · 8 人 · 行政楼',
  )
  expect(summary(aWish({ minutes: 0 }), NOW)).toMatch(/整段$/)
})

test('T-05: a card offers the start times of the asked length', () => {
  const { days, more } = card(aFoundRoom(), aWish(), FIRST_STARTS, NOW)
  expect(days).toHaveLength(1)
  expect(days[0]!.starts.map(({ text }) => text)).toEqual([
    '08:00',
    '08:15',
    '08:30',
    '08:45',
    '09:00',
    '09:15',
  ])
  expect(more).toBe(false)
})

test('T-05: more start times than the server sent are computed from the free intervals, on the grid and no longer than they', () => {
  const long = aFoundRoom({
    intervals: [{ from: clock('08:00'), to: clock('16:00') }],
    starts: Array.from({ length: MAX_STARTS }, (_, index) =>
      iso(Date.parse(clock('08:00')) + index * 15 * MINUTE),
    ),
  })
  const first = card(long, aWish(), FIRST_STARTS, NOW)
  expect(first.more).toBe(true)
  const all = card(long, aWish(), FIRST_STARTS + MORE_STARTS, NOW)
  const times = all.days[0]!.starts.map(({ text }) => text)
  expect(times).toHaveLength(30)
  expect(times.at(-1)).toBe('15:15')
  expect(all.more).toBe(false)
})

test('T-05: start times of several days stand under their days', () => {
  const picked = { ...aWish().picked, toDate: '2026-03-06' }
  const found = aFoundRoom({ starts: [clock('17:00'), '2026-03-06T08:00:00+08:00'] })
  const { days } = card(found, aWish({ picked }), FIRST_STARTS, NOW)
  expect(days.map(({ name, starts }) => [name, starts.length])).toEqual([
    ['明天 3月5日 周四', 1],
    ['后天 3月6日 周五', 1],
  ])
})

test('T-04: without a length a room that allows the whole period is booked at once', () => {
  const wish = aWish({ minutes: 0, picked: { ...aWish().picked, toTime: '10:00' } })
  const found = aFoundRoom({ starts: [clock('08:00')] })
  expect(card(found, wish, FIRST_STARTS, NOW)).toMatchObject({
    days: [],
    whole: { text: '预订整段', hint: '' },
  })
  expect(offer(found, '行政楼', wish)).toMatchObject({ from: clock('08:00'), minutes: 120 })
})

test('T-04: a free period longer than one booking may last is offered in part, and the card says so', () => {
  const wish = aWish({ minutes: 0 })
  const found = aFoundRoom({ intervals: [{ from: clock('08:00'), to: clock('18:00') }], starts: [] })
  expect(card(found, wish, FIRST_STARTS, NOW).whole).toEqual({
    text: '选一段时间',
    hint: '整段空闲，单次可订 30 分钟 到 4 小时',
  })
  expect(offer(found, '行政楼', wish)).toMatchObject({ from: clock('08:00'), minutes: 240 })
})

test('a tapped start offers the asked length from there, inside the interval it lies in', () => {
  const intervals = [
    { from: clock('08:00'), to: clock('09:00') },
    { from: clock('13:00'), to: clock('15:00') },
  ]
  expect(offer(aFoundRoom({ intervals }), '行政楼', aWish(), clock('13:15'))).toMatchObject({
    roomId: 'r1',
    location: '行政楼',
    from: clock('13:15'),
    minutes: 45,
    within: intervals[1],
  })
})

test('the bar shows the free part of the asked period', () => {
  const period = { from: clock('08:00'), to: clock('18:00') }
  const free = [
    { from: clock('07:00'), to: clock('09:00') },
    { from: clock('13:00'), to: clock('20:00') },
  ]
  expect(freeBar(free, period)).toEqual([
    { left: 0, width: 10 },
    { left: 50, width: 50 },
  ])
})

test('T-20: a location that goes on with the next page keeps one heading', () => {
  const [a, b, c] = ['a', 'b', 'c'].map(id => aFoundRoom({ id }))
  const merged = mergeGroups(
    [{ location: '行政楼', rooms: [a!] }],
    [
      { location: '行政楼', rooms: [b!] },
      { location: '图书馆', rooms: [c!] },
    ],
  )
  expect(merged.map(({ location, rooms }) => [location, rooms.map(({ id }) => id)])).toEqual([
    ['行政楼', ['a', 'b']],
    ['图书馆', ['c']],
  ])
})
