import { HOUR } from '#contract/kernel/time'
import type { room } from '#contract/room'
import type { AccessTable, Budget, Role, Scope } from '../make/fixtures'
import { aBooking, aRoom } from '../make/rooms'
import { dayFrom, slot } from '../make/time'

const ROOM_ADMINS: Role[] = ['room.admin']

/** The roles that get past the gate of each operation, reviewed by people: a change of access is made here, too. */
export const access: AccessTable<typeof room> = {
  list: 'members',
  places: 'members',
  search: 'members',
  overview: 'members',
  day: 'members',
  booking: 'members',
  reserve: 'members',
  cancel: 'members',
  move: 'members',
  change: 'members',
  finish: 'members',
  extend: 'members',
  mine: 'members',
  pending: ROOM_ADMINS,
  approve: ROOM_ADMINS,
  refuse: ROOM_ADMINS,
  conflicts: ROOM_ADMINS,
  create: ROOM_ADMINS,
  update: ROOM_ADMINS,
  close: ROOM_ADMINS,
  open: ROOM_ADMINS,
}

/** The most database calls of each operation, the caller's identity included. */
export const budget: Budget<typeof room> = {
  list: 2,
  places: 2,
  search: 2,
  overview: 2,
  day: 2,
  // A booking that is over is looked for in the history.
  booking: 3,
  mine: 3,
  pending: 2,
  conflicts: 2,
  reserve: 5,
  cancel: 5,
  move: 4,
  // Another room takes three writes: see `relocate`.
  change: 5,
  finish: 4,
  extend: 4,
  approve: 4,
  refuse: 5,
  create: 4,
  // Four, and two where bookings are cancelled, which the history takes.
  update: 6,
  close: 6,
  open: 4,
}

/** The answers to an administrator of one college: about the college, a department in it, another college, everything. */
export const scope: Scope<typeof room> = {
  things: {
    approve: {
      input: place => ({ reservationId: `yes-${place}` }),
      codes: ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
    },
    refuse: {
      input: place => ({ reservationId: `no-${place}`, reason: '冲突' }),
      codes: ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
    },
    create: {
      input: place => ({ name: '新', location: '新楼', seats: 4, departmentId: place }),
      codes: ['OK', 'OK', 'FORBIDDEN', 'FORBIDDEN'],
    },
    update: {
      input: place => ({ roomId: `r-${place}`, seats: 11 }),
      codes: ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
    },
    close: {
      input: place => ({ roomId: `r-${place}`, ...slot(8, 9, 10), reason: '检修' }),
      codes: ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
    },
    open: {
      input: place => ({ roomId: `r-${place}` }),
      codes: ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
    },
  },
  lists: {
    pending: { id: place => `yes-${place}` },
    conflicts: { input: slot(2, 9, 10), id: place => `yes-${place}` },
  },
  documents: place => ({
    rooms: [
      aRoom({
        _id: `r-${place}`,
        departmentId: place,
        needsApproval: true,
        opensAt: '00:00',
        closesAt: '24:00',
        bookings: ['yes', 'no'].map((what, i) =>
          aBooking(new Date(dayFrom(2) + (9 + i) * HOUR), { id: `${what}-${place}`, status: 'pending' }),
        ),
      }),
    ],
  }),
}
