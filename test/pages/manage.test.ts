import * as v from 'valibot'
import { Refusal } from '#contract/kernel/errors'
import { room as contract, ROOM_DEFAULTS, type RoomView } from '#contract/room'
import {
  closeInput,
  faultsOf as closingFaults,
  firstClosing,
} from '../../miniprogram/features/room/administration/close-sheet/view'
import {
  choicesOf,
  faultsOf,
  formOf,
  inputOf,
  LABELS,
} from '../../miniprogram/features/room/administration/edit/view'
import { roomCard } from '../../miniprogram/features/room/administration/manage/view'
import { firstPicked, foundWords } from '../../miniprogram/features/room/reservations/conflicts/view'
import { WEEKDAYS } from '../../miniprogram/ui/date-words'
import { faultsIn } from '../../miniprogram/ui/form'
import { toggle } from '../../miniprogram/ui/options'

const NOW = Date.parse('2026-03-04T09:10:00+08:00')

function aRoom(part: Partial<RoomView> = {}): RoomView {
  return {
    ...ROOM_DEFAULTS,
    id: 'r1',
    name: '301',
    location: '行政楼',
    seats: 12,
    version: 1,
    closures: [],
    actions: [],
    ...part,
  }
}

test('a room has exactly the buttons the server offers', () => {
  const { buttons } = roomCard(aRoom({ actions: ['reserve', 'update', 'close'] }))
  expect(buttons.map(({ text, label }) => text ?? label)).toEqual([
    '预订',
    '编辑',
    expect.stringMatching('停用'),
  ])
  expect(roomCard(aRoom()).buttons).toEqual([])
})

test('a room opened in the form and saved unchanged stays what it was', () => {
  const before = aRoom({
    labels: ['视频会议', '安静'],
    equipment: ['投影'],
    openDays: [1, 5],
    description: '三楼',
  })
  const { id, version, closures, actions, ...settings } = before
  expect(inputOf(formOf(before))).toEqual(settings)
})

test('a new room filled with no more than name, place and seats is one the contract accepts', () => {
  const form = { ...formOf(), name: '301', location: '行政楼', seats: '12' }
  expect(faultsOf(form)).toEqual({})
  expect(v.safeParse(contract.ops.create.input, inputOf(form)).success).toBe(true)
})

test('words of a list may be parted as people part them, and come once', () => {
  const form = { ...formOf(), labels: '视频会议、 安静，安静 投影;白板' }
  expect(inputOf(form).labels).toEqual(['视频会议', '安静', '投影', '白板'])
})

test('a form that cannot be right is not sent, and each faulty field says why', () => {
  const form = { ...formOf(), name: '301', location: '行政楼', seats: '12' }
  expect(faultsOf({ ...form, name: ' ' })).toEqual({ name: expect.stringMatching('名称') })
  expect(faultsOf({ ...form, location: '' })).toEqual({ location: expect.stringMatching('哪里') })
  expect(faultsOf({ ...form, seats: '0' })).toEqual({ seats: expect.stringMatching('座位') })
  expect(faultsOf({ ...form, daysAhead: '' })).toEqual({ daysAhead: expect.stringMatching('提前') })
  expect(faultsOf({ ...form, openDays: [] })).toEqual({ openDays: expect.stringMatching('开放') })
  expect(faultsOf({ ...form, opensAt: '22:00' })).toEqual({ closesAt: expect.stringMatching('晚于') })
  expect(faultsOf({ ...form, minMinutes: 300 })).toEqual({ maxMinutes: expect.stringMatching('时长') })
  expect(Object.keys(faultsOf({ ...formOf(), daysAhead: 'x' }))).toEqual([
    'name',
    'location',
    'seats',
    'daysAhead',
  ])
})

test('every field that the contract or the server can find at fault has a name', () => {
  for (const field of Object.keys(formOf()))
    expect(faultsIn(new Refusal('INVALID_INPUT', { field }), { labels: LABELS })).toHaveProperty(field)
})

test('a length or an hour that is in no list can still be seen and kept', () => {
  const { gridMinutes, opensAt } = choicesOf({ ...formOf(), gridMinutes: 25, opensAt: '07:45' })
  expect(gridMinutes).toContainEqual({ id: 25, text: '25 分钟' })
  expect(opensAt.map(({ id }) => id).slice(14, 18)).toEqual(['07:00', '07:30', '07:45', '08:00'])
})

test('a tap on a weekday turns it on or off', () => {
  expect(toggle(WEEKDAYS, [1, 3], 2)).toEqual([1, 2, 3])
  expect(toggle(WEEKDAYS, [1, 3], 3)).toEqual([1])
})

test('a closure starts with the next hour and needs a reason', () => {
  const closing = firstClosing(aRoom(), NOW)
  expect(closing.picked).toMatchObject({ fromTime: '10:00', toTime: '24:00' })
  expect(closingFaults({ ...closing, reason: ' ' })).toEqual({ reason: expect.stringMatching('原因') })
  expect(closingFaults({ ...closing, reason: '检修' })).toEqual({})
  const backwards = { ...closing, reason: '检修', picked: { ...closing.picked, toTime: '09:00' } }
  expect(closingFaults(backwards)).toEqual({ picked: expect.stringMatching('晚于') })
  expect(closingFaults({ ...backwards, forever: true })).toEqual({})
})

test('a closure until further notice has no end, and cancels nothing unasked', () => {
  const closing = { ...firstClosing(aRoom(), NOW), reason: ' 检修 ', forever: true }
  expect(closeInput(closing, false)).toEqual({
    roomId: 'r1',
    version: 1,
    from: '2026-03-04T10:00:00+08:00',
    reason: '检修',
    cancelBookings: false,
  })
  expect(closeInput({ ...closing, forever: false }, true)).toMatchObject({
    to: '2026-03-05T00:00:00+08:00',
    cancelBookings: true,
  })
})

test('T-06: a query of conflicts begins with the next two hours, over midnight, too', () => {
  expect(firstPicked(NOW)).toEqual({
    fromDate: '2026-03-04',
    fromTime: '09:30',
    toDate: '2026-03-04',
    toTime: '11:30',
  })
  expect(firstPicked(Date.parse('2026-03-04T23:10:00+08:00'))).toMatchObject({
    toDate: '2026-03-05',
    toTime: '01:30',
  })
})

test('T-20: the list of conflicts does not claim to be complete when there are more', () => {
  expect(foundWords(3, false)).toBe('3 个预订占用这个时段')
  expect(foundWords(20, true)).toMatch('前 20 个')
})
