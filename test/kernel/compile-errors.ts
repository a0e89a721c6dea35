// Not run: the type checker reads it. Each line that must not compile says so, and fails the check if it does.
import * as v from 'valibot'
import { op } from '#contract/kernel/rpc'
import { room } from '#contract/room'
import type { Handlers } from '../../cloudfunctions/kernel/serve'
import { clientOver } from '../../miniprogram/services/client'

const rooms = clientOver(room, async () => {
  throw new Error('never run')
})
const slot = { from: '2026-03-01T09:00:00+08:00', to: '2026-03-01T10:00:00+08:00' }

void rooms.reserve({ roomId: 'r-101', ...slot, title: '例会' })
// @ts-expect-error the title is missing
void rooms.reserve({ roomId: 'r-101', ...slot })
// @ts-expect-error seats are a number
void rooms.list({ minSeats: '8' })
// @ts-expect-error there is no such operation
void rooms.remove
// @ts-expect-error an operation without access
op<void>()(v.object({}))
// @ts-expect-error a duty nobody can hold
op<void>()({ duty: 'room.god' }, v.object({}))
// @ts-expect-error handlers are missing
const incomplete: Handlers<typeof room> = { list: async () => ({ items: [] }) }
void incomplete
void rooms.day({ roomId: 'r-101', date: '2026-03-01' }).then(day => {
  const status: 'reserved' | 'pending' | 'cancelled' | 'refused' = day.bookings[0]!.status
  // @ts-expect-error a reply has no field that the contract does not name
  void day.secret
  return status
})
