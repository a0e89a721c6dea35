import * as v from 'valibot'
import { room as contract, ROOM_DEFAULTS, type RoomView } from '#contract/room'
import { closeInput, closingProblem, firstClosing } from '../../miniprogram/features/room/closing/view'
import { firstPicked, foundWords } from '../../miniprogram/features/room/conflicts/view'
import {
  fieldProblem,
  formOf,
  formProblem,
  GRIDS,
  inputOf,
  minuteChoices,
  toggled,
} from '../../miniprogram/features/room/edit/view'
import { roomCard } from '../../miniprogram/features/room/manage/view'

const NOW = Date.parse('2026-03-04T09:10:00+08:00')

function aRoom(part: Partial<RoomView> = {}): RoomView {
  return {
    ...ROOM_DEFAULTS,
    id: 'r1',
    name: '301',
    location: '行政楼',
    seats: 12,
    version: 1,
    actions: [],
    ...part,
  }
}

test('a room has exactly the buttons the server offers', () => {
  const { buttons } = roomCard(aRoom({ actions: ['reserve', 'update', 'close'] }), NOW)
  expect(buttons.map(({ text }) => text)).toEqual(['预订', '编辑', '停用'])
  expect(roomCard(aRoom(), NOW).buttons).toEqual([])
})

test('a room opened in the form and saved unchanged stays what it was', () => {
  const before = aRoom({
    labels: ['视频会议', '安静'],
    equipment: ['投影'],
    openDays: [1, 5],
    description: '三楼',
  })
  const { id, version, actions, ...settings } = before
  expect(inputOf(formOf(before))).toEqual(settings)
})

test('a new room filled with no more than name, place and seats is one the contract accepts', () => {
  const form = { ...formOf(), name: '301', location: '行政楼', seats: '12' }
  expect(formProblem(form)).toBeUndefined()
  expect(v.safeParse(contract.ops.create.input, inputOf(form)).success).toBe(true)
})

test('words of a list may be parted as people part them, and come once', () => {
  const form = { ...formOf(), labels: '视频会议、 安静，安静 投影;白板' }
  expect(inputOf(form).labels).toEqual(['视频会议', '安静', '投影', '白板'])
})

test('a form that cannot be right is not sent', () => {
  const form = { ...formOf(), name: '301', location: '行政楼', seats: '12' }
  expect(formProblem({ ...form, name: ' ' })).toMatch('名称')
  expect(formProblem({ ...form, location: '' })).toMatch('哪里')
  expect(formProblem({ ...form, seats: '0' })).toMatch('座位')
  expect(formProblem({ ...form, daysAhead: '' })).toMatch('提前')
  expect(formProblem({ ...form, openDays: [] })).toMatch('开放')
  expect(formProblem({ ...form, opensAt: '22:00' })).toMatch('晚于')
  expect(formProblem({ ...form, minMinutes: 300 })).toMatch('时长')
})

test('the field at fault is named', () => {
  expect(fieldProblem('labels.0')).toMatch('标签')
  expect(fieldProblem('maxMinutes')).toMatch('最长时长')
  expect(fieldProblem('unheard')).toBeUndefined()
  expect(fieldProblem(undefined)).toBeUndefined()
})

test('a length that is in no list can still be seen and kept', () => {
  const { values, texts, index } = minuteChoices(GRIDS, 25)
  expect([values[index], texts[index]]).toEqual([25, '25 分钟'])
})

test('a tap on a weekday turns it on or off', () => {
  expect(toggled([1, 3], 2)).toEqual([1, 2, 3])
  expect(toggled([1, 3], 3)).toEqual([1])
})

test('a closure starts with the next hour and needs a reason', () => {
  const closing = firstClosing(NOW)
  expect(closing.picked).toMatchObject({ fromTime: '10:00', toTime: '24:00' })
  expect(closingProblem(closing)).toMatch('原因')
  expect(closingProblem({ ...closing, reason: '检修' })).toBeUndefined()
  expect(
    closingProblem({ ...closing, reason: '检修', picked: { ...closing.picked, toTime: '09:00' } }),
  ).toMatch('晚于')
})

test('a closure until further notice has no end, and cancels nothing unasked', () => {
  const closing = { ...firstClosing(NOW), reason: ' 检修 ', forever: true }
  expect(closeInput('r1', closing, false)).toEqual({
    ...{ roomId: 'r1', from: '2026-03-04T10:00:00+08:00', reason: '检修', cancelBookings: false },
  })
  expect(closeInput('r1', { ...closing, forever: false }, true)).toMatchObject({
    to: '2026-03-05T00:00:00+08:00',
    cancelBookings: true,
  })
})

test('T-06: a query of conflicts begins with the next two hours, over midnight, too', () => {
  expect(firstPicked(NOW)).toEqual({
    ...{ fromDate: '2026-03-04', fromTime: '09:30' },
    ...{ toDate: '2026-03-04', toTime: '11:30' },
  })
  expect(firstPicked(Date.parse('2026-03-04T23:10:00+08:00'))).toMatchObject({
    toDate: '2026-03-05',
    toTime: '01:30',
  })
})

test('T-20: what was found does not claim to be all when there is more', () => {
  expect(foundWords(3, false)).toBe('3 个预订占用这个时段')
  expect(foundWords(20, true)).toMatch('前 20 个')
})
