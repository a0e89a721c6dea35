import type { Duty } from '#contract/features/index'
import { HOUR } from '#contract/kernel/time'
import { ROOM_DEFAULTS } from '#contract/room'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import type { Booking, Room } from '../../cloudfunctions/room/model'

/** A member of staff; `duties` are held for all departments. */
export const aMember = (id = 'lin', ...duties: Duty[]): Member =>
  newMember(
    {
      _id: id,
      openid: `o-${id}`,
      name: id,
      account: id,
      kind: 'staff',
      departments: ['cs'],
      phone: '19900000000',
      duties: duties.map(duty => ({ duty, scope: ['*'] })),
    },
    [],
  )

export const aRoom = (settings: Partial<Room> = {}): Room => ({
  ...ROOM_DEFAULTS,
  _id: 'r',
  name: '小会议室',
  location: '明德楼',
  seats: 10,
  version: 1,
  rulesRev: 1,
  lastKey: '',
  closures: [],
  bookings: [],
  ...settings,
})

/** An hour from `from`, held by `lin`. */
export const aBooking = (from: Date, change: Partial<Booking> = {}): Booking => {
  const to = new Date(+from + HOUR)
  return {
    id: 'b',
    rev: 1,
    status: 'reserved',
    from,
    to,
    until: to,
    moveTo: null,
    title: '例会',
    people: null,
    reason: '',
    lastKey: '',
    holder: { id: 'lin', name: 'lin' },
    ...change,
  }
}
