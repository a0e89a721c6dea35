import fc from 'fast-check'
import type { Visibility } from '#contract/account'
import { HOUR, MINUTE, startOf } from '#contract/kernel/time'
import { RESERVATION_ACTION, type ReservationAction } from '#contract/room'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { actionsOf, authorize, RULES, step } from '../../cloudfunctions/room/domain'
import { asOf, type Booking, type Status } from '../../cloudfunctions/room/model'
import { checkRules } from '../../cloudfunctions/room/rules'
import { freeSlots, possibleStarts } from '../../cloudfunctions/room/slots'
import { reservationView } from '../../cloudfunctions/room/view'
import { aBooking, aMember, aRoom } from '../make/rooms'

const MONDAY = startOf('2026-03-02')
const hour = (hours: number) => new Date(MONDAY + hours * HOUR)
const slot = { from: hour(14), to: hour(15) }
const ACTIONS = Object.keys(RESERVATION_ACTION) as ReservationAction[]

const bookingArb: fc.Arbitrary<Booking> = fc
  .record({
    status: fc.constantFrom<Status>('reserved', 'pending', 'moving', 'cancelled', 'refused'),
    from: fc.integer({ min: 1, max: 20 }).map(hour),
  })
  .map(({ status, from }) =>
    aBooking(from, { status, ...(status === 'moving' && { moveTo: { from: hour(22), to: hour(23) } }) }),
  )
const actorArb = fc.constantFrom(
  aMember('lin'),
  aMember('su'),
  aMember('boss', 'room.admin'),
  aMember('fix', 'repair.worker'),
)

test('O-26: a button is shown exactly when pressing it works', () => {
  fc.assert(
    fc.property(bookingArb, actorArb, fc.integer({ min: 0, max: 23 }).map(hour), (booking, actor, now) => {
      const room = aRoom({ needsApproval: true })
      const works = (action: ReservationAction) => {
        try {
          authorize(action, booking, room, actor)
          step(booking, { action, slot }, room, actor, now)
          return true
        } catch {
          return false
        }
      }
      expect(actionsOf(booking, room, actor, now)).toEqual(expect.arrayContaining(ACTIONS.filter(works)))
      expect(actionsOf(booking, room, actor, now).filter(action => !works(action))).toEqual([])
    }),
  )
})

test('O-26: cancelled and refused are the only ends, and every state can be reached', () => {
  const boss = aMember('boss', 'room.admin')
  const lin = aMember('lin')
  const room = aRoom({ needsApproval: true })
  const seen = new Map<Status, Booking>()
  const visit = (booking: Booking) => {
    if (seen.has(booking.status)) return
    seen.set(booking.status, booking)
    for (const actor of [boss, lin])
      for (const action of actionsOf(booking, room, actor, hour(0)))
        visit({ ...booking, ...step(booking, { action, slot, reason: '' }, room, actor, hour(0)) })
  }
  visit(aBooking(hour(9), { status: 'pending' }))
  expect([...seen.keys()].sort()).toEqual(['cancelled', 'moving', 'pending', 'refused', 'reserved'])
  const ends = [...seen].filter(([, booking]) => !actionsOf(booking, room, boss, hour(0)).length)
  expect(ends.map(([status]) => status).sort()).toEqual(['cancelled', 'refused'])
})

test('O-26: the rules name no state that a booking cannot have', () => {
  const live = new Set(Object.values(RULES).flatMap(({ from }) => from))
  expect([...live].sort()).toEqual(['moving', 'pending', 'reserved'])
})

test('O-26: without a decision before the start a booking ends as refused, a move leaves the old slot', () => {
  expect(asOf(aBooking(hour(9), { status: 'pending' }), hour(9)).status).toBe('refused')
  expect(asOf(aBooking(hour(9), { status: 'pending' }), hour(8)).status).toBe('pending')
  const moving = aBooking(hour(9), { status: 'moving', moveTo: slot })
  expect(asOf(moving, hour(9))).toMatchObject({ status: 'reserved', moveTo: null, from: hour(9) })
})

test('T-06: a phone is shown to its owner, to administrators, and to those to whom its owner shows it', () => {
  const phone = (actor: Member, shows: Visibility, holder: Partial<Member> = {}) => {
    const lin = { ...aMember(), ...holder, shows: { ...aMember().shows, phone: shows } }
    const room = { ...aRoom(), holders: [lin] }
    return reservationView(aBooking(hour(9)), room, actor, hour(0)).holder.phone
  }
  const stranger = { ...aMember('su'), departments: ['lit'] }
  expect(phone(stranger, 'nobody')).toBeUndefined()
  expect(phone(stranger, 'department')).toBeUndefined()
  expect(phone(aMember('su'), 'department')).toBe('19900000000')
  expect(phone(stranger, 'everyone')).toBe('19900000000')
  expect(phone(stranger, 'everyone', { state: 'frozen' })).toBeUndefined()
  expect(phone(aMember('lin'), 'nobody')).toBe('19900000000')
  expect(phone(aMember('boss', 'room.admin'), 'nobody', { state: 'frozen' })).toBe('19900000000')
})

const refusal = (from: number, to: number, settings = {}): string => {
  try {
    checkRules(aRoom(settings), { from: hour(from), to: hour(to) }, hour(0))
    return 'OK'
  } catch (error) {
    return (error as { code: string }).code
  }
}

test.each([
  ['an hour inside the opening hours', 9, 10, {}, 'OK'],
  ['up to the closing time', 20, 22, {}, 'OK'],
  ['an end before the start', 10, 9, {}, 'INVALID_INPUT'],
  ['an end within a minute', 9, 10.001, {}, 'INVALID_INPUT'],
  ['a start that has passed', -1, 1, {}, 'ROOM_PAST'],
  ['a start now', 0, 1, {}, 'ROOM_PAST'],
  ['a start off the grid', 9.25, 10.25, {}, 'ROOM_OFF_GRID'],
  ['too short', 9, 9.25, {}, 'ROOM_TOO_SHORT'],
  ['too long', 9, 14, {}, 'ROOM_TOO_LONG'],
  ['too far ahead', 24 * 31 + 9, 24 * 31 + 10, {}, 'ROOM_TOO_FAR'],
  ['the last day allowed', 24 * 30 + 9, 24 * 30 + 10, {}, 'OK'],
  ['before the room opens', 7, 9, {}, 'ROOM_CLOSED'],
  ['over the closing time', 21, 23, {}, 'ROOM_CLOSED'],
  ['a day on which it stays shut', 9, 10, { openDays: [2, 3] }, 'ROOM_CLOSED'],
  [
    'a closure',
    9,
    10,
    { closures: [{ id: 'c', from: hour(9.5), to: hour(9.75), reason: '' }] },
    'ROOM_CLOSED',
  ],
  ['across midnight where it never closes', 23, 26, { opensAt: '00:00', closesAt: '24:00' }, 'OK'],
])('T-35: %s', (_, from, to, settings, code) => {
  expect(refusal(from, to, settings)).toBe(code)
})

test('T-05: every start offered for a room is accepted, whatever its grid', () => {
  const now = hour(0)
  const day = { from: +hour(0), to: +hour(24) }
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 60 }),
      fc.integer({ min: 30, max: 120 }),
      fc.constantFrom('07:10', '08:00', '09:45'),
      (gridMinutes, minutes, opensAt) => {
        const room = aRoom({ gridMinutes, opensAt })
        for (const start of possibleStarts(room, freeSlots(room, [], day, now), minutes))
          checkRules(room, { from: new Date(start), to: new Date(start + minutes * MINUTE) }, now)
      },
    ),
  )
})
