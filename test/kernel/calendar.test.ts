import fc from 'fast-check'
import { DAY, dateOf, HOUR, iso, MINUTE, midnight, minutesOf, startOf } from '#contract/kernel/time'
import { addWorkingHours, type Calendar, isWorkingDay } from '../../cloudfunctions/kernel/calendar'

const WEEK: Calendar = {
  opensAt: '08:00',
  closesAt: '18:00',
  days: [1, 2, 3, 4, 5],
  holidays: [],
  workdays: [],
}

const due = (from: string, hours: number, change: Partial<Calendar> = {}) => {
  const at = addWorkingHours(new Date(from), hours, { ...WEEK, ...change })
  return at && iso(at)
}

test.each([
  ['within a day', '2026-03-02T09:30:00+08:00', 4, {}, '2026-03-02T13:30:00+08:00'],
  ['over the night', '2026-03-02T16:00:00+08:00', 4, {}, '2026-03-03T10:00:00+08:00'],
  ['from the night', '2026-03-02T23:59:00+08:00', 1, {}, '2026-03-03T09:00:00+08:00'],
  ['from before opening', '2026-03-02T05:00:00+08:00', 1, {}, '2026-03-02T09:00:00+08:00'],
  ['over the weekend', '2026-03-06T17:00:00+08:00', 2, {}, '2026-03-09T09:00:00+08:00'],
  ['over the end of a month', '2026-03-31T17:30:00+08:00', 1, {}, '2026-04-01T08:30:00+08:00'],
  ['over an official holiday', '2026-09-30T17:00:00+08:00', 2, {}, '2026-10-08T09:00:00+08:00'],
  ['into a make-up day', '2026-10-09T17:00:00+08:00', 2, {}, '2026-10-10T09:00:00+08:00'],
  [
    'over a day off of our own',
    '2026-03-02T17:00:00+08:00',
    2,
    { holidays: ['2026-03-03'] },
    '2026-03-04T09:00:00+08:00',
  ],
  ['to the very end of a day', '2026-03-02T16:00:00+08:00', 2, {}, '2026-03-02T18:00:00+08:00'],
] as const)('B2: working hours are counted %s', (_name, from, hours, change, expected) => {
  expect(due(from, hours, change)).toBe(expected)
})

test('B2: there is no moment where work is never done', () => {
  expect(due('2026-03-02T09:00:00+08:00', 1, { days: [] })).toBeUndefined()
  expect(due('2026-03-02T09:00:00+08:00', 1, { opensAt: '18:00' })).toBeUndefined()
})

const NEW_YEAR_EVE = '2026-02-16'
const MAKE_UP_SATURDAY = '2026-02-28'

test.each([
  ['an official holiday is no working day', NEW_YEAR_EVE, {}, false],
  ['a make-up day is a working day', MAKE_UP_SATURDAY, {}, true],
  ['the organisation works on an official holiday', NEW_YEAR_EVE, { workdays: [NEW_YEAR_EVE] }, true],
  ['the organisation takes a make-up day off', MAKE_UP_SATURDAY, { holidays: [MAKE_UP_SATURDAY] }, false],
  ['a service of seven days works on holidays', NEW_YEAR_EVE, { days: [1, 2, 3, 4, 5, 6, 7] }, true],
  ['a service of weekends rests on an ordinary weekday', '2026-03-02', { days: [6, 7] }, false],
  ['an ordinary Saturday is off', '2026-03-07', {}, false],
  ['a year without a notice goes by the weekday', '2099-10-01', {}, true],
] as const)('B2: %s', (_name, day, change, expected) => {
  expect(isWorkingDay(day, { ...WEEK, ...change })).toBe(expected)
})

const HALF = HOUR / 2

/** Half hours of work between two moments, counted one by one. */
function worked(from: number, to: number, calendar: Calendar): number {
  let halves = 0
  for (let at = from; at < to; at += HALF) {
    const minute = (at - midnight(at)) / MINUTE
    const open = minute >= minutesOf(calendar.opensAt) && minute < minutesOf(calendar.closesAt)
    if (open && isWorkingDay(dateOf(at), calendar)) halves++
  }
  return halves
}

const someWeek = fc
  .record({
    opens: fc.integer({ min: 0, max: 22 }),
    open: fc.integer({ min: 1, max: 24 }),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  })
  .map(({ opens, open, days }) => ({
    opensAt: `${String(opens).padStart(2, '0')}:30`,
    closesAt: opens + open >= 24 ? '24:00' : `${String(opens + open).padStart(2, '0')}:30`,
    days,
  }))
/** Three weeks with an official holiday and make-up days. */
const START = startOf('2026-02-09')
const someDays = fc
  .uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 6 })
  .map(days => days.map(day => dateOf(START + day * DAY)))

test('B2: between a step and its reminder lie exactly the hours of the rung, nights, days off and holidays left out', () => {
  fc.assert(
    fc.property(
      someWeek,
      fc.integer({ min: 0, max: 14 * 48 }),
      fc.integer({ min: 1, max: 12 }),
      fc.tuple(someDays, someDays),
      (week, halves, hours, [holidays, workdays]) => {
        const calendar = { ...week, holidays, workdays }
        const from = START + halves * HALF
        const at = addWorkingHours(new Date(from), hours, calendar)!
        expect(worked(from, +at, calendar)).toBe(hours * 2)
        expect(worked(from, +at - HALF, calendar)).toBe(hours * 2 - 1)
      },
    ),
    { numRuns: 100 },
  )
})
