import * as v from 'valibot'
import type { TicketRow } from '#contract/repair'
import { repair } from '#contract/repair'
import { arrange } from '../../miniprogram/features/repair/reporter/mine/view'
import {
  placeOfCode,
  placeOfScene,
  spotFrom,
  spotWords,
} from '../../miniprogram/features/repair/reporter/place-field/view'
import {
  EMPTY,
  type Form,
  faultsOf,
  inputOf,
  resumed,
  tileOf,
  worthKeeping,
} from '../../miniprogram/features/repair/reporter/report/view'
import { photosProblem, withChange } from '../../miniprogram/ui/photo-picker/view'

const NOW = Date.parse('2026-03-04T09:10:00+08:00')
const FILE = 'cloud://weoffice.files/incoming/o-t-lin/1.jpg'
const spot = { id: 'p-md-101', campus: '东校区', building: '明德楼', room: '101' }
const least: Form = { ...EMPTY, categoryId: 'c-water', spot, summary: '水龙头漏水' }
const photo = { path: 'wxfile://1.jpg', percent: 100, fileId: FILE }

test('T-11, T-37: place, category and one sentence are enough, and each of them is asked for', () => {
  expect(faultsOf(least)).toEqual({})
  expect(inputOf(least)).toEqual({
    placeId: 'p-md-101',
    categoryId: 'c-water',
    summary: '水龙头漏水',
    hotline: false,
  })
  expect(faultsOf({ ...least, categoryId: '' }).categoryId).toMatch('类别')
  expect(faultsOf({ ...least, spot: null }).spot).toMatch('在哪里')
  expect(faultsOf({ ...least, summary: ' ' }).summary).toMatch('一句话')
})

test('L-02, L-34: everything a person adds is sent, and the contract takes it', () => {
  const full: Form = {
    ...least,
    detail: '从昨晚开始',
    photos: [photo],
    voice: { path: 'v', seconds: 7, fileId: FILE },
    location: { latitude: 30, longitude: 114 },
    freeTime: '下午',
    phone: '19900000001',
    hotline: true,
  }
  expect(faultsOf(full)).toEqual({})
  const { output, success } = v.safeParse(repair.ops.create.input, inputOf(full))
  expect(success).toBe(true)
  expect(output).toMatchObject({
    detail: '从昨晚开始',
    photos: [FILE],
    voice: { fileId: FILE, seconds: 7 },
    hotline: true,
    location: { latitude: 30, longitude: 114 },
    freeTime: '下午',
    phone: '19900000001',
  })
})

test('a report does not leave without the photos and the voice note that belong to it', () => {
  expect(faultsOf({ ...least, photos: [{ path: 'a', percent: 40 }] }).photos).toMatch('照片还在上传')
  expect(faultsOf({ ...least, photos: [{ path: 'a', percent: 0, failed: true }] }).photos).toMatch('重试')
  expect(faultsOf({ ...least, voice: { path: 'v', seconds: 3 } }).voice).toMatch('语音还在上传')
  expect(faultsOf({ ...least, voice: { path: 'v', seconds: 3, failed: true } }).voice).toMatch('重试')
  expect(photosProblem([photo])).toBeUndefined()
})

test('a telephone number that cannot be called is not sent', () => {
  expect(faultsOf({ ...least, phone: '8001' }).phone).toMatch('11 位')
  expect(faultsOf({ ...least, phone: '199 0000 0001' })).toEqual({})
})

test('a photo that was removed while it was sent does not come back', () => {
  const [first, second] = [
    { path: 'a', percent: 0 },
    { path: 'b', percent: 0 },
  ]
  expect(withChange([second], 'a', { fileId: FILE })).toEqual([second])
  expect(withChange([first, second], 'b', { percent: 50 })).toEqual([first, { path: 'b', percent: 50 }])
})

test('a draft is kept as soon as something was said, and goes on where it was', () => {
  expect(worthKeeping({ ...EMPTY, phone: '19900000001', hotline: true })).toBe(false)
  expect(worthKeeping({ ...EMPTY, summary: '灯' })).toBe(true)
  expect(worthKeeping({ ...EMPTY, photos: [photo] })).toBe(true)
  const halfway = { path: 'b', percent: 30 }
  const again = resumed({ ...least, photos: [photo, halfway], voice: { path: 'v', seconds: 3 } })
  expect(again).toMatchObject({
    ...least,
    photos: [photo, { ...halfway, failed: true }],
    voice: { failed: true },
  })
})

test('a place code fills in its place; any other code is none', () => {
  expect(placeOfScene('p%3Dp-md-101')).toBe('p-md-101')
  expect(placeOfCode('features/repair/reporter/report/report?scene=p%3Dp-md-101')).toBe('p-md-101')
  for (const other of [undefined, '', 'i%3Dabc', '%', 'p%3D%24where'])
    expect(placeOfScene(other)).toBeUndefined()
  expect(placeOfCode('pages/me/me?scene=i%3Dabc')).toBeUndefined()
})

test('a place that is in no list is written as people call it', () => {
  expect(spotFrom('  后山凉亭 ')).toEqual({ campus: '', building: '后山凉亭', room: '' })
  expect(spotFrom(' ')).toBeNull()
  expect(spotWords(spot)).toBe('东校区 明德楼 101')
  expect(inputOf({ ...least, spot: spotFrom('后山凉亭') })).toMatchObject({
    place: { building: '后山凉亭', room: '' },
  })
})

test('T-38: each category is a tile with a picture of what it is about', () => {
  const icons = ['水电', '木工', '网络', '空调', '家电', '其他'].map(name => tileOf({ id: 'c', name }).icon)
  expect(new Set(icons).size).toBe(6)
})

test('L-28: tickets that wait for the reader come first, then those that wait for others, then the past', () => {
  const row = (id: string, state: TicketRow['state'], ...actions: TicketRow['actions']) =>
    ({ id, state, actions, at: '2026-03-04T08:05:00+08:00' }) as TicketRow
  const all = [
    row('closed', 'closed'),
    row('new', 'submitted', 'cancel'),
    row('mended', 'finished', 'rate', 'reopen'),
    row('refused', 'refused'),
    row('started', 'started'),
  ]
  const groups = arrange(all, NOW).map(({ id, tickets }) => [id, tickets.map(ticket => ticket.id)])
  expect(groups).toEqual([
    ['rate', ['mended']],
    ['waiting', ['new', 'started']],
    ['past', ['closed', 'refused']],
  ])
  expect(arrange([], NOW)).toEqual([])
})
