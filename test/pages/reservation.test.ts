import { RESERVATION_ACTION, type ReservationAction, type ReservationView } from '#contract/room'
import { arrange } from '../../miniprogram/features/room/reservations/mine/view'
import {
  spansDays,
  specOf,
  subjectOf,
} from '../../miniprogram/features/room/reservations/reservation-actions/view'
import { replaceItem } from '../../miniprogram/ui/list-page'
import { reservationCard } from '../../miniprogram/ui/reservation-card/view'

const NOW = Date.parse('2026-03-04T09:10:00+08:00')
const clock = (time: string, day = '05') => `2026-03-${day}T${time}:00+08:00`

function aReservation(part: Partial<ReservationView> = {}): ReservationView {
  return {
    id: 'b1',
    roomId: 'r1',
    roomName: '301',
    location: '行政楼',
    title: '例会',
    status: 'reserved',
    from: clock('09:00'),
    to: clock('10:00'),
    holder: { name: '林知微' },
    mine: false,
    actions: [],
    ...part,
  } as ReservationView
}

test('O-26: a card shows buttons that the server offers, none of them dangerous, and the way to the others', () => {
  const shown = (part: Partial<ReservationView>) =>
    reservationCard(aReservation(part), NOW).buttons.map(({ action }) => action)
  expect(shown({})).toEqual([])
  expect(shown({ mine: true, actions: ['move', 'cancel'] })).toEqual(['open'])
  expect(shown({ actions: ['move', 'cancel'] })).toEqual(['move', 'open'])
  expect(shown({ actions: ['approve', 'refuse', 'move', 'cancel'] })).toEqual(['approve', 'refuse', 'open'])
  const all = Object.keys(RESERVATION_ACTION) as ReservationAction[]
  expect(shown({ actions: all })).toEqual(['approve', 'refuse', 'extend', 'finish', 'open'])
  const themes = reservationCard(aReservation({ actions: all }), NOW).buttons.map(({ theme }) => theme)
  expect(themes).not.toContain('danger')
})

test('a card says whose reservation it is and for how many', () => {
  const holder = (part: Partial<ReservationView>) =>
    reservationCard(aReservation(part), NOW).lines.find(({ icon }) => icon === 'user')?.text
  expect(holder({ people: 8 })).toBe('预订人 林知微 · 8 人')
  expect(holder({ mine: true })).toBe('我')
})

test('T-06: the holder of another reservation can be called, where the number is known', () => {
  const holder = { name: '林知微', phone: '19900008001' }
  const calls = (part: Partial<ReservationView>) =>
    reservationCard(aReservation(part), NOW).buttons.map(({ action, label }) => [action, label])
  expect(calls({ holder, actions: ['cancel'] })).toEqual([
    ['call', '打电话给林知微'],
    ['open', '更多'],
  ])
  expect(calls({ holder, mine: true })).toEqual([])
  expect(calls({})).toEqual([])
})

test('O-26: the reason is called what it is for', () => {
  const notes = (status: ReservationView['status']) =>
    reservationCard(aReservation({ status, reason: '检修' }), NOW).notes
  expect(notes('refused')).toEqual(['未通过的原因：检修'])
  expect(notes('cancelled')).toEqual(['取消原因：检修'])
  expect(notes('reserved')).toEqual(['改期说明：检修'])
})

test('while a move waits, the card says which slot is still held', () => {
  const previous = { from: clock('14:00'), to: clock('15:00') }
  const { notes, tag } = reservationCard(aReservation({ status: 'pending', previous }), NOW)
  expect(tag?.text).toBe('待审批')
  expect(notes).toEqual(['改期要等审批，通过之前原来的 明天 3月5日 周四 14:00–15:00 仍然保留'])
})

test('a reservation that is over says so', () => {
  const over = aReservation({ from: clock('08:00', '04'), to: clock('09:00', '04') })
  expect(reservationCard(over, NOW).tag?.text).toBe('已结束')
  expect(reservationCard({ ...over, status: 'cancelled' }, NOW).tag?.text).toBe('已取消')
})

test('T-35: my reservations stand soonest first, then what is over or off, latest first', () => {
  const later = aReservation({ id: 'later', from: clock('09:00', '09'), to: clock('10:00', '09') })
  const soon = aReservation({ id: 'soon', status: 'pending' })
  const off = aReservation({ id: 'off', status: 'cancelled', from: clock('09:00', '08') })
  const over = aReservation({ id: 'over', from: clock('08:00', '03'), to: clock('09:00', '03') })
  const { upcoming, past } = arrange([later, over, soon, off], NOW)
  expect(upcoming.map(({ id }) => id)).toEqual(['soon', 'later'])
  expect(past.map(({ id }) => id)).toEqual(['off', 'over'])
})

test('a booking that was moved keeps its place, and a new one comes where it belongs', () => {
  const early = aReservation({ id: 'early' })
  const late = aReservation({ id: 'late', from: clock('09:00', '09'), to: clock('10:00', '09') })
  const shown = arrange([early, late], NOW)
  const moved = { ...early, from: clock('09:00', '12'), to: clock('10:00', '12') }
  const fresh = aReservation({ id: 'new', from: clock('09:00', '08'), to: clock('10:00', '08') })
  const ids = (all: ReservationView[], before?: typeof shown) =>
    arrange(all, NOW, before).upcoming.map(({ id }) => id)
  expect(ids([moved, late, fresh], shown)).toEqual(['new', 'early', 'late'])
  expect(ids([moved, late, fresh])).toEqual(['new', 'late', 'early'])
  expect(ids([{ ...early, status: 'cancelled' }, late], shown)).toEqual(['early', 'late'])
})

test('after an action the list shows the reservation as the server answered it', () => {
  const all = [aReservation({ id: 'a' }), aReservation({ id: 'b' })]
  expect(
    replaceItem(all, aReservation({ id: 'b', status: 'cancelled' })).map(({ status }) => status),
  ).toEqual(['reserved', 'cancelled'])
})

test('T-06: acting on the reservation of another needs a reason', () => {
  const words = (action: ReservationAction, mine: boolean) =>
    specOf({ action, reservation: aReservation({ mine }) }).words
  expect([words('cancel', true), words('move', true)]).toEqual(['optional', 'optional'])
  expect([words('cancel', false), words('move', false)]).toEqual(['required', 'required'])
  expect([words('refuse', false), words('approve', false)]).toEqual(['required', 'none'])
})

test('the sheet says which reservation it is about', () => {
  expect(subjectOf({ action: 'cancel', reservation: aReservation() }, NOW)).toBe(
    '例会 · 明天 3月5日 周四 09:00–10:00',
  )
})

test('a reservation spans days only when it goes on after midnight', () => {
  expect(spansDays({ from: clock('22:00'), to: clock('00:00', '06') })).toBe(false)
  expect(spansDays({ from: clock('22:00'), to: clock('00:30', '06') })).toBe(true)
})
