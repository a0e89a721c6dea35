import { dateOf } from '#contract/kernel/time'
import type { LengthRules, Overview, OverviewRoom } from '#contract/room'
import {
  firstDate,
  hourMarks,
  labelOptions,
  noticeOf,
  offerAt,
  rowsOf,
} from '../../miniprogram/features/room/search/find/view'

const RULES: LengthRules = { gridMinutes: 30, minMinutes: 30, maxMinutes: 240, needsApproval: false }
const ANY = { people: 0, part: 'all', label: '' }

const aRoom = (id: string, room: Partial<OverviewRoom> = {}): OverviewRoom => ({
  id,
  name: id,
  location: '明德楼',
  seats: 8,
  tags: ['白板'],
  rules: 0,
  free: [[480, 1320]],
  busy: [],
  ...room,
})
const anOverview = (...rooms: OverviewRoom[]): Overview => ({
  date: '2026-03-05',
  rooms,
  rules: [RULES],
  holders: [
    { name: '林知微', phone: '19900000001' },
    { name: '苏青禾', mine: true },
  ],
})

test('the page begins with today, and late in the evening with tomorrow', () => {
  expect(firstDate(Date.parse('2026-03-04T09:10:00+08:00'))).toBe('2026-03-04')
  expect(firstDate(Date.parse('2026-03-04T20:40:00+08:00'))).toBe('2026-03-05')
  expect(dateOf(0)).toBe('1970-01-01')
})

test('a row has a cell for each hour that can be booked, and a block for each booking', () => {
  const room = aRoom('a', {
    free: [
      [480, 570],
      [690, 1320],
    ],
    busy: [{ from: 570, to: 690, by: 0 }],
  })
  const [row] = rowsOf(anOverview(room), { ...ANY, part: 'morning' }, 9)
  expect(row!.cells.map(({ text, left, width }) => [text, left, width])).toEqual([
    ['08:00', 0, 25],
    ['09:00', 25, 12.5],
    ['11:30', 87.5, 12.5],
  ])
  expect(row!.blocks).toEqual([
    { from: 570, left: 37.5, width: 50, who: '林知微', short: '林知微', look: 'held' },
  ])
})

test('a cell begins where the room can be booked, and one too short for a booking is none', () => {
  const room = aRoom('a', {
    free: [
      [487, 515],
      [610, 650],
    ],
  })
  const [row] = rowsOf(anOverview(room), ANY, 9)
  expect(row!.cells).toEqual([])
})

test('rooms that do not fit stand last with the reason, and a taken one with whom to ask', () => {
  const taken = aRoom('taken', {
    free: [],
    busy: [
      { from: 480, to: 720, by: 0 },
      { from: 720, to: 1320, by: 1 },
    ],
  })
  const rows = rowsOf(
    anOverview(aRoom('small', { seats: 4 }), taken, aRoom('fits')),
    { ...ANY, people: 8 },
    9,
  )
  expect(rows.map(({ id, why }) => [id, why])).toEqual([
    ['fits', ''],
    ['taken', '这一天没有空了'],
    ['small', '只有 4 座'],
  ])
  expect(rows[1]!.taken).toEqual([
    { id: 480, text: '08:00–12:00 林知微', name: '林知微', phone: '19900000001' },
    { id: 720, text: '12:00–22:00 我', name: '苏青禾', phone: '' },
  ])
  expect(rows[0]!.taken).toEqual([])
})

test('a tap offers an hour from there, less where less is left', () => {
  const overview = anOverview(aRoom('a', { free: [[480, 600]] }))
  expect(offerAt(overview, 'a', 480)).toMatchObject({
    from: '2026-03-05T08:00:00+08:00',
    minutes: 60,
    within: { from: '2026-03-05T08:00:00+08:00', to: '2026-03-05T10:00:00+08:00' },
  })
  expect(offerAt(overview, 'a', 570).minutes).toBe(30)
})

test('the hours stand above the strip, and every equipment is a choice', () => {
  expect(hourMarks('morning').map(({ text, left }) => [text, left])).toEqual([
    ['8', 0],
    ['9', 25],
    ['10', 50],
    ['11', 75],
  ])
  const overview = anOverview(aRoom('a', { tags: ['投影'] }), aRoom('b', { tags: ['白板', '投影'] }))
  expect(labelOptions(overview).map(({ text }) => text)).toEqual(['不限', '投影', '白板'])
})

test('a reply that leaves rooms out says so', () => {
  expect(noticeOf(anOverview(), '')).toBe('')
  expect(noticeOf({ ...anOverview(), left: 12 }, '')).toMatch('12')
  expect(noticeOf({ ...anOverview(), location: '明德楼' }, '')).toMatch('明德楼')
  expect(noticeOf({ ...anOverview(), location: '明德楼' }, '明德楼')).toBe('')
})
