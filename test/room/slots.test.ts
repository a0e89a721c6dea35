import fc from 'fast-check'
import { DAY, HOUR, iso, MINUTE, startOf } from '#contract/kernel/time'
import { startsIn } from '#contract/room'
import type { Room } from '../../cloudfunctions/room/model'
import {
  freeSlots as freeAround,
  occupiedSlots,
  openHours,
  overlaps,
  possibleStarts,
  type Slot,
  subtract,
} from '../../cloudfunctions/room/slots'
import { aBooking, aRoom } from '../make/rooms'

// A Monday.
const MONDAY = startOf('2026-03-02')
const hours = (from: number, to: number): Slot => ({ from: MONDAY + from * HOUR, to: MONDAY + to * HOUR })
const early = new Date(MONDAY)
const free = (room: Room, period: Slot, now: Date) => freeAround(room, occupiedSlots(room, now), period, now)
const shown = (slots: Slot[]) =>
  slots.map(({ from, to }) => `${iso(from).slice(5, 16)}–${iso(to).slice(5, 16)}`)

test('T-04: a room without bookings is free during its opening hours', () => {
  expect(shown(free(aRoom(), hours(0, 24), early))).toEqual(['03-02T08:00–03-02T22:00'])
})

test('T-05: bookings are cut out, and the intervals left are maximal', () => {
  const room = aRoom({
    bookings: [aBooking(new Date(MONDAY + 9 * HOUR)), aBooking(new Date(MONDAY + 10 * HOUR))],
  })
  expect(shown(free(room, hours(8, 12), early))).toEqual([
    '03-02T08:00–03-02T09:00',
    '03-02T11:00–03-02T12:00',
  ])
})

test('T-05: slots of 45 minutes are offered inside the asked period, on the grid of the room', () => {
  const found = [...possibleStarts(aRoom({ gridMinutes: 30 }), [hours(9, 11)], 45)].map(at =>
    iso(at).slice(11, 16),
  )
  expect(found).toEqual(['09:00', '09:30', '10:00'])
})

test('T-05: a grid that does not divide the hour starts anew at midnight', () => {
  const found = [...startsIn(hours(23, 25), 25, 30)].map(at => iso(at).slice(5, 16))
  expect(found).toEqual(['03-02T23:20', '03-02T23:45', '03-03T00:00', '03-03T00:25'])
})

test('T-05: a length that the room does not allow has no start', () => {
  const room = aRoom({ minMinutes: 60, maxMinutes: 120 })
  expect([...possibleStarts(room, [hours(8, 22)], 30)]).toEqual([])
  expect([...possibleStarts(room, [hours(8, 22)], 180)]).toEqual([])
})

test('B1: a room that is open round the clock is free across midnight in one piece', () => {
  const room = aRoom({ opensAt: '00:00', closesAt: '24:00' })
  expect(shown(free(room, hours(22, 30), early))).toEqual(['03-02T22:00–03-03T06:00'])
})

test('T-04: several days give one interval a day', () => {
  expect(openHours(aRoom(), { from: MONDAY, to: MONDAY + 3 * DAY })).toHaveLength(3)
})

test('T-04: on days on which it does not open a room is not free', () => {
  expect(openHours(aRoom({ openDays: [2] }), hours(0, 24))).toEqual([])
  expect(openHours(aRoom({ openDays: [2] }), hours(24, 48))).toHaveLength(1)
})

test('T-04: a closure without an end lasts', () => {
  const room = aRoom({
    closures: [{ id: 'c', from: new Date(MONDAY + 12 * HOUR), to: null, reason: '维修' }],
  })
  expect(shown(openHours(room, { from: MONDAY, to: MONDAY + 5 * DAY }))).toEqual(['03-02T08:00–03-02T12:00'])
})

test('T-05: the past and times too far ahead are not free', () => {
  const room = aRoom({ daysAhead: 1 })
  const now = new Date(MONDAY + 9 * HOUR + 20_000)
  expect(shown(free(room, { from: MONDAY, to: MONDAY + 5 * DAY }, now))).toEqual([
    '03-02T09:01–03-02T22:00',
    '03-03T08:00–03-03T22:00',
  ])
})

test('O-26: a pending booking holds its slot until its start, and a waiting move holds both', () => {
  const from = new Date(MONDAY + 9 * HOUR)
  const pending = aRoom({ bookings: [aBooking(from, { status: 'pending' })] })
  expect(shown(free(pending, hours(8, 12), early))).toHaveLength(2)
  const moveTo = { from: new Date(MONDAY + 10 * HOUR), to: new Date(MONDAY + 11 * HOUR) }
  const moving = aRoom({ bookings: [aBooking(from, { status: 'moving', moveTo })] })
  expect(shown(free(moving, hours(8, 12), early))).toEqual([
    '03-02T08:00–03-02T09:00',
    '03-02T11:00–03-02T12:00',
  ])
  const late = new Date(MONDAY + 9 * HOUR + MINUTE)
  expect(shown(free(pending, hours(8, 12), late))).toEqual(['03-02T09:02–03-02T12:00'])
})

const slotArb = fc
  .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 60 }))
  .map(([from, length]) => ({ from, to: from + length }))

test('T-05: free and booked times never overlap, and together they cover the opening hours', () => {
  fc.assert(
    fc.property(slotArb, fc.array(slotArb, { maxLength: 12 }), (open, taken) => {
      const left = subtract([open], taken)
      for (const slot of left) expect(taken.some(cut => overlaps(slot, cut))).toBe(false)
      const covers = (slots: Slot[], at: number) => slots.some(({ from, to }) => at >= from && at < to)
      for (let at = open.from; at < open.to; at++) expect(covers(left, at)).toBe(!covers(taken, at))
    }),
  )
})

test('T-05: every start offered fits, lies on the grid, and none is left out', () => {
  fc.assert(
    fc.property(
      slotArb,
      fc.integer({ min: 5, max: 60 }),
      fc.integer({ min: 5, max: 90 }),
      (span, grid, length) => {
        const interval = { from: MONDAY + span.from * 10 * MINUTE, to: MONDAY + span.to * 10 * MINUTE }
        const expected: number[] = []
        for (let at = interval.from; at + length * MINUTE <= interval.to; at += MINUTE)
          if ((((at - MONDAY) % DAY) / MINUTE) % grid === 0) expected.push(at)
        expect([...startsIn(interval, grid, length)]).toEqual(expected)
      },
    ),
  )
})
