import {
  type DayView,
  type Interval,
  type ReservationView,
  ROOM_DEFAULTS,
  type RoomView,
} from '#contract/room'
import {
  endOptions,
  moveLengths,
  moveOffers,
} from '../../miniprogram/features/room/reservations/reservation-actions/view'
import {
  closureWords,
  dayAfter,
  offerAt,
  roomWords,
  timeline,
} from '../../miniprogram/features/room/search/day/view'

const NOW = Date.parse('2026-03-05T09:10:00+08:00')
const clock = (time: string, day = '05') => `2026-03-${day}T${time}:00+08:00`
const span = (from: string, to: string): Interval => ({ from: clock(from), to: clock(to) })

function aRoom(part: Partial<RoomView> = {}): RoomView {
  const named = {
    id: 'r1',
    name: '301',
    location: '行政楼',
    seats: 12,
    version: 1,
    closures: [],
    actions: ['reserve' as const],
  }
  return { ...ROOM_DEFAULTS, ...named, opensAt: '08:00', closesAt: '18:00', ...part }
}

function aBooking(part: Partial<ReservationView> = {}): ReservationView {
  return {
    id: 'b1',
    roomId: 'r1',
    roomName: '301',
    location: '行政楼',
    title: '例会',
    status: 'reserved',
    ...span('10:00', '11:30'),
    holder: { name: '林知微' },
    mine: false,
    actions: [],
    ...part,
  } as ReservationView
}

function aDay(part: Partial<DayView> = {}): DayView {
  const free = [span('09:15', '10:00'), span('11:30', '18:00')]
  return {
    room: aRoom(),
    date: '2026-03-05',
    open: [span('08:00', '18:00')],
    free,
    bookings: [aBooking()],
    ...part,
  }
}

test('T-03: the timeline reaches over the hours of the room', () => {
  const { hours, height, open } = timeline(aDay(), NOW)
  expect([hours[0]!.text, hours.at(-1)!.text, height]).toEqual(['8:00', '18:00', 10])
  expect(open).toEqual([{ top: 0, height: 10 }])
})

test('a booking outside the hours stretches the timeline, and one from the day before begins at its top', () => {
  const early = aBooking({ from: clock('22:00', '04'), to: clock('07:00') })
  const { hours, bookings } = timeline(aDay({ bookings: [early] }), NOW)
  expect(hours[0]!.text).toBe('0:00')
  expect(bookings[0]).toMatchObject({ top: 0, height: 7 })
})

test('O-26: others see the room as taken, by whom and for what', () => {
  const [block] = timeline(aDay(), NOW).bookings
  expect(block).toMatchObject({ top: 2, height: 1.5, title: '例会', who: '林知微', look: 'taken' })
})

test('my own booking and one that waits look different', () => {
  const bookings = [aBooking({ mine: true }), aBooking({ status: 'pending' })]
  expect(timeline(aDay({ bookings }), NOW).bookings.map(({ look, who }) => [look, who])).toEqual([
    ['mine', '我'],
    ['pending', '林知微 · 待审批'],
  ])
})

test('T-04: free places are cut at full hours and begin where a booking may', () => {
  const { free } = timeline(aDay(), NOW)
  expect(free.slice(0, 3).map(({ start, text }) => [start, text])).toEqual([
    [clock('09:30'), '空闲到 10:00'],
    [clock('11:30'), '空闲到 18:00'],
    [clock('12:00'), ''],
  ])
})

test('a free place too short for a booking cannot be tapped', () => {
  expect(timeline(aDay({ free: [span('09:45', '10:00')] }), NOW).free).toEqual([])
})

test('a member who may not book sees no place to tap', () => {
  expect(timeline(aDay({ room: aRoom({ actions: [] }) }), NOW).free).toEqual([])
})

test('the line of now is drawn on no other day', () => {
  expect(timeline(aDay(), NOW).now).toBeCloseTo(1.167)
  expect(timeline(aDay(), Date.parse(clock('09:10', '06'))).now).toBeNull()
})

test('a tap on a free place offers an hour, or what is left of it', () => {
  expect(offerAt(aDay(), clock('12:00'))).toMatchObject({ from: clock('12:00'), minutes: 60 })
  expect(offerAt(aDay(), clock('09:30'))).toMatchObject({ from: clock('09:30'), minutes: 30 })
})

test('T-06: a reservation can be moved to where its whole length is free, its own slot counted as free', () => {
  const own = aBooking()
  const starts = moveOffers(aDay(), own, NOW).map(({ from }) => from.slice(11, 16))
  expect(starts[0]).toBe('09:30')
  expect(starts).toContain('10:30')
  expect(starts).not.toContain('10:00')
  expect(starts.at(-1)).toBe('16:30')
})

test('R6: a reservation can be made shorter where it is, and longer where there is space behind it', () => {
  const own = aBooking()
  const starts = (minutes: number) =>
    moveOffers(aDay(), own, NOW, minutes).map(({ from }) => from.slice(11, 16))
  expect(starts(60)).toContain('10:00')
  expect(starts(90)).not.toContain('10:00')
  expect(moveLengths(aDay(), own).map(({ id }) => id)).toEqual([30, 60, 90, 120, 150, 180, 210, 240])
})

test('R6: a running meeting can be made longer as far as the room is free and allows', () => {
  const own = aBooking()
  const ends = (room: Partial<RoomView>) =>
    endOptions(aDay({ room: aRoom(room) }), own).map(({ text }) => text)
  expect(ends({ maxMinutes: 120 })).toEqual(['到 11:45', '到 12:00'])
  expect(ends({})).toHaveLength(6)
  expect(endOptions(aDay({ free: [span('11:45', '18:00')] }), own)).toEqual([])
})

test('on another day its own slot does not count', () => {
  const own = aBooking({ from: clock('10:00', '07'), to: clock('11:30', '07') })
  const starts = moveOffers(aDay(), own, NOW).map(({ from }) => from.slice(11, 16))
  expect(starts[0]).toBe('11:30')
})

test('a closure says when and why', () => {
  const from = clock('13:00', '06')
  expect(closureWords({ from, to: clock('15:00', '06'), reason: '检修' }, NOW)).toBe(
    '明天 3月6日 周五 13:00–15:00 停用：检修',
  )
  expect(closureWords({ from, reason: '检修' }, NOW)).toBe('明天 3月6日 周五 13:00 起停用：检修')
})

test('R4: the page of a day shows the closures that touch the day, each with its reason', () => {
  const closures = [
    { id: 'c1', from: clock('08:00', '06'), to: clock('12:00', '06'), reason: '消毒' },
    { id: 'c2', from: clock('00:00', '20'), to: clock('00:00', '23'), reason: '装修' },
    { id: 'c3', from: clock('18:00', '22'), reason: '换锁' },
  ]
  const shownOn = (day: string) =>
    roomWords(aRoom({ closures }), `2026-03-${day}`, NOW).closures.map(({ id }) => id)
  expect(['05', '06', '20', '22', '23'].map(shownOn)).toEqual([[], ['c1'], ['c2'], ['c2', 'c3'], ['c3']])
})

test('the facts of a room name its hours, its days and its rules', () => {
  const words = roomWords(
    aRoom({ openDays: [5, 1, 3], needsApproval: true, equipment: ['投影'] }),
    '2026-03-05',
    NOW,
  )
  expect(words).toMatchObject({
    about: '12 座 · 投影',
    hours: '周一、周三、周五 08:00–18:00',
    rules: '单次 30 分钟–4 小时 · 可提前 30 天 · 需要审批',
  })
})

test('the day after the last of a month is the first of the next', () => {
  expect(dayAfter('2026-02-28', 1)).toBe('2026-03-01')
  expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28')
})
