import type { ReservationView } from '#contract/room'
import {
  alternativesOf,
  bookingWords,
  doneWords,
  faultsOf,
  lengthChoices,
  type Offer,
  slotOf,
  startChoices,
  startingAt,
} from '../../miniprogram/features/room/reservations/booking/view'

const NOW = Date.parse('2026-03-04T09:10:00+08:00')
const clock = (time: string, day = '05') => `2026-03-${day}T${time}:00+08:00`

function anOffer(part: Partial<Offer> = {}): Offer {
  return {
    roomId: 'r1',
    name: '301',
    location: '行政楼',
    seats: 12,
    needsApproval: false,
    gridMinutes: 30,
    minMinutes: 30,
    maxMinutes: 120,
    within: { from: clock('08:00'), to: clock('11:00') },
    from: clock('09:00'),
    minutes: 60,
    ...part,
  }
}

test('T-35: a booking runs from the start for the chosen length', () => {
  expect(slotOf(anOffer())).toEqual({ from: clock('09:00'), to: clock('10:00') })
})

test('the start can be moved inside the free interval, never so late that nothing fits', () => {
  const times = startChoices(anOffer()).map(start => start.slice(11, 16))
  expect(times).toEqual(['08:00', '08:30', '09:00', '09:30', '10:00', '10:30'])
})

test('the start stays on the day that was chosen', () => {
  const days = anOffer({
    within: { from: clock('22:00'), to: clock('02:00', '06') },
    from: clock('00:00', '06'),
  })
  expect(startChoices(days).map(start => start.slice(5, 16))).toEqual([
    '03-06T00:00',
    '03-06T00:30',
    '03-06T01:00',
    '03-06T01:30',
  ])
})

test('only lengths that the room allows and the interval holds are offered', () => {
  expect(lengthChoices(anOffer())).toEqual([30, 60, 90, 120])
  expect(lengthChoices(anOffer({ from: clock('10:00') }))).toEqual([30, 60])
})

test('a wished length between the steps is offered, too', () => {
  expect(lengthChoices(anOffer({ minutes: 45 }))).toEqual([30, 45, 60, 90, 120])
})

test('a later start shortens what no longer fits', () => {
  expect(startingAt(anOffer({ minutes: 120 }), clock('10:00'))).toMatchObject({
    from: clock('10:00'),
    minutes: 60,
  })
})

test('a booking without a title, or for more people than seats, is not sent', () => {
  const form = { title: '例会', people: '', seats: 12 }
  expect(faultsOf({ ...form, title: '  ' })).toEqual({ title: expect.stringMatching('名称') })
  expect(faultsOf({ ...form, people: '13' })).toEqual({ people: expect.stringMatching('12 座') })
  expect(faultsOf({ ...form, people: 'abc' })).toEqual({ people: expect.stringMatching('整数') })
  expect(Object.keys(faultsOf({ ...form, title: '', people: 'abc' }))).toEqual(['title', 'people'])
  expect(faultsOf({ ...form, people: '12' })).toEqual({})
  expect(faultsOf(form)).toEqual({})
})

test('the sheet offers the starts and lengths of the offer, and asks for approval by name', () => {
  const words = bookingWords(anOffer({ needsApproval: true }), NOW)
  expect(words.starts.slice(0, 2)).toEqual([
    { id: clock('08:00'), text: '08:00' },
    { id: clock('08:30'), text: '08:30' },
  ])
  expect(words.lengths.map(({ id }) => id)).toEqual([30, 60, 90, 120])
  expect(words).toMatchObject({ title: '301', hint: '行政楼 · 12 座', confirm: '提交申请' })
})

test('a lost race offers other slots with their times', () => {
  const details = { alternatives: [{ roomId: 'r2', name: '302', from: clock('09:00'), to: clock('10:00') }] }
  expect(alternativesOf('ROOM_TAKEN', details, NOW)).toMatchObject([
    { roomId: 'r2', name: '302', when: '明天 3月5日 周四 09:00–10:00' },
  ])
})

test('no other refusal offers other slots', () => {
  expect(alternativesOf('CONFLICT', { alternatives: [{}] }, NOW)).toEqual([])
  expect(alternativesOf('OFFLINE', undefined, NOW)).toEqual([])
  expect(alternativesOf('ROOM_TAKEN', undefined, NOW)).toEqual([])
})

test('O-26: a booking that waits for approval is not called done', () => {
  const made = {
    from: clock('09:00'),
    to: clock('10:00'),
    location: '行政楼',
    roomName: '301',
  } as ReservationView
  expect(doneWords({ ...made, status: 'reserved' }, NOW).title).toBe('预订成功')
  expect(doneWords({ ...made, status: 'pending' }, NOW).title).toBe('已提交，等待审批')
})
