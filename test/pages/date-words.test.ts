import {
  dayWords,
  endClock,
  lengthWords,
  minutesBetween,
  momentOf,
  periodWords,
} from '../../miniprogram/ui/date-words'

const NOW = Date.parse('2026-03-04T09:00:00+08:00')
const at = (text: string) => Date.parse(`2026-${text}:00+08:00`)

test('a near day has its everyday name, by the calendar of the place and not of the phone', () => {
  expect(dayWords(at('03-04T00:00'), NOW)).toBe('今天 3月4日 周三')
  expect(dayWords(at('03-05T23:59'), NOW)).toBe('明天 3月5日 周四')
  expect(dayWords(at('03-03T12:00'), NOW)).toBe('昨天 3月3日 周二')
  expect(dayWords(at('03-09T12:00'), NOW)).toBe('3月9日 周一')
})

test('another year is named', () => {
  expect(dayWords(Date.parse('2027-01-01T08:00:00+08:00'), NOW)).toBe('2027年1月1日 周五')
})

test('a period inside one day names the day once', () => {
  expect(periodWords('2026-03-04T14:00:00+08:00', '2026-03-04T15:30:00+08:00', NOW)).toBe(
    '今天 3月4日 周三 14:00–15:30',
  )
})

test('a period until midnight ends at 24:00 of its own day', () => {
  expect(endClock(at('03-05T00:00'))).toBe('24:00')
  expect(periodWords('2026-03-04T22:00:00+08:00', '2026-03-05T00:00:00+08:00', NOW)).toBe(
    '今天 3月4日 周三 22:00–24:00',
  )
})

test('a period across midnight names both days', () => {
  expect(periodWords('2026-03-04T22:00:00+08:00', '2026-03-05T02:00:00+08:00', NOW)).toBe(
    '今天 3月4日 周三 22:00 – 明天 3月5日 周四 02:00',
  )
})

test('T-19: times with any offset are shown as clock times of the place', () => {
  expect(periodWords('2026-03-04T06:00:00Z', '2026-03-04T07:00:00Z', NOW)).toBe(
    '今天 3月4日 周三 14:00–15:00',
  )
})

test.each([
  [30, '30 分钟'],
  [60, '1 小时'],
  [90, '1 小时 30 分钟'],
  [1440, '1 天'],
  [0, '0 分钟'],
])('%i minutes read as %s', (minutes, words) => {
  expect(lengthWords(minutes)).toBe(words)
})

test('the moment of 24:00 is the next midnight', () => {
  expect(momentOf('2026-03-04', '24:00')).toBe(at('03-05T00:00'))
  expect(momentOf('2026-03-04', '09:30')).toBe(at('03-04T09:30'))
})

test('the length of a period does not depend on how its offset is written', () => {
  expect(minutesBetween('2026-03-04T06:00:00Z', '2026-03-04T15:30:00+08:00')).toBe(90)
})
